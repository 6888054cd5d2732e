/** The entries of a log as marks of a picture. */
import type { Exploration } from '../exploration/exploration.ts';
import { builderId } from '../exploration/owners.ts';
import { differencesFromParent } from '../exploration/differences.ts';
import type { IterationNode } from '../lint/node.ts';
import { Entries } from '../outline/entries.ts';
import { ownFactsOf } from '../exploration/facts.ts';
import { findingFacts } from '../outline/facts.ts';
import { formatValue } from '../protocol/format.ts';
import type { Value } from '../protocol/types.ts';
import { kindOf } from '../samples/groups.ts';
import { oneLine } from '../text/markdown.ts';
import { finite } from './finite.ts';
import type { PictureEntry } from './model.ts';

/** An entry of the picture with the iteration that it stands for. */
export interface Marked {
  readonly node: IterationNode;
  readonly entry: PictureEntry;
}

const outcomes = {
  samples: 'scored',
  nan: 'nan',
  unscored: 'unscored',
  crashed: 'crashed',
  pending: 'pending',
} as const;

/**
 * By their numbers; equal numbers in the order of the log.
 * @param metrics the names of those that are drawn.
 */
export function entriesOf(exploration: Exploration, metrics: readonly string[]): Marked[] {
  const entries = new Entries(exploration);
  const { ranked, places, result, protocol } = exploration;
  const configs = new Map(ranked.map(({ group }, i) => [group, i]));
  return entries.inOrder.map(node => {
    const group = exploration.groupOf(node);
    const config = group && configs.get(group);
    const { label, spoken } = entries.look(node, { scored: false });
    const entry: PictureEntry = {
      key: entries.keyOf(node),
      id: finite(node.id),
      ...(exploration.treeNodeOf(node) && { node: finite(builderId(node) ?? 0) }),
      ...(node.parent !== undefined && { parent: finite(node.parent) }),
      slot: finite(node.slot),
      batch: finite(node.batch),
      block: finite(node.block),
      role: protocol.slots[node.slot]?.role ?? 'explore',
      outcome: outcomes[kindOf(node, protocol.reward)],
      isRerun: node.isRerun,
      ...(config !== undefined && { config }),
      metrics: finiteMetrics(node, metrics),
      ...{ label, spoken },
      facts: [...ownFactsOf(exploration, node), ...findingFacts(entries, node)],
      differences: differencesFromParent(exploration, node).map(differenceMessage),
      line: (result.log.firstLines[places.sectionOf(node) ?? 0] ?? 0) + 1,
      offset: places.headerOf(node).start,
    };
    return { node, entry };
  });
}

function finiteMetrics(node: IterationNode, names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of names) {
    const value = node.metric(name);
    if (value !== undefined && Number.isFinite(value)) found[name] = value;
  }
  return found;
}

const differenceMessage = ({
  name,
  was,
  own,
}: ReturnType<typeof differencesFromParent>[number]): PictureEntry['differences'][number] => ({
  name: oneLine(name),
  ...(was !== undefined && { was: valueText(was) }),
  ...(own !== undefined && { own: valueText(own) }),
});

const valueText = (value: Value): string => oneLine(formatValue(value));
