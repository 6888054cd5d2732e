/** Which config leads, and which result looks promising. */
import { samplesWanted } from '../../lint/samples-wanted.ts';
import type { IterationNode } from '../../lint/node.ts';
import { minutesOf } from '../../lint/time.ts';
import type { Protocol } from '../../protocol/types.ts';
import { boundsOf } from '../../samples/bounds.ts';
import type { Bound } from '../../samples/bounds.ts';
import type { Group } from '../../samples/groups.ts';
import { isLegal } from './faults.ts';
import type { Run } from './run.ts';
import type { Situation } from './situation.ts';

/** A config that can be run again. */
export interface Standing {
  readonly group: Group;
  /** Of the reward over its samples. */
  readonly mean: number;
  readonly n: number;
  /** Means of what the protocol constrains by. */
  readonly constraints: readonly { readonly metric: string; readonly mean: number }[];
  /** Its earliest sample that can be a parent. */
  readonly source: IterationNode;
  /** The run that repeats that sample. */
  readonly rerun: Run;
}

/**
 * The configs that may run again, the one to run first: by mean reward, those with few samples included, so that a lucky
 * run is confirmed or dethroned; of equal means those with enough samples, then the earlier ones. Configs whose run took
 * over the time limit come after the others, and those whose means break a constraint of the protocol last.
 */
export function standings(situation: Situation): Standing[] {
  const wanted = samplesWanted(situation.protocol);
  const all = situation.exploration.groups.flatMap(group => standingOf(group, situation));
  const few = ({ n }: Standing): number => (n < wanted ? 1 : 0);
  const limit = situation.protocol.time?.limit ?? Infinity;
  const slow = ({ source }: Standing): number => ((minutesOf(source) ?? 0) > limit ? 1 : 0);
  const broken = (standing: Standing): number => (keepsConstraints(standing, situation) ? 0 : 1);
  return all
    .map(standing => ({ standing, few: few(standing), last: 2 * broken(standing) + slow(standing) }))
    .sort((a, b) => a.last - b.last || b.standing.mean - a.standing.mean || a.few - b.few)
    .map(({ standing }) => standing);
}

export const keepsConstraints = ({ constraints }: Standing, { protocol }: Situation): boolean =>
  constraintsOf(protocol).every(({ metric, holds }) => {
    const own = constraints.find(each => each.metric === metric);
    return own !== undefined && holds(own.mean);
  });

/** What the protocol's rule asks of other metrics than the reward. */
const constraintsOf = ({ improvement, reward }: Protocol): Bound[] =>
  improvement ? boundsOf(improvement).filter(({ metric }) => metric !== reward) : [];

function standingOf(group: Group, situation: Situation): Standing[] {
  const source = group.samples.find(run => situation.parentRun(run.id) === run);
  const mean = meanOf(group.samples, group.reward);
  if (!source || mean === undefined) return [];
  const rerun = { parent: source.id, mutations: [], config: situation.configOfRun(source) };
  if (!isLegal(rerun, situation)) return [];
  const { protocol } = situation;
  const constraints = constraintsOf(protocol).flatMap(({ metric }) => {
    const own = meanOf(group.samples, metric);
    return own === undefined ? [] : [{ metric, mean: own }];
  });
  return [{ group, mean, n: group.samples.length, constraints, source, rerun }];
}

/** Over the runs that state the metric. */
export function meanOf(runs: readonly IterationNode[], metric: string): number | undefined {
  let [sum, n] = [0, 0];
  for (const run of runs) {
    const value = run.metric(metric);
    if (value === undefined || !Number.isFinite(value)) continue;
    sum += value;
    n++;
  }
  return n > 0 ? sum / n : undefined;
}

/**
 * The configs whose only promising sample came in with the last batch, the best first: the protocol has such a one run
 * again in the next batch, and too few samples say yet whether it was luck.
 */
export function promising(all: readonly Standing[], situation: Situation): Standing[] {
  const { protocol, batch } = situation;
  const bound = protocol.repeatability?.promising;
  if (bound === undefined) return [];
  const isAbove = (run: IterationNode) => (run.metric(protocol.reward) ?? NaN) > bound;
  return all.filter(({ group, n }) => {
    const [first, ...others] = group.samples.filter(isAbove);
    return first?.batch === batch - 1 && others.length === 0 && n < samplesWanted(protocol);
  });
}
