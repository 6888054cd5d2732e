/** What is to be known of an iteration at a glance, beyond its item. */
import type { Exploration } from '../exploration/exploration.ts';
import type { IterationNode } from '../lint/node.ts';
import { configText, countText, decimals, meanText, verdictText } from '../samples/wording.ts';
import { counted } from '../text/counted.ts';
import { oneLine } from '../text/markdown.ts';
import { describePlace } from '../tree/describe.ts';
import { pythonFixed } from '../tree/python-number.ts';
import type { Entries } from './entries.ts';

export interface Fact {
  readonly name: string;
  /** One line of text, which may come from the log. */
  readonly value: string;
}

/** How many findings are told in full. */
const mostFindings = 4;

export function factsOf(entries: Entries, node: IterationNode): readonly Fact[] {
  const { exploration } = entries;
  return [
    { name: 'Metrics', value: metricsText(node) },
    { name: 'Config', value: configOf(exploration, node) },
    { name: 'Mutation', value: node.field('mutation')?.value.text ?? '' },
    { name: 'Samples', value: samplesText(exploration, node) },
    { name: 'Tree', value: treeText(entries, node) },
    ...findings(entries, node),
  ]
    .map(({ name, value }) => ({ name, value: oneLine(value) }))
    .filter(({ value }) => value !== '');
}

/** What the protocol scores. */
const metricsText = (node: IterationNode): string =>
  node.protocol.scored
    .flatMap(name => {
      const value = node.metric(name);
      return value === undefined
        ? []
        : [`${name} ${Number.isFinite(value) ? decimals(value) : String(value)}`];
    })
    .join(', ');

function configOf(exploration: Exploration, node: IterationNode): string {
  const group = exploration.groupOf(node);
  return group ? configText(group) : '';
}

function samplesText(exploration: Exploration, node: IterationNode): string {
  const group = exploration.groupOf(node);
  if (!group) return '';
  const statistics = exploration.statisticsOf(group);
  const mean = group.samples.length > 0 ? `mean ${meanText(statistics)}` : '';
  return [countText(statistics), mean, verdictText(statistics)].filter(Boolean).join('; ');
}

function treeText(entries: Entries, node: IterationNode): string {
  const { exploration } = entries;
  if (exploration.protocol.reward === '' || exploration.refusal) return '';
  const found = entries.treeNodeOf(node);
  if (!found) return `not in the tree: ${whyDropped(entries, node)}`;
  const { score, visits, parent } = found;
  const place = describePlace(found);
  const numbers = `UCB ${pythonFixed(score, 3)}, ${counted(visits, 'visit')}, parent ${parent || 'root'}`;
  return place === undefined ? numbers : `${numbers}; ${place}`;
}

function whyDropped(entries: Entries, node: IterationNode): string {
  if (node.crashed) return node.pending ? 'the run is pending' : 'the run crashed';
  if (entries.isOverwritten(node)) return 'another entry has the same Node id';
  const { reward } = entries.exploration.protocol;
  return node.metric(reward) === undefined ? `no ${reward}` : 'the tree builder cannot read the entry';
}

function findings(entries: Entries, node: IterationNode): Fact[] {
  const problems = entries.findings.of(node);
  const shown = problems.slice(0, mostFindings).map(({ severity, message }) => ({
    name: severity === 'info' ? 'Info' : severity === 'error' ? 'Error' : 'Warning',
    value: message,
  }));
  const left = problems.length - shown.length;
  return left > 0 ? [...shown, { name: 'Findings', value: `${left} more` }] : shown;
}
