/** A run that is looked at before it runs: its parent, what it changes, and the config that results. */
import type { Value } from '../../protocol/types.ts';
import type { PlannedSlot } from '../plan.ts';
import type { Config } from './config.ts';

export type Parent = PlannedSlot['parent'];
export type Mutation = PlannedSlot['mutations'][number];

export interface Run {
  readonly parent: Parent;
  /** None for a re-run. */
  readonly mutations: readonly Mutation[];
  readonly config: Config;
}

export const isRerun = ({ mutations }: Pick<Run, 'mutations'>): boolean => mutations.length === 0;

export const runOf = ({ parent, mutations, config }: PlannedSlot): Run => ({
  parent,
  mutations,
  config: new Map(Object.entries(config)),
});

/** A parent's config with values set, as a run; a value that the parent has already is no mutation. */
export function mutated(
  parent: Parent,
  from: Config,
  values: ReadonlyMap<string, Value>,
  same: (a: Value, b: Value) => boolean,
): Run {
  const mutations: Mutation[] = [];
  for (const [parameter, value] of values) {
    const old = from.get(parameter);
    if (old !== undefined && !same(old, value)) mutations.push({ parameter, old, new: value });
  }
  const set = mutations.map(({ parameter, new: to }): [string, Value] => [parameter, to]);
  return { parent, mutations, config: new Map([...from, ...set]) };
}
