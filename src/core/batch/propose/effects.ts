/** What past changes of each parameter have done to the reward. */
import { namesOf } from '../../protocol/names.ts';
import type { Value } from '../../protocol/types.ts';
import type { Config } from './config.ts';
import { isIdle } from './config.ts';
import type { Situation } from './situation.ts';
import { meanOf } from './standings.ts';

/** The effect of raising a parameter: from F to T, to the next higher value that was tried. */
export interface Effect {
  /** The weighted mean of the differences of the reward. */
  readonly mean: number;
  /** How many pairs of configs that differ in nothing else say so. */
  readonly pairs: number;
  /**
   * How reliable it is: the mean in units of its own spread, if the reward spreads alike in all configs, and if one more
   * comparison of two samples with two had shown nothing. So one lucky pair does not outdo many that agree.
   */
  readonly reliability: number;
}

interface Arm {
  readonly config: Config;
  readonly mean: number;
  readonly n: number;
}

/**
 * The effects by parameter; none for one of which no two configs tell. Only neighbours in a parameter's values are
 * compared, each config by the mean of its samples, and weighed by how many samples stand behind it.
 */
export function effectsOf(situation: Situation): ReadonlyMap<string, Effect> {
  const { protocol, exploration } = situation;
  const arms = exploration.groups.flatMap((group): Arm[] => {
    const [run] = group.runs;
    const mean = meanOf(group.samples, group.reward);
    return run && mean !== undefined
      ? [{ config: situation.configOfRun(run), mean, n: group.samples.length }]
      : [];
  });
  const effects = new Map<string, Effect>();
  for (const name of namesOf(protocol).sampleKey) {
    if (protocol.parameters[name]?.role !== 'tunable') continue;
    const effect = combined(
      arms.filter(arm => !isIdle(name, arm.config, protocol)),
      name,
      situation,
    );
    if (effect) effects.set(name, effect);
  }
  return effects;
}

function combined(arms: readonly Arm[], name: string, situation: Situation): Effect | undefined {
  const alike = new Map<string, Arm[]>();
  const others = namesOf(situation.protocol).sampleKey.filter(other => other !== name);
  for (const arm of arms) {
    const key = others.map(other => String(arm.config.get(other) ?? '?')).join('|');
    const list = alike.get(key);
    if (list) list.push(arm);
    else alike.set(key, [arm]);
  }
  let [weights, sum, pairs] = [0, 0, 0];
  for (const list of alike.values()) {
    if (list.length < 2) continue;
    list.sort((a, b) => rank(a.config.get(name)) - rank(b.config.get(name)));
    for (const [i, arm] of list.entries()) {
      const before = list[i - 1];
      if (!before) continue;
      const weight = 1 / (1 / before.n + 1 / arm.n);
      weights += weight;
      sum += weight * (arm.mean - before.mean);
      pairs++;
    }
  }
  return pairs === 0 ? undefined : { mean: sum / weights, pairs, reliability: sum / Math.sqrt(weights + 1) };
}

/** Where a value stands in the order of its kind; texts have none. */
const rank = (value: Value | undefined): number => (typeof value === 'string' ? 0 : Number(value ?? 0));
