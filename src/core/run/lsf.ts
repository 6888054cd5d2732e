/** LSF: its commands, and what its answers mean. Texts as its documentation and public records have them. */
import type { RunPlan } from './run-plan.ts';
import type { LsfTarget } from './target.ts';
import { isArray, jobName, jobPrefix, limitMinutes, type Objection, type Scheduler } from './jobs.ts';
import { readBhist } from './bhist.ts';
import { readBjobs } from './bjobs.ts';

/** The last two are texts; the very last is not known to older versions, which then give no row at all. */
const fields = 'job_name jobindex jobid stat exit_code exec_host exit_reason';

export function lsf(target: LsfTarget): Scheduler {
  const { bsub = ['bsub'], bjobs = ['bjobs'], bkill = ['bkill'], bhist = ['bhist'] } = target.commands;
  // By a pattern, since several names cannot be asked for at once.
  const queue = (names: string) => [
    ...bjobs,
    ...['-a', '-noheader', '-J', `${jobPrefix}*`, '-o', `${names} delimiter='^'`],
  ];
  return {
    name: 'LSF',
    submit: plan => [...bsub, ...submitOptions(plan, target)],
    unclear: 'imed out|is down|not responding|onnection|annot connect|ommunication|ailed in sending',
    programs: [bsub, bjobs, bkill].flatMap(([program]) => program ?? []),
    // LSF cannot be asked about a job that is not submitted; about its queue it can.
    rehearsal: () => ['bqueues', '-w', ...(target.queue ? [target.queue] : [])],
    readRehearsal: readBqueues,
    inJob: { id: '$LSB_JOBID', index: '$((${LSB_JOBINDEX:-0} > 0 ? ${LSB_JOBINDEX:-0} - 1 : 0))' },
    // Sites print more lines before and after it.
    idFromAnswer: String.raw`s/^.*Job <\([0-9][0-9]*\)> is submitted to .*queue.*$/\1/p`,
    idFromRow: name => String.raw`s/^${name}\(\[[0-9]*\]\)*^[^^]*^\([0-9][0-9]*\).*$/\2/p`,
    queue: () => [queue(`${fields} pend_reason`), queue(fields)],
    // No job at all is an answer with exit code 255.
    answered: String.raw`[ "$rc" = 0 ] || printf '%s\n' "$q" | grep -qE '\^|is not found|^No .*job'`,
    readQueue: readBjobs,
    history: jobIds => [...bhist, '-l', '-n', '2', ...jobIds],
    readHistory: readBhist,
    cancel: (jobId, indices) => [
      ...bkill,
      indices.length > 0 ? `${jobId}[${indices.map(index => index + 1).join(',')}]` : jobId,
    ],
    taskId: (jobId, index) => `${jobId}[${index + 1}]`,
  };
}

function readBqueues(code: number, text: string): Objection | undefined {
  if (code !== 0) return { severity: 'error', message: `LSF says: ${text.trim()}` };
  const [, name, state] = /^(\S+)\s+\S+\s+((?:Open|Closed):\S+)/m.exec(text) ?? [];
  // Without the name of a queue all of them are listed.
  if (!name || !state || text.trim().split('\n').length > 2) return undefined;
  if (state.startsWith('Open:Active')) return undefined;
  return { severity: 'warning', message: `The queue ${name} is ${state}: what is submitted will wait.` };
}

function submitOptions(plan: RunPlan, target: LsfTarget): string[] {
  const array = isArray(plan.tasks);
  const name = jobName(plan.id);
  const minutes = limitMinutes(plan);
  const gpu = target.gpu ?? (target.gpus > 0 ? `num=${target.gpus}` : undefined);
  const option = (flag: string, value: string | number | undefined) =>
    value === undefined ? [] : [flag, String(value)];
  return [
    ...['-J', array ? `${name}[1-${plan.tasks.length}]` : name],
    // A job that is run again would find its tasks claimed.
    '-rn',
    ...['-cwd', plan.directory],
    // Relative, since in a path of its own `%` would be taken for a pattern.
    ...['-o', array ? 'lsf-%I.out' : 'lsf-%J.out'],
    ...option('-q', target.queue),
    ...option('-n', target.cpus),
    ...(target.cpus && target.cpus > 1 ? ['-R', 'span[hosts=1]'] : []),
    ...option('-M', target.memory),
    ...option('-R', target.memory && `rusage[mem=${target.memory}]`),
    ...option('-gpu', gpu),
    ...option('-W', minutes),
    ...target.options,
  ];
}
