/** What the wrapper on the target (`src/node/run/wrapper.sh`) tells of runs: its lines as data. */

export type CoordinatorState = 'missing' | 'none' | 'starting' | 'alive' | 'dead' | 'foreign' | 'job';
export type WrapperTaskState = 'none' | 'starting' | 'running' | 'exited' | 'lost' | 'foreign';

/** What starts the tasks of a run on a `local` or `ssh` target. */
export interface Coordinator {
  /**
   * - `missing`: there is no directory of the run.
   * - `none`: nothing was submitted.
   * - `foreign`: it was started on another host, so that nothing is known of its process.
   * - `job`: the run was submitted to a scheduler.
   */
  readonly state: CoordinatorState;
  readonly pid?: string | undefined;
  readonly host?: string | undefined;
  /** A cancel was asked for: no task starts any more. */
  readonly cancelled: boolean;
}

export interface WrapperTask {
  /** Two digits. */
  readonly task: string;
  readonly state: WrapperTaskState;
  readonly exitCode?: number | undefined;
  readonly started?: number | undefined;
  readonly ended?: number | undefined;
  /** Bytes that it has written so far. */
  readonly outSize: number;
  readonly errSize: number;
  readonly pid?: string | undefined;
  readonly host?: string | undefined;
  readonly flags: ReadonlySet<TaskFlag>;
}

/** Why its leader ended the command: the limit, a cancel, or a signal from elsewhere. */
export type TaskFlag = 'timed-out' | 'cancelled' | 'stopped';

export interface WrapperRun {
  /** As it was asked for. */
  readonly directory: string;
  readonly coordinator: Coordinator;
  /** What the scheduler calls it. */
  readonly jobId?: string | undefined;
  readonly tasks: readonly WrapperTask[];
  /** What a cancel could not end, as `<pid> <arguments>`. */
  readonly survivors: readonly string[];
}

/** A line of the wrapper. */
export type WrapperLine =
  | { readonly kind: 'run'; readonly directory: string }
  | { readonly kind: 'coordinator'; readonly coordinator: Coordinator }
  | { readonly kind: 'job'; readonly jobId: string }
  | { readonly kind: 'task'; readonly task: WrapperTask }
  | { readonly kind: 'survivor'; readonly process: string };

const coordinatorLine = /^C (missing|none|starting|alive|dead|foreign|job) (\S+) (\S+) (\S+)$/;
const taskLine =
  /^T (\d\d) (none|starting|running|exited|lost|foreign) (\S+) (\S+) (\S+) (\d+) (\d+) (\S+) (\S+) (\S+)$/;
const flagNames: readonly TaskFlag[] = ['timed-out', 'cancelled', 'stopped'];

const word = (text: string | undefined): string | undefined => (text === '-' ? undefined : text);
const count = (text: string | undefined): number | undefined =>
  text && /^\d+$/.test(text) ? Number(text) : undefined;

/** Undefined for a line that the wrapper does not write. */
export function readWrapperLine(line: string): WrapperLine | undefined {
  switch (line.slice(0, 2)) {
    case 'R ':
      return { kind: 'run', directory: line.slice(2) };
    case 'J ':
      return { kind: 'job', jobId: line.slice(2) };
    case 'X ':
      return { kind: 'survivor', process: line.slice(2).trim() };
    case 'C ':
      return readCoordinator(line);
    case 'T ':
      return readTask(line);
    default:
      return undefined;
  }
}

function readCoordinator(line: string): WrapperLine | undefined {
  const [, state, pid, host, flags] = coordinatorLine.exec(line) ?? [];
  if (!isCoordinatorState(state)) return undefined;
  const cancelled = flags === 'cancelled';
  return { kind: 'coordinator', coordinator: { state, pid: word(pid), host: word(host), cancelled } };
}

function readTask(line: string): WrapperLine | undefined {
  const [, task, state, exit, started, ended, out, err, pid, host, flags] = taskLine.exec(line) ?? [];
  if (task === undefined || !isTaskState(state)) return undefined;
  const named = new Set(flags?.split(','));
  return {
    kind: 'task',
    task: {
      task,
      state,
      exitCode: count(exit),
      started: count(started),
      ended: count(ended),
      outSize: Number(out),
      errSize: Number(err),
      pid: word(pid),
      host: word(host),
      flags: new Set(flagNames.filter(flag => named.has(flag))),
    },
  };
}

const coordinatorStates: ReadonlySet<string> = new Set<CoordinatorState>([
  'missing',
  'none',
  'starting',
  'alive',
  'dead',
  'foreign',
  'job',
]);
const taskStates: ReadonlySet<string> = new Set<WrapperTaskState>([
  'none',
  'starting',
  'running',
  'exited',
  'lost',
  'foreign',
]);
const isCoordinatorState = (text: string | undefined): text is CoordinatorState =>
  text !== undefined && coordinatorStates.has(text);
const isTaskState = (text: string | undefined): text is WrapperTaskState =>
  text !== undefined && taskStates.has(text);

/** What `status` or `cancel` printed; lines that the wrapper does not write are passed over. */
export function readWrapperStatus(text: string): readonly WrapperRun[] {
  const runs: WrapperRun[] = [];
  for (const part of text.split(/^(?=R )/m)) {
    const lines = part.split('\n').flatMap(line => readWrapperLine(line) ?? []);
    const run = runOf(lines);
    if (run) runs.push(run);
  }
  return runs;
}

function runOf(lines: readonly WrapperLine[]): WrapperRun | undefined {
  const of = <K extends WrapperLine['kind']>(kind: K) =>
    lines.filter((line): line is Extract<WrapperLine, { kind: K }> => line.kind === kind);
  const directory = of('run')[0]?.directory;
  const coordinator = of('coordinator')[0]?.coordinator;
  if (directory === undefined || !coordinator) return undefined;
  return {
    directory,
    coordinator,
    jobId: of('job')[0]?.jobId,
    tasks: of('task').map(({ task }) => task),
    survivors: of('survivor').map(({ process }) => process),
  };
}
