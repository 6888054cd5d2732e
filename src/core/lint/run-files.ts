/**
 * Whether a file of a slot belongs to an entry. Slot configs are edited for the next batch as soon as the entries of one
 * are written, and result logs are written anew with it: neither says which batch it is of. So a file of a slot is
 * believed only while most of what the newest batch states agrees with the files of its slots.
 */
import { equalValues } from './config.ts';
import type { Context } from './context.ts';
import { resultsOf, statesSame } from './metrics.ts';
import type { ConfigValue, IterationNode } from './node.ts';
import { keysOf } from '../slots/keys.ts';
import { formatValue, readValue } from '../protocol/format.ts';
import type { Value } from '../protocol/types.ts';

/** A parameter that a Config line and the config of the run give otherwise. */
export interface FileDifference {
  readonly stated: ConfigValue;
  readonly used: Value;
  /** Which config says so. */
  readonly source: string;
}

/** Where a Config line differs from the config that the run used. */
export function configDifferences(node: IterationNode, context: Context): readonly FileDifference[] {
  const kept = context.evidence.snapshots?.get(node.id);
  const values =
    kept ?? (isOfNewest(node, context, slotAgrees) ? context.evidence.slots[node.slot] : undefined);
  if (!values) return [];
  const source = kept ? 'the config that the loop kept of this run' : `the config of slot ${node.slot}`;
  return compared(node, values).flatMap(({ stated, used }) =>
    equalValues(stated.value, used) ? [] : [{ stated, used, source }],
  );
}

/** Whether the result log of a node's slot holds this node's results. */
export const hasOwnResults = (node: IterationNode, context: Context): boolean =>
  context.evidence.results[node.slot] !== undefined &&
  !hasRunAgain(node, context) &&
  isOfNewest(node, context, resultAgrees);

/** A config was kept of the next run of the slot, as while a batch runs of which some slots are done: its result log is that run's. */
const hasRunAgain = ({ id, protocol }: IterationNode, { evidence: { snapshots } }: Context): boolean =>
  snapshots?.has(id + protocol.batchSize) === true;

/** For a run of the newest batch: more than half of the batch's runs agree with what stands in their slots. */
function isOfNewest(
  node: IterationNode,
  context: Context,
  agrees: (node: IterationNode, context: Context) => boolean | undefined,
): boolean {
  if (!context.inNewestBatch(node)) return false;
  const first = (node.batch - 1) * node.protocol.batchSize + 1;
  const votes = Array.from({ length: node.protocol.batchSize }, (_, i) => context.node(first + i))
    .map(mate => mate && agrees(mate, context))
    .filter(vote => vote !== undefined);
  return votes.filter(Boolean).length * 2 > votes.length;
}

/** Undefined where there is nothing to compare. */
function slotAgrees(node: IterationNode, { evidence }: Context): boolean | undefined {
  const values = evidence.slots[node.slot];
  const pairs = values ? compared(node, values) : [];
  return pairs.length === 0 ? undefined : pairs.every(({ stated, used }) => equalValues(stated.value, used));
}

/** In at least half of the metrics: two runs share some by chance, as a correlation near 1. */
function resultAgrees(node: IterationNode, context: Context): boolean | undefined {
  const results = resultsOf(node, context);
  const both = [...node.metrics.values()].flatMap(({ name, item }) => {
    const logged = results?.get(name);
    return logged === undefined ? [] : [statesSame(item.value.text, logged)];
  });
  return both.length === 0 ? undefined : both.filter(Boolean).length * 2 >= both.length;
}

/** The parameters that both give. Seeds can be the loop's, and a key that stands for two parameters can be either's. */
function compared(
  node: IterationNode,
  values: ReadonlyMap<string, string>,
): { readonly stated: ConfigValue; readonly used: Value }[] {
  const { parameters } = node.protocol;
  const keys = keysOf(node.protocol);
  return [...node.config.values()].flatMap(stated => {
    const parameter = parameters[stated.name];
    if (!parameter || parameter.role === 'seed') return [];
    const isShared = keys.pathsOf(stated.name).some(path => keys.namesAt(path).length > 1);
    const { default: implied } = parameter;
    const text = values.get(stated.name) ?? (implied === undefined ? undefined : formatValue(implied));
    return isShared || text === undefined ? [] : [{ stated, used: readValue(text, parameter) }];
  });
}
