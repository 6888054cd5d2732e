/** Runs as jobs of a scheduler: the driver that Slurm and LSF share. */
import type { ScheduledTarget, Scheduler } from '../../../core/run/jobs.ts';
import { checkScript } from '../../../core/run/job-scripts.ts';
import { linesOf } from '../../../core/run/job-status.ts';
import { targetRefusal } from '../../../core/run/refusal-words.ts';
import { cannotWrite, submitScript } from '../../../core/run/submit-script.ts';
import type { RunPlan } from '../../../core/run/run-plan.ts';
import type { Answer, Driver, Finding, Refused } from '../driver.ts';
import type { Transport } from '../transport.ts';
import { cancelJobs } from './cancel-jobs.ts';
import { askingTime, down, explain, look, notUnderstood, type Site } from './jobs.ts';

/** A submission may ask the queue twice and the scheduler once. */
const submissionTime = 150_000;

export function scheduledDriver(transport: Transport, target: ScheduledTarget, scheduler: Scheduler): Driver {
  const site: Site = { transport, target, scheduler };
  const status: Driver['status'] = async runs => {
    if (runs.length === 0) return { kind: 'answer', runs: new Map() };
    const seen = await look(site, runs);
    if (seen.kind === 'unreachable') return seen;
    return { kind: 'answer', runs: await explain(site, runs, seen.answer) };
  };
  return {
    check: (plan, signal) => check(site, plan, signal),
    submit: plan => submit(site, plan),
    status,
    async cancel(run, graceSeconds) {
      const ended = await cancelJobs(site, run, graceSeconds);
      if (ended.kind === 'unreachable') return ended;
      const seen = await status([run]);
      if (seen.kind === 'unreachable') return seen;
      return { ...ended, status: seen.runs.get(run.id) ?? [] };
    },
  };
}

async function check(
  { transport, target, scheduler }: Site,
  plan: RunPlan,
  signal: AbortSignal | undefined,
): Promise<Answer<{ readonly findings: readonly Finding[] }>> {
  const script = checkScript(scheduler, target, plan);
  const captured = await transport.capture(script, { timeout: askingTime, signal });
  if (captured.kind === 'unreachable') return captured;
  if (captured.code !== 0) return notUnderstood(transport, captured.stderr);
  const missing = linesOf(captured.stdout, 'M').split('\n').filter(Boolean);
  const findings: Finding[] = missing.map(command => ({
    severity: 'error',
    message: `The command ${command} is not known on ${transport.name}.`,
    advice: 'Set `schedulerPrelude` or `commands` of the target.',
  }));
  const code = linesOf(captured.stdout, 'K');
  const text = linesOf(captured.stdout, 'k');
  const objection = code === '' ? undefined : scheduler.readRehearsal(Number(code), text);
  if (objection && new RegExp(scheduler.unclear).test(text)) return down({ transport, scheduler }, text);
  if (objection) findings.push({ ...objection, advice: settingsAdvice });
  return { kind: 'answer', findings };
}

const settingsAdvice = 'Check `queue`, `gpus`, `cpus`, `memory`, `limit` and `options` of the target.';

async function submit(
  { transport, target, scheduler }: Site,
  plan: RunPlan,
): Promise<Answer<{ readonly jobId: string }> | Refused> {
  const script = submitScript(scheduler, target, plan);
  const captured = await transport.capture(script, { timeout: submissionTime });
  if (captured.kind === 'unreachable') return captured;
  const { stdout, stderr } = captured;
  const [verdict = '', jobId = ''] = (/^[JFDCW](?: .*)?$/m.exec(stdout)?.[0] ?? '').split(' ');
  switch (verdict) {
    case 'J':
      return { kind: 'answer', jobId };
    case 'F':
      return refused(`${scheduler.name} refused the job: ${linesOf(stdout, 'a').trim()}`, settingsAdvice);
    case 'C':
      return refused('The run was cancelled before it was submitted.', 'Start another run.');
    case 'D':
      return down({ transport, scheduler }, linesOf(stdout, 'a'));
    case 'W':
      return {
        kind: 'unreachable',
        message: 'A submission of this run was begun, and its job is not known yet.',
        advice:
          'Look at the run again in three minutes; cancel it when it has not begun by then, and start a new one.',
      };
    default:
      if (captured.code === cannotWrite)
        return {
          kind: 'refused',
          ...targetRefusal('The run could not be submitted', transport.name, stderr),
        };
      return notUnderstood(transport, stderr);
  }
}

const refused = (message: string, advice: string): Refused => ({ kind: 'refused', message, advice });
