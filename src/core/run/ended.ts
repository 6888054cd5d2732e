/** How a run has ended, for who waits for it. */
import { leftBehind } from './left-behind.ts';
import { hasBegun } from './record.ts';
import type { RunRecord, TaskRecord } from './record.ts';
import { isFinal } from './states.ts';
import type { RunState } from './states.ts';

/** Those of `sysexits.h` and of shells, where a task's own exit code does not say it. */
const codes: Readonly<Record<Exclude<RunState, 'failed'>, number>> = {
  preparing: 0,
  pending: 0,
  running: 0,
  finished: 0,
  cancelled: 130,
  'timed-out': 124,
  'out-of-memory': 137,
  lost: 70,
  unreachable: 69,
};

/** The exit code that stands for a run: of one that failed that of its first task that did. */
export function exitCodeOf({ state, tasks }: Pick<RunRecord, 'state' | 'tasks'>): number {
  if (state !== 'failed') return codes[state];
  return tasks.find(({ status }) => status.exitCode)?.status.exitCode ?? 1;
}

/** Whether a task came to an end that somebody should look at. */
export const hasFailed = ({ status: { state } }: TaskRecord): boolean =>
  isFinal(state) && state !== 'finished' && state !== 'cancelled';

/** Whether something waits on the target to be brought home: of a task that has ended nothing was. */
export function isToBeFetched(record: RunRecord): boolean {
  if (record.forgotten || !hasBegun(record)) return false;
  if (record.kind === 'loop') return isFinal(record.state) && record.fetched.length === 0;
  const home = new Set(record.fetched.map(({ to }) => to));
  const tasks = new Set(leftBehind(record).map(({ task }) => task));
  return [...tasks].some(task => !record.wanted.some(file => file.task === task && home.has(file.to)));
}
