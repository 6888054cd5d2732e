/** The answers of the scripts for schedulers, as data, and the states of runs that follow from them. */
import { readMemory, writeMemory, type Memory } from './job-memory.ts';
import { isActive, isArray, jobName, type Scheduler, type Word, type Words } from './jobs.ts';
import type { Remembered } from './job-scripts.ts';
import type { TaskStatus } from './states.ts';
import { weigh, type Look, type TaskFiles, type Weighed } from './weigh.ts';
import { readWrapperStatus, type WrapperRun } from './wrapper-status.ts';

/** A run as it is asked about. */
export interface Asked {
  readonly id: string;
  readonly directory: string;
  readonly tasks: readonly string[];
  /** As it is on record here, where the target could not note it. */
  readonly jobId?: string | undefined;
}

/** What `statusScript` printed. */
export interface StatusAnswer {
  /** Whether the scheduler answered. */
  readonly up: boolean;
  /** What it printed. */
  readonly queue: string;
  /** By the target's clock. */
  readonly now: number;
  readonly runs: ReadonlyMap<string, WrapperRun>;
  /** By the directory of the task. */
  readonly memories: ReadonlyMap<string, Memory>;
}

/** Lines that begin with a letter, without it. */
export const linesOf = (text: string, letter: string): string =>
  text
    .split('\n')
    .filter(line => line.startsWith(`${letter} `))
    .map(line => line.slice(2))
    .join('\n');

/** Undefined for a text that is no whole answer. */
export function readStatusAnswer(text: string, asked: readonly Asked[]): StatusAnswer | undefined {
  const now = Number(linesOf(text, 'N'));
  if (!now) return undefined;
  const memories = new Map<string, Memory>();
  for (const line of linesOf(text, 'W').split('\n')) {
    const [, run, task, memory = ''] = /^(\d+) (\d\d) (.*)$/.exec(line) ?? [];
    const directory = asked[Number(run)]?.directory;
    if (directory !== undefined) memories.set(`${directory}/${task}`, readMemory(memory));
  }
  const runs = readWrapperStatus(text).map(run => [run.directory, run] as const);
  return { up: /^Q up$/m.test(text), queue: linesOf(text, 'q'), now, runs: new Map(runs), memories };
}

const nothing: TaskFiles = { state: 'none', flags: new Set() };

/** What can be said of runs, what is to be remembered of them, and of which jobs the history is to be asked. */
export interface Findings {
  readonly runs: ReadonlyMap<string, readonly TaskStatus[]>;
  readonly notes: readonly Remembered[];
  readonly unexplained: readonly string[];
}

/** `history` is what the scheduler remembers of jobs that it does not list; undefined before it was asked. */
export function findStates(
  scheduler: Scheduler,
  asked: readonly Asked[],
  answer: StatusAnswer,
  history?: Words,
): Findings {
  const listed = scheduler.readQueue(answer.queue);
  const runs = new Map<string, readonly TaskStatus[]>();
  const notes: Remembered[] = [];
  const unexplained = new Set<string>();
  for (const run of asked) {
    const files = answer.runs.get(run.directory);
    const jobId = files?.jobId ?? run.jobId;
    const name = jobName(run.id);
    const statuses = run.tasks.map((task, index) => {
      const directory = `${run.directory}/${task}`;
      const memory = answer.memories.get(directory) ?? {};
      const said = listed.get(name)?.get(index) ?? history?.get(name)?.get(index);
      const look = { said, memory, now: answer.now, asked: history !== undefined };
      const weighed = weighTask(task, files, jobId, look);
      if (writeMemory(weighed.memory) !== writeMemory(memory))
        notes.push({ directory, text: writeMemory(weighed.memory) });
      if (weighed.ask && jobId !== undefined) unexplained.add(jobId);
      return { ...weighed.status, jobId: weighed.status.jobId ?? taskId(scheduler, run, index, jobId) };
    });
    runs.set(run.id, statuses);
  }
  return { runs, notes, unexplained: [...unexplained] };
}

/** What becomes of a task of which there is no more to know than this. */
const only = (status: TaskStatus, memory: Memory): Weighed => ({ status, memory, ask: false });

function weighTask(
  task: string,
  run: WrapperRun | undefined,
  jobId: string | undefined,
  look: Omit<Look, 'files' | 'cancelled'>,
): Weighed {
  const { said, memory } = look;
  const cancelled = run?.coordinator.cancelled ?? false;
  const files = run?.tasks.find(one => one.task === task) ?? nothing;
  // Of a disk that is not there nothing is told.
  if (!run && !isActive(said))
    return only({ state: 'unreachable', reason: 'The folder of the project is not there.' }, memory);
  if (run?.coordinator.state === 'missing' && !isActive(said))
    return only({ state: 'lost', reason: 'The directory of the run is gone.' }, memory);
  if (!(jobId ?? said) && files.state === 'none')
    return only({ state: cancelled ? 'cancelled' : 'preparing' }, memory);
  return weigh({ ...look, files, cancelled });
}

function taskId(
  scheduler: Scheduler,
  { tasks }: Asked,
  index: number,
  jobId: string | undefined,
): string | undefined {
  return jobId !== undefined && isArray(tasks) ? scheduler.taskId(jobId, index) : jobId;
}

/** The tasks of a run that a scheduler still has. */
export interface Living {
  /** Of all of them. */
  readonly jobId: string;
  readonly jobs: readonly { readonly index: number; readonly word: Word }[];
}

export function livingJobs(scheduler: Scheduler, run: Asked, answer: StatusAnswer): Living {
  const listed = scheduler.readQueue(answer.queue).get(jobName(run.id)) ?? new Map<number, Word>();
  const jobs = [...listed].flatMap(([index, word]) => (isActive(word) ? { index, word } : []));
  const byName = /^\d+/.exec(jobs[0]?.word.jobId ?? '')?.[0];
  return { jobId: byName ?? answer.runs.get(run.directory)?.jobId ?? run.jobId ?? '', jobs };
}
