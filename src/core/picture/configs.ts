/** The configs of an exploration as rows of a table. */
import type { Exploration } from '../exploration/exploration.ts';
import { configFactsOf } from '../exploration/facts.ts';
import { formatValue } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import { describe } from '../samples/describe.ts';
import { valuesOf } from '../samples/statistics.ts';
import type { Group } from '../samples/groups.ts';
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
      values: valuesIn(exploration, group),
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

/** `1.8E-3`; `1.8E-3 (inherited)` where no run of the config states the value. */
function valuesIn(exploration: Exploration, { runs }: Group): Record<string, string> {
  const configs = runs.map(run => exploration.configOf(run));
  return Object.fromEntries(
    namesOf(exploration.protocol).sampleKey.flatMap(name => {
      const found = configs.map(({ values }) => values.get(name));
      const [first] = found;
      if (!first) return [];
      const inherited = found.every(value => typeof value?.origin === 'number');
      return [[name, `${oneLine(formatValue(first.value))}${inherited ? ' (inherited)' : ''}`]];
    }),
  );
}
