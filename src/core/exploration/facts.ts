/** What is to be known of an iteration at a glance. */
import type { IterationNode } from '../lint/node.ts';
import type { Group } from '../samples/groups.ts';
import { configText, countText, decimals, meanText, verdictText } from '../samples/wording.ts';
import { counted } from '../text/counted.ts';
import { oneLine } from '../text/markdown.ts';
import { describePlace } from '../tree/describe.ts';
import { pythonFixed } from '../tree/python-number.ts';
import type { Exploration } from './exploration.ts';

export interface Fact {
  readonly name: string;
  /** One line of text, which may come from the log. */
  readonly value: string;
}

export const factsOf = (exploration: Exploration, node: IterationNode): Fact[] =>
  told([
    metricsFact(node),
    configFact(exploration.groupOf(node)),
    mutationFact(node),
    samplesFact(exploration, exploration.groupOf(node)),
    treeFact(exploration, node),
  ]);

/** Those that are not the same for all runs of its config. */
export const ownFactsOf = (exploration: Exploration, node: IterationNode): Fact[] =>
  told([metricsFact(node), mutationFact(node), treeFact(exploration, node)]);

/** Those that are. */
export const configFactsOf = (exploration: Exploration, group: Group): Fact[] =>
  told([configFact(group), samplesFact(exploration, group)]);

/** Those that there is something to say of. */
const told = (facts: readonly Fact[]): Fact[] =>
  facts.map(({ name, value }) => ({ name, value: oneLine(value) })).filter(({ value }) => value !== '');

const metricsFact = (node: IterationNode): Fact => ({ name: 'Metrics', value: metricsText(node) });

const configFact = (group: Group | undefined): Fact => ({
  name: 'Config',
  value: group ? configText(group) : '',
});

const mutationFact = (node: IterationNode): Fact => ({
  name: 'Mutation',
  value: node.field('mutation')?.value.text ?? '',
});

const samplesFact = (exploration: Exploration, group: Group | undefined): Fact => ({
  name: 'Samples',
  value: group ? groupText(exploration, group) : '',
});

const treeFact = (exploration: Exploration, node: IterationNode): Fact => ({
  name: 'Tree',
  value: treeText(exploration, node),
});

/** What the protocol scores. */
const metricsText = (node: IterationNode): string =>
  node.protocol.scored
    .flatMap(name => {
      const value = node.metric(name);
      return value === undefined
        ? []
        : [`${name} ${Number.isFinite(value) ? decimals(value) : String(value).replace('NaN', 'nan')}`];
    })
    .join(', ');

/** `3; mean 0.520 ± 0.110; not better than Node 21: ...` of an iteration's config. */
export function samplesText(exploration: Exploration, node: IterationNode): string {
  const group = exploration.groupOf(node);
  return group ? groupText(exploration, group) : '';
}

function groupText(exploration: Exploration, group: Group): string {
  const statistics = exploration.statisticsOf(group);
  const mean = group.samples.length > 0 ? `mean ${meanText(statistics)}` : '';
  return [countText(statistics), mean, verdictText(statistics)].filter(Boolean).join('; ');
}

/** `UCB 2.013, 3 visits, parent 5` and how that came about, or why there is none. */
function treeText(exploration: Exploration, node: IterationNode): string {
  const found = exploration.treeNodeOf(node);
  if (!found) {
    const why = whyDropped(exploration, node);
    return why === undefined ? '' : `not in the tree: ${why}`;
  }
  const { score, visits, parent } = found;
  const place = describePlace(found);
  const numbers = `UCB ${pythonFixed(score, 3)}, ${counted(visits, 'visit')}, parent ${parent || 'root'}`;
  return place === undefined ? numbers : `${numbers}; ${place}`;
}

/** Why the tree lacks an entry; undefined where there is no tree at all. */
export function whyDropped(exploration: Exploration, node: IterationNode): string | undefined {
  const { reward } = exploration.protocol;
  if (reward === '' || exploration.refusal) return undefined;
  if (node.crashed) return node.pending ? 'the run is pending' : 'the run crashed';
  if (exploration.owners.isOverwritten(node)) return 'another entry has the same Node id';
  return node.metric(reward) === undefined ? `no ${reward}` : 'the tree builder cannot read the entry';
}
