/** The configs of an exploration as rows of a table. */
import type { Exploration } from '../exploration/exploration.ts';
import { configFactsOf } from '../exploration/facts.ts';
import type { IterationNode } from '../lint/node.ts';
import { formatValue } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import { describe } from '../samples/describe.ts';
import { valuesOf } from '../samples/statistics.ts';
import type { Statistics } from '../samples/statistics.ts';
import { configText, countText, nodesText, statusText, verdictText } from '../samples/wording.ts';
import { oneLine } from '../text/markdown.ts';
import type { Marked } from './entries.ts';
import type { PictureConfig } from './model.ts';
import { summaryMessage } from './summary.ts';

/** In the order for readers. */
export function configsOf(
  exploration: Exploration,
  entries: readonly Marked[],
  metrics: readonly string[],
): PictureConfig[] {
  const keys = new Map(entries.map(({ node, entry }) => [node, entry.key]));
  return exploration.ranked.map(statistics => {
    const { group } = statistics;
    return {
      text: oneLine(configText(group)),
      nodes: nodesText(group),
      samples: group.samples.flatMap(node => keys.get(node) ?? []),
      count: countText(statistics),
      crashed: group.crashed.length,
      metrics: summariesOf(statistics, metrics),
      facts: configFactsOf(exploration, group),
      status: statusText(statistics),
      verdict: verdictText(statistics),
      values: valuesIn(exploration, group.runs[0]),
    };
  });
}

/** The statistics' own summaries, and the same of what is drawn besides. */
function summariesOf(statistics: Statistics, names: readonly string[]): PictureConfig['metrics'] {
  const found: PictureConfig['metrics'] = {};
  for (const name of names) {
    const summary = statistics.metrics[name] ?? describe(valuesOf(statistics.group, name));
    if (summary) found[name] = summaryMessage(summary);
  }
  return found;
}

function valuesIn(exploration: Exploration, run: IterationNode | undefined): Record<string, string> {
  if (!run) return {};
  const { values } = exploration.configOf(run);
  return Object.fromEntries(
    namesOf(exploration.protocol).sampleKey.flatMap(name => {
      const found = values.get(name);
      return found ? [[name, oneLine(formatValue(found.value))]] : [];
    }),
  );
}
