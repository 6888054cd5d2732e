/** Runs as jobs of a scheduler: what Slurm and LSF have in common. */
import type { RunPlan } from './run-plan.ts';
import type { LsfTarget, SlurmTarget } from './target.ts';

export type ScheduledTarget = SlurmTarget | LsfTarget;

/**
 * What a scheduler says of one task.
 * - `node-failed`: it lost the node, so that nothing could be noted.
 * - `unknown`: it was asked and has forgotten.
 */
export const jobStates = [
  'pending',
  'running',
  'completed',
  'failed',
  'cancelled',
  'timed-out',
  'out-of-memory',
  'node-failed',
  'unknown',
] as const;
export type JobState = (typeof jobStates)[number];

export interface Word {
  readonly state: JobState;
  /** In the scheduler's words. */
  readonly reason?: string | undefined;
  /** As the scheduler names the task, such as `1234_2`. */
  readonly jobId?: string | undefined;
  readonly host?: string | undefined;
}

/** Words by the name of the job and the index of the task, counted from 0. */
export type Words = ReadonlyMap<string, ReadonlyMap<number, Word>>;

export const isActive = (word: Word | undefined): word is Word & { state: 'pending' | 'running' } =>
  word?.state === 'pending' || word?.state === 'running';

/** What all jobs of iterlog begin with. */
export const jobPrefix = 'iterlog-';

/** The name of a run's job: unique, so that a job whose id was lost is found by it. */
export const jobName = (runId: string): string => `${jobPrefix}${runId}`;

export interface Objection {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** A scheduler: its commands as argument vectors, and what its answers mean. */
export interface Scheduler {
  readonly name: 'Slurm' | 'LSF';
  /** Submits the script that it reads from standard input. */
  readonly submit: (plan: RunPlan) => readonly string[];
  /** Texts after which it may have submitted nevertheless: an extended regular expression. */
  readonly unclear: string;
  /** The programs that are called. */
  readonly programs: readonly string[];
  /** Asks whether a run would be taken, as far as that can be asked, and what the answer means. */
  readonly rehearsal: (plan: RunPlan) => readonly string[];
  readonly readRehearsal: (code: number, text: string) => Objection | undefined;
  /** Of an environment variable that only a task of an array has, and of the job: both in the words of a shell. */
  readonly inJob: { readonly id: string; readonly index: string };
  /** Editing commands of sed that print the job id: from the answer to a submission, and from a row of the queue. */
  readonly idFromAnswer: string;
  readonly idFromRow: (name: string) => string;
  /** Ways to list the jobs with these names, finished ones too; the next is tried where one gives no row. */
  readonly queue: (names: readonly string[]) => readonly (readonly string[])[];
  /** A test in shell: whether the queue answered, by its exit code `$rc` and its output `$q`. */
  readonly answered: string;
  readonly readQueue: (text: string) => Words;
  /** What became of jobs that the queue does not know any more. */
  readonly history: (jobIds: readonly string[]) => readonly string[];
  readonly readHistory: (text: string) => Words;
  /** Ends a job, or of an array the tasks with these indices. */
  readonly cancel: (jobId: string, indices: readonly number[]) => readonly string[];
  /** What the scheduler calls a task of an array. */
  readonly taskId: (jobId: string, index: number) => string;
}

/** A run is an array when it has several tasks. */
export const isArray = (tasks: readonly unknown[]): boolean => tasks.length > 1;

/** Seconds after which the wrapper ends a task by itself; 0 for none. A loop has no limit but that of its queue. */
export const limitSeconds = ({ kind, target }: Pick<RunPlan, 'kind' | 'target'>): number =>
  kind === 'batch' && target.limit ? Math.ceil(target.limit * 60) : 0;

/**
 * Minutes that are asked of the scheduler: a little more than the limit, so that the wrapper ends the task and notes
 * why before the scheduler does. Undefined where the queue decides.
 */
export function limitMinutes(plan: Pick<RunPlan, 'kind' | 'target'>): number | undefined {
  const seconds = limitSeconds(plan);
  return seconds > 0 ? Math.ceil(seconds / 60) + 2 : undefined;
}

/** Adds a word to words that are being collected. */
export function addWord(
  words: Map<string, Map<number, Word>>,
  name: string,
  index: number,
  word: Word,
): void {
  const ofName = words.get(name) ?? new Map<number, Word>();
  words.set(name, ofName.set(index, word));
}
