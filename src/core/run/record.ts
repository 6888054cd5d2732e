/** What is known of a run: kept in `<name>_runs/<id>/run.json` beside the log. See `record-schema.ts`. */
import type * as z from 'zod';
import type { runRecordSchema } from './record-schema.ts';
import { isFinal, overall } from './states.ts';
import type { RunState, TaskStatus } from './states.ts';

export type RunRecord = z.infer<typeof runRecordSchema>;
export type TaskRecord = RunRecord['tasks'][number];
export type WantedFile = RunRecord['wanted'][number];

export { runsFolder } from '../files/names.ts';

/** A record with what was just learnt of its tasks. */
export function withStatus(record: RunRecord, statuses: readonly TaskStatus[], now: string): RunRecord {
  const tasks = record.tasks.map((task, i) => ({ ...task, status: statuses[i] ?? task.status }));
  const state = overall(tasks.map(task => task.status));
  const ended = record.ended ?? (isFinal(state) ? now : undefined);
  return { ...record, tasks, state, ended, problem: undefined };
}

/** A record whose target did not answer: what was known of its tasks stays. */
export const unreachableRecord = (record: RunRecord, problem: string): RunRecord =>
  isFinal(record.state) ? record : { ...record, state: 'unreachable', problem };

/** Whether a run may still be going on. */
export const isActive = ({ state }: Pick<RunRecord, 'state'>): boolean => !isFinal(state);

/**
 * What is to be kept of a record that another program may have written meanwhile: nothing that was learnt is lost, and a
 * run that has ended does not go on again.
 */
export function merged(before: RunRecord, now: RunRecord): RunRecord {
  const home = new Map([...before.fetched, ...now.fetched].map(file => [file.to, file]));
  const isOver = isFinal(before.state) && !isFinal(now.state);
  return {
    ...now,
    ...(isOver && { tasks: before.tasks, state: before.state, ended: before.ended, problem: before.problem }),
    submitted: now.submitted ?? before.submitted,
    jobId: now.jobId ?? before.jobId,
    forgotten: now.forgotten ?? before.forgotten,
    fetched: [...home.values()],
  };
}

/** A run of which nothing more is asked, by the word of a person: what was open of it counts as lost. */
export function forgotten(record: RunRecord, now: string): RunRecord {
  const status = { state: 'lost' as const, reason: 'Forgotten: its target is not asked any more.' };
  const tasks = record.tasks.map(task =>
    isFinal(task.status.state) ? task : { ...task, status: { ...task.status, ...status } },
  );
  const state = overall(tasks.map(task => task.status));
  return { ...record, tasks, state, ended: record.ended ?? now, forgotten: true };
}

/** Whether anything of a run has begun, as far as its target told. */
export const hasBegun = ({ tasks }: RunRecord): boolean =>
  tasks.some(({ status }) => status.started !== undefined);

/** Minutes that a task has run, or took; undefined before it started. */
export function minutesOf({ started, ended }: TaskStatus, nowSeconds: number): number | undefined {
  return started === undefined ? undefined : Math.max(0, (ended ?? nowSeconds) - started) / 60;
}

/** How many tasks have come to their end, whatever it was. */
export const doneTasks = ({ tasks }: RunRecord): number =>
  tasks.filter(({ status }) => isFinal(status.state)).length;

const words: Readonly<Record<RunState, string>> = {
  preparing: 'preparing',
  pending: 'waiting',
  running: 'running',
  finished: 'finished',
  failed: 'failed',
  cancelled: 'cancelled',
  'timed-out': 'timed out',
  'out-of-memory': 'out of memory',
  lost: 'lost',
  unreachable: 'unreachable',
};

export const stateWord = (state: RunState): string => words[state];

/** What a run is called where it is shown: `Iter 13-16 on gpu1`, `loop on gpu1`. */
export function titleOf({ kind, tasks, targetName }: RunRecord): string {
  if (kind === 'loop') return `loop on ${targetName}`;
  const ids = tasks.flatMap(({ iteration }) => iteration ?? []);
  const [first, last] = [ids[0], ids.at(-1)];
  return `Iter ${first === last ? String(first ?? '?') : `${first ?? '?'}-${last ?? '?'}`} on ${targetName}`;
}
