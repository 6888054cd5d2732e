/** What can be said of a run and of each of its tasks. */

/**
 * - `preparing`: not submitted yet, or its answer is missing.
 * - `pending`: waits for the scheduler, or for a free GPU of the target.
 * - `lost`: neither an exit code nor a process nor a job is left: a crashed node, or a kill that nothing could note.
 * - `unreachable`: the target does not answer, so that nothing is known; the run may be doing well.
 */
export const runStates = [
  'preparing',
  'pending',
  'running',
  'finished',
  'failed',
  'cancelled',
  'timed-out',
  'out-of-memory',
  'lost',
  'unreachable',
] as const;
export type RunState = (typeof runStates)[number];

const open: ReadonlySet<RunState> = new Set(['preparing', 'pending', 'running', 'unreachable']);

/** Whether a state is the last one. */
export const isFinal = (state: RunState): boolean => !open.has(state);

/** What is known of one task: a slot of a batch, or the loop. */
export interface TaskStatus {
  readonly state: RunState;
  /** Of its command; 128 and the signal's number for one that a signal ended. */
  readonly exitCode?: number | undefined;
  /** Why, in the words of the scheduler or of iterlog. */
  readonly reason?: string | undefined;
  /** As the scheduler names it, such as `1234_2`. */
  readonly jobId?: string | undefined;
  /** Where it runs or ran. */
  readonly host?: string | undefined;
  /** Seconds since 1970, by the target's clock. */
  readonly started?: number | undefined;
  readonly ended?: number | undefined;
}

/** From the one that says most of a run whose tasks differ. */
const telling: readonly RunState[] = [
  'unreachable',
  'running',
  'preparing',
  'pending',
  'lost',
  'out-of-memory',
  'timed-out',
  'failed',
  'cancelled',
  'finished',
];

/** The state of a run by those of its tasks; a batch of which some tasks wait while others are done is running. */
export function overall(tasks: readonly TaskStatus[]): RunState {
  const states = new Set(tasks.map(({ state }) => state));
  if (states.has('pending') && [...states].some(isFinal)) return 'running';
  return telling.find(state => states.has(state)) ?? 'preparing';
}
