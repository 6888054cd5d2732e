/** Targets where iterlog itself starts the tasks: this machine, and a host by ssh. */
import { directTaskStatus } from '../../../core/run/direct-status.ts';
import { quote, quoteAll } from '../../../core/run/quote.ts';
import type { RunPlan } from '../../../core/run/run-plan.ts';
import type { TaskStatus } from '../../../core/run/states.ts';
import type { DirectTarget } from '../../../core/run/target.ts';
import { readWrapperStatus } from '../../../core/run/wrapper-status.ts';
import type { WrapperRun } from '../../../core/run/wrapper-status.ts';
import { targetRefusal } from '../../../core/run/refusal-words.ts';
import type { Driver, Refused, RunHandle, RunStatus } from '../driver.ts';
import type { Transport } from '../transport.ts';
import { checkGpus } from '../target-checks.ts';
import { statusScript, wrapperCall } from '../wrapper-call.ts';

export function directDriver(transport: Transport): Driver {
  return {
    async check(plan, signal) {
      const { target } = plan;
      if (!isDirect(target) || target.gpus.length === 0) return { kind: 'answer', findings: [] };
      return checkGpus(target.gpus, transport, signal);
    },

    async submit(plan) {
      const answer = await transport.capture(startScript(plan));
      if (answer.kind !== 'answer') return answer;
      const [run] = readWrapperStatus(answer.stdout);
      if (answer.code !== 0 || !run) return refusal(transport.name, answer.stderr);
      return run.coordinator.cancelled && run.coordinator.state === 'none' ? cancelled : { kind: 'answer' };
    },

    async status(runs) {
      const answer = await transport.capture(statusScript(runs));
      if (answer.kind !== 'answer') return answer;
      const told = new Map(readWrapperStatus(answer.stdout).map(run => [run.directory, run]));
      return {
        kind: 'answer',
        runs: new Map(runs.map(run => [run.id, statusOf(run, told.get(run.directory))])),
      };
    },

    async cancel(run, graceSeconds) {
      const script = wrapperCall('cancel', run.directory, String(graceSeconds));
      const answer = await transport.capture(script, { timeout: (graceSeconds + 60) * 1000 });
      if (answer.kind !== 'answer') return answer;
      const [told] = readWrapperStatus(answer.stdout);
      return { kind: 'answer', status: statusOf(run, told), survivors: told?.survivors ?? [] };
    },
  };
}

const isDirect = (target: RunPlan['target']): target is DirectTarget =>
  target.type === 'local' || target.type === 'ssh';

function startScript({ directory, kind, target }: RunPlan): string {
  const gpus = isDirect(target) ? target.gpus : [];
  const parallel = (isDirect(target) ? target.parallel : undefined) ?? Math.max(1, gpus.length);
  // The limit is one for a slot; the loop lasts as long as all of its batches.
  const limit = kind === 'batch' ? Math.ceil((target.limit ?? 0) * 60) : 0;
  return quoteAll([
    'sh',
    `${directory}/iterlog.sh`,
    'start',
    directory,
    String(parallel),
    String(limit),
    gpus.join(' '),
  ]);
}

const cancelled: Refused = {
  kind: 'refused',
  message: 'The run was cancelled before it started.',
  advice: 'Start a new one.',
};

const refusal = (target: string, stderr: string): Refused => ({
  kind: 'refused',
  ...targetRefusal('The run could not be started', target, stderr.replace(/^E /gm, '')),
});

/** A run of which nothing is told is on a disk that is not there just now. */
function statusOf(run: RunHandle, told: WrapperRun | undefined): RunStatus {
  const unreachable: TaskStatus = {
    state: 'unreachable',
    reason: `The folder ${quote(folderOf(run))} is not there.`,
  };
  if (!told) return run.tasks.map(() => unreachable);
  const tasks = new Map(told.tasks.map(task => [task.task, task]));
  return run.tasks.map(name => {
    const task = tasks.get(name);
    if (task) return directTaskStatus(task, told.coordinator);
    // An answer that was cut short says nothing of a task.
    return told.coordinator.state === 'missing' ? gone : untold;
  });
}

const gone: TaskStatus = { state: 'lost', reason: 'The directory of the run is gone.' };
const untold: TaskStatus = { state: 'unreachable', reason: 'The target did not tell of it.' };
const folderOf = ({ directory }: RunHandle): string => directory.split('/').slice(0, -3).join('/');
