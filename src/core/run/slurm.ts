/** Slurm: its commands, and what its answers mean. Texts as version 22.05 writes them. */
import type { RunPlan } from './run-plan.ts';
import type { SlurmTarget } from './target.ts';
import { addWord, isArray, jobName, limitMinutes, type JobState, type Scheduler, type Word } from './jobs.ts';

/** Those not named here are ways of running. */
const states: Readonly<Record<string, JobState>> = {
  PENDING: 'pending',
  CONFIGURING: 'pending',
  REQUEUED: 'pending',
  REQUEUE_FED: 'pending',
  REQUEUE_HOLD: 'pending',
  RESV_DEL_HOLD: 'pending',
  SPECIAL_EXIT: 'pending',
  COMPLETED: 'completed',
  FAILED: 'failed',
  PREEMPTED: 'failed',
  REVOKED: 'failed',
  LAUNCH_FAILED: 'failed',
  RECONFIG_FAIL: 'failed',
  CANCELLED: 'cancelled',
  TIMEOUT: 'timed-out',
  DEADLINE: 'timed-out',
  OUT_OF_MEMORY: 'out-of-memory',
  NODE_FAIL: 'node-failed',
  BOOT_FAIL: 'node-failed',
};

/** States that need no reason beside them: iterlog's own state says it. */
const plain: ReadonlySet<string> = new Set(['PENDING', 'RUNNING', 'COMPLETING', 'COMPLETED', 'FAILED']);
/** Reasons that say nothing. */
const silent: ReadonlySet<string> = new Set(['', 'None', 'NonZeroExitCode']);

export function slurm(target: SlurmTarget): Scheduler {
  const {
    sbatch = ['sbatch'],
    squeue = ['squeue'],
    scancel = ['scancel'],
    sacct = ['sacct'],
  } = target.commands;
  return {
    name: 'Slurm',
    submit: plan => [...sbatch, '--parsable', ...submitOptions(plan, target)],
    unclear: 'imed out|nable to contact|onnection|ommunication|ero Bytes',
    programs: [sbatch, squeue, scancel].flatMap(([program]) => program ?? []),
    rehearsal: plan => [...sbatch, '--test-only', ...submitOptions(plan, target)],
    readRehearsal: (code, text) =>
      code === 0 ? undefined : { severity: 'error', message: `Slurm says: ${text.trim()}` },
    inJob: { id: '${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}', index: '${SLURM_ARRAY_TASK_ID:-0}' },
    idFromAnswer: String.raw`s/^\([0-9][0-9]*\)\(;.*\)*$/\1/p`,
    idFromRow: name => String.raw`s/^${name}|[^|]*|\([0-9][0-9]*\)|.*$/\1/p`,
    queue: names => [
      [
        ...squeue,
        ...['--me', '--noheader', '--array', '--states=all', `--name=${names.join(',')}`],
        '--format=%j|%K|%F|%T|%N|%r',
      ],
    ],
    answered: '[ "$rc" = 0 ]',
    readQueue: readSqueue,
    history: jobIds => [
      ...sacct,
      ...['--allocations', '--noheader', '--parsable2', `--jobs=${jobIds.join(',')}`],
      '--format=JobName,JobID,State,ExitCode,NodeList,Reason',
    ],
    readHistory: readSacct,
    cancel: (jobId, indices) => [
      ...scancel,
      ...(indices.length > 0 ? indices.map(index => `${jobId}_${index}`) : [jobId]),
    ],
    taskId: (jobId, index) => `${jobId}_${index}`,
  };
}

function submitOptions(plan: RunPlan, target: SlurmTarget): string[] {
  const array = isArray(plan.tasks);
  const minutes = limitMinutes(plan);
  const gres = target.gres ?? (target.gpus > 0 ? `gpu:${target.gpus}` : undefined);
  const option = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${name}=${value}`];
  return [
    '--no-requeue',
    '--open-mode=append',
    `--job-name=${jobName(plan.id)}`,
    `--chdir=${plan.directory}`,
    // Relative, since in a path of its own `%` would be taken for a pattern.
    `--output=slurm-${array ? '%a' : '%j'}.out`,
    ...option('array', array ? `0-${plan.tasks.length - 1}` : undefined),
    ...option('partition', target.queue),
    ...option('gres', gres),
    ...option('cpus-per-task', target.cpus),
    ...option('mem', target.memory),
    ...option('time', minutes),
    ...target.options,
  ];
}

/** Rows of `squeue`; what is none, such as the name of a cluster, is passed over. */
export function readSqueue(text: string): Map<string, Map<number, Word>> {
  const words = new Map<string, Map<number, Word>>();
  for (const line of text.split('\n')) {
    const [name = '', index = '', job = '', state, host, ...reason] = line.split('|');
    if (state === undefined || !/^\d+$/.test(job)) continue;
    const array = /^\d+$/.test(index);
    addWord(words, name, array ? Number(index) : 0, {
      ...wordOf(state, reason.join('|')),
      jobId: array ? `${job}_${index}` : job,
      host: known(host),
    });
  }
  return words;
}

/** Rows of `sacct`: a task of an array has a job id such as `12_3`, tasks that never started one such as `12_[0-3]`. */
export function readSacct(text: string): Map<string, Map<number, Word>> {
  const words = new Map<string, Map<number, Word>>();
  for (const line of text.split('\n')) {
    const [name = '', id = '', state, exit = '', host, ...reason] = line.split('|');
    const [, job, tasks] = /^(\d+)(?:_(\d+|\[[^\]]*\]))?$/.exec(id) ?? [];
    if (state === undefined || job === undefined) continue;
    const word = wordOf(state, reason.join('|'));
    const signal = word.state === 'failed' ? /^0:([12]?\d|3[01])$/.exec(exit)?.[1] : undefined;
    const told = { ...word, reason: word.reason ?? (signal && `signal ${signal}`), host: known(host) };
    if (tasks === undefined) addWord(words, name, 0, { ...told, jobId: job });
    else for (const task of expand(tasks)) addWord(words, name, task, { ...told, jobId: `${job}_${task}` });
  }
  return words;
}

/** The numbers in a list such as `[0-2,5%4]`, where what follows `%` says how many may run at once. */
function expand(list: string): readonly number[] {
  const parts = list.replace(/^\[|\]$|%.*$/g, '').split(',');
  return parts.flatMap(part => {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    if (first === undefined) return [];
    const count = Math.max(0, Number(last) - Number(first) + 1);
    return Array.from({ length: count }, (_, i) => Number(first) + i);
  });
}

/** `CANCELLED by 1000` is a state too, and `+` stands for the end of one that was cut off. */
function wordOf(text: string, reason: string): Word {
  const name = text.split(' ', 1)[0]?.replace(/\+$/, '') ?? '';
  const said = silent.has(reason.trim()) ? undefined : reason.trim();
  const told = plain.has(name) ? said : [text, said].filter(Boolean).join(', ');
  return { state: states[name] ?? 'running', reason: told };
}

const known = (host: string | undefined): string | undefined =>
  host && !host.startsWith('None') && host !== '(null)' ? host : undefined;
