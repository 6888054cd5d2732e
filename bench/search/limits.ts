/** What the specification forbids, for the rivals: they choose freely within the same limits as the proposer. */
import type { Run } from './policy.ts';
import { areNeighbours, differences, keyOf } from './space.ts';
import type { Config } from './space.ts';

/**
 * The parent that makes a config a legal proposal: the nearest node of the tree, the oldest of equals. Undefined where the
 * config has run, lies next to one that crashed, or is more than two changes from every run that it may follow.
 */
export function legalParent(config: Config, runs: readonly Run[], batch: number): number | undefined {
  const key = keyOf(config);
  if (runs.some(run => keyOf(run.config) === key || (!run.metrics && areNeighbours(run.config, config))))
    return;
  const changes = batch % 3 === 1 ? Infinity : 2;
  let nearest: { id: number; distance: number } | undefined;
  for (const run of runs) {
    const distance = differences(run.config, config).length;
    if (!isNode(run) || distance > changes || distance >= (nearest?.distance ?? Infinity)) continue;
    if (mayFollow(config, run)) nearest = { id: run.id, distance };
  }
  return nearest?.id;
}

/** Whether the tree builder knows a run: it reads no sign, so that a negative reward is none. */
const isNode = ({ metrics }: Run): boolean =>
  metrics !== undefined && metrics.vrest >= 0 && metrics.connectivity >= 0;

/** After a run over 55 minutes: fewer steps of recurrence, or at one step fewer epochs; and no other cost that grows. */
function mayFollow(child: Config, { config: parent, minutes = 0 }: Run): boolean {
  if (minutes <= 55) return true;
  if (child.n_epochs > parent.n_epochs) return false;
  if (stepsOf(parent) > 1) return stepsOf(child) < stepsOf(parent);
  if (child.recurrent && (!parent.recurrent || child.time_step > 1)) return false;
  return parent.n_epochs === 1 || child.n_epochs < parent.n_epochs;
}

const stepsOf = ({ recurrent, time_step }: Config): number => (recurrent ? time_step : 1);
