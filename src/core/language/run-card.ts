/** What a hover says of an iteration, wherever its number stands. */
import type { Exploration } from '../exploration/exploration.ts';
import { factsOf } from '../exploration/facts.ts';
import type { Fact } from '../exploration/facts.ts';
import { baselineRange, placement } from '../lint/baseline-range.ts';
import type { IterationNode } from '../lint/node.ts';
import { bareStatus } from '../lint/status.ts';
import { formatValue } from '../protocol/format.ts';
import type { Protocol } from '../protocol/types.ts';
import { decimals, distinctionText, spreadText } from '../samples/wording.ts';
import { describeRefusal, scoreTerms } from '../tree/describe.ts';
import { blocks, facts, sentence, title } from './card.ts';
import { childrenIn } from './children.ts';

/** An iteration of the log, the node that the baseline was in its own log, or both; and what is neither. */
export function nodeCard(exploration: Exploration, id: number): string {
  const { baseline } = exploration.protocol;
  const own = exploration.node(id);
  const isBaseline = baseline?.node === id;
  if (own)
    return blocks(runCard(exploration, own), isBaseline ? baselineCard(exploration, `Node ${id}`) : '');
  if (isBaseline) return baselineCard(exploration, `Node ${id}`);
  return sentence(`Iteration ${id} is not in this log.`);
}

/** `Iter 5 · success`, its place in the search, and what it came to. */
export function runCard(exploration: Exploration, node: IterationNode): string {
  const status = bareStatus(node);
  return blocks(
    title(status === '' ? `Iter ${node.id}` : `Iter ${node.id} · ${status}`),
    sentence(placeInSearch(node)),
    facts([
      ...factsOf(exploration, node),
      ...treeFacts(exploration, node),
      ...baselineFacts(exploration, node),
    ]),
  );
}

/** The baseline under the name that the log gives it: `Node 21`, or `root`. */
export function baselineCard({ protocol, reference }: Exploration, name: string): string {
  const { baseline, reward } = protocol;
  if (!baseline) return blocks(title(name), sentence('A run without a parent.'));
  const summary = reference?.metrics[reward];
  const config = configOfBaseline(protocol);
  return blocks(
    title(`${name} · the baseline`),
    facts([
      { name: 'Samples', value: summary ? `${summary.n}, taken elsewhere; mean ${spreadText(summary)}` : '' },
      {
        name: 'Range',
        value: summary ? `${reward} ${decimals(summary.min)} to ${decimals(summary.max)}` : '',
      },
      { name: 'Config', value: config },
    ]),
  );
}

/** `Batch 2, slot 0 (exploit), block 1.`; empty where no protocol says how large a batch is. */
export function placeInSearch({ batch, slot, block, protocol }: IterationNode): string {
  if (protocol.reward === '') return '';
  const role = protocol.slots[slot]?.role;
  const inBlock = protocol.blockSize > 0 ? `, block ${block}` : '';
  return `Batch ${batch}, slot ${slot}${role === undefined ? '' : ` (${role})`}${inBlock}.`;
}

function treeFacts(exploration: Exploration, node: IterationNode): Fact[] {
  const { refusal } = exploration;
  if (refusal) return [{ name: 'Tree', value: `none. ${describeRefusal(refusal)}` }];
  const found = exploration.treeNodeOf(node);
  const tree = found && exploration.treeAt(found.id);
  if (!tree) return [];
  const children = childrenIn(tree, found.id);
  return [
    { name: 'Score', value: scoreTerms(found, tree) },
    { name: 'Children', value: children.map(({ id }) => id).join(', ') },
  ];
}

/** Where the reward lies against the baseline, and whether the config can be told from it. */
export function baselineFacts(exploration: Exploration, node: IterationNode): Fact[] {
  const { reference, protocol } = exploration;
  const value = node.metric(protocol.reward);
  const range = baselineRange(protocol);
  const group = exploration.groupOf(node);
  return [
    {
      name: 'Position',
      value: range && value !== undefined && Number.isFinite(value) ? placement(value, range) : '',
    },
    {
      name: 'Result',
      value: group && reference ? distinctionText(exploration.statisticsOf(group), reference) : '',
    },
  ];
}

/** The parameters that every Config line names. */
const configOfBaseline = ({ configKeys, parameters }: Protocol): string =>
  configKeys
    .flatMap(name => {
      const value = parameters[name]?.value;
      return value === undefined ? [] : [`${name}=${formatValue(value)}`];
    })
    .join(', ');
