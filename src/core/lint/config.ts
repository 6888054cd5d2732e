/** Resolved configs: what each run really used, where its Config line is silent. */
import { sameValue } from '../log/number.ts';
import { baselineValue, formatValue, readValue } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import type { IterationNode } from './node.ts';

/** Where a value comes from: the entry's Config line, its Mutation line, or an ancestor (a node id, or `baseline`). */
export type Origin = 'config' | 'mutation' | 'baseline' | number;

export interface ResolvedValue {
  readonly value: Value;
  readonly origin: Origin;
}

/**
 * The parameters of a run by canonical name. What its Config line leaves out is taken from its own Mutation line,
 * else from the declared parent's resolved config, else from the baseline; seeds are never inherited.
 */
export interface ResolvedConfig {
  readonly values: ReadonlyMap<string, ResolvedValue>;
  /** Equal for two runs that are samples of one config. */
  readonly sampleKey: string;
}

/** The config of the baseline, which is also what the parent `root` stands for. */
export function baselineConfig(protocol: Protocol): ResolvedConfig {
  const values = new Map<string, ResolvedValue>();
  for (const name of Object.keys(protocol.parameters)) {
    const value = baselineValue(protocol, name);
    if (value !== undefined) values.set(name, { value, origin: 'baseline' });
  }
  return { values, sampleKey: sampleKeyOf(protocol, values) };
}

/** The config of a run, given its parent's. */
export function resolveConfig(node: IterationNode, parent: ResolvedConfig, parentId: number): ResolvedConfig {
  const { protocol } = node;
  const names = namesOf(protocol);
  const values = new Map<string, ResolvedValue>();
  for (const [name, { value }] of node.config) values.set(name, { value, origin: 'config' });
  for (const { param, new: to } of node.field('mutation')?.pairs ?? []) {
    const name = names.parameter(param.text);
    if (name && !values.has(name)) values.set(name, { value: readValue(to.text, protocol.parameters[name]), origin: 'mutation' });
  }
  for (const [name, { value, origin }] of parent.values) {
    if (values.has(name) || protocol.parameters[name]?.role === 'seed') continue;
    const inherited: Origin = origin === 'config' || origin === 'mutation' ? parentId : origin;
    values.set(name, { value, origin: inherited });
  }
  return { values, sampleKey: sampleKeyOf(protocol, values) };
}

function sampleKeyOf(protocol: Protocol, values: ReadonlyMap<string, ResolvedValue>): string {
  return namesOf(protocol)
    .sampleKey.map(name => String(values.get(name)?.value ?? '?'))
    .join('|');
}

/** Whether two values of a parameter mean the same, compared as numbers or truth values where they are such. */
export function equalValues(a: Value, b: Value): boolean {
  return a === b || sameValue(formatValue(a), formatValue(b));
}
