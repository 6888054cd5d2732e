/** Values of parameters: which there are, and which of them the search has tried. */
import type { Exploration } from '../../exploration/exploration.ts';
import { changedKey, equalValues } from '../../lint/config.ts';
import type { IterationNode } from '../../lint/node.ts';
import { formatValue } from '../../protocol/format.ts';
import type { Value } from '../../protocol/types.ts';
import type { Group } from '../../samples/groups.ts';
import { decimals } from '../../samples/wording.ts';
import { counted } from '../../text/counted.ts';
import type { Cursor } from './cursor.ts';
import type { Offer } from './item.ts';
import { parentConfigOf, valueIn } from './parent-config.ts';

/** Values by the canonical names of their parameters. */
export type Changes = ReadonlyMap<string, Value>;

/** Most values that are taken from the log where the protocol names none. */
const mostSeen = 20;

/**
 * What a parameter can become in a mutation: first what the entry's own Config line says, or the protocol of the start
 * batch; then what no earlier run has tried beside `others`, the steps nearest to the parent's value before the rest;
 * then what was tried, the least sampled first.
 */
export function newValueOffers(cursor: Cursor, name: string, others: Changes): Offer[] {
  const { exploration, node } = cursor;
  const parent = parentConfigOf(cursor);
  const old = valueIn(parent, name);
  const values = valuesOf(exploration, name);
  const wanted = expectedValue(node, name) ?? node.config.get(name)?.value;
  const groups = new Map(exploration.groups.map((group): [string, Group] => [group.key, group]));
  const trials = withValue(values, wanted)
    .filter(value => old === undefined || !equalValues(value, old))
    .map(value => {
      const changes = new Map([...others, [name, value]]);
      const key = parent && changedKey(parent.config, changes, exploration.protocol);
      return { value, ...trialOf(groups.get(key ?? ''), node) };
    });
  const isWanted = (value: Value): boolean => wanted !== undefined && equalValues(value, wanted);
  const rank = (value: Value, runs: number): number => (isWanted(value) ? -1 : runs);
  trials.sort(
    (a, b) =>
      rank(a.value, a.runs) - rank(b.value, b.runs) ||
      distance(values, old, a.value) - distance(values, old, b.value),
  );
  return trials.map(({ value, text }) =>
    valueOffer(value, isWanted(value) ? `${reason(node, name)} · ${text}` : text),
  );
}

/** What a Config line can say of a parameter: first what it has to, by the mutation, else the parent's value. */
export function configValueOffers(cursor: Cursor, name: string, mutated: Value | undefined): Offer[] {
  const { exploration, node } = cursor;
  const parameter = exploration.protocol.parameters[name];
  if (parameter?.role === 'locked' && parameter.value !== undefined)
    return [valueOffer(parameter.value, 'locked')];
  const parent = parentConfigOf(cursor);
  const had = valueIn(parent, name);
  const expected = expectedValue(node, name);
  const first: Offer[] = [];
  if (mutated !== undefined) first.push(valueOffer(mutated, 'as the Mutation line says'));
  if (expected !== undefined) first.push(valueOffer(expected, reason(node, name)));
  if (parent && had !== undefined) first.push(valueOffer(had, `as ${parent.name}`));
  const rest = valuesOf(exploration, name).map(value => valueOffer(value, ''));
  return [...first, ...rest].filter(
    (offer, i, all) => all.findIndex(other => other.label === offer.label) === i,
  );
}

export function valueOffer(value: Value, detail: string): Offer {
  const text = formatValue(value);
  return { label: text, insertText: text, kind: 'value', detail };
}

/** What the protocol prescribes for a slot of the first batch. */
const expectedValue = ({ batch, slot, protocol }: IterationNode, name: string): Value | undefined =>
  batch === 1 ? protocol.startBatch[slot]?.[name] : undefined;

const reason = (node: IterationNode, name: string): string =>
  expectedValue(node, name) === undefined ? 'as Config says' : `slot ${node.slot} of the start batch`;

/** The protocol's candidates in their order, both truth values, else what the log has used, in ascending order. */
function valuesOf({ protocol, nodes }: Exploration, name: string): readonly Value[] {
  const parameter = protocol.parameters[name];
  if (parameter && parameter.candidates.length > 0) return parameter.candidates;
  if (parameter?.type === 'boolean') return [false, true];
  const seen = new Set<Value>();
  for (const node of nodes) {
    const stated = node.config.get(name);
    if (stated) seen.add(stated.value);
  }
  const ascending = [...seen].sort((a, b) => Number(a) - Number(b));
  return ascending.slice(0, mostSeen);
}

const withValue = (values: readonly Value[], wanted: Value | undefined): readonly Value[] =>
  wanted === undefined || values.some(value => equalValues(value, wanted)) ? values : [wanted, ...values];

/** Steps from the old value to another one; upward before downward. */
function distance(values: readonly Value[], old: Value | undefined, value: Value): number {
  const from = old === undefined ? -1 : values.findIndex(other => equalValues(other, old));
  const steps = values.indexOf(value) - from;
  return from < 0 ? steps : Math.abs(steps) * 2 - (steps > 0 ? 1 : 0);
}

/** What became of the runs of a config before an entry. */
function trialOf(group: Group | undefined, { id }: IterationNode): { runs: number; text: string } {
  const runs = group?.runs.filter(run => run.id < id).length ?? 0;
  if (!group || runs === 0) return { runs: 0, text: 'untried' };
  const rewards = group.samples
    .filter(sample => sample.id < id)
    .map(sample => sample.metric(group.reward) ?? NaN);
  if (rewards.length === 0) return { runs, text: `${counted(runs, 'run')} without a result` };
  const mean = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
  return { runs, text: `${counted(rewards.length, 'sample')}, mean ${decimals(mean)}` };
}
