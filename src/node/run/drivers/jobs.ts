/** Questions to a scheduler through a transport, and what they come to. */
import type { ScheduledTarget, Scheduler } from '../../../core/run/jobs.ts';
import { historyScript, rememberScript, statusScript } from '../../../core/run/job-scripts.ts';
import {
  findStates,
  readStatusAnswer,
  type Asked,
  type Findings,
  type StatusAnswer,
} from '../../../core/run/job-status.ts';
import type { Transport, Unreachable } from '../transport.ts';
import { statusScript as wrapperStatus } from '../wrapper-call.ts';

/** Where jobs are, and who knows of them. */
export interface Site {
  readonly transport: Transport;
  readonly target: ScheduledTarget;
  readonly scheduler: Scheduler;
}

/** Milliseconds for a script that asks the scheduler, which itself gives up earlier. */
export const askingTime = 75_000;

type Seen = { readonly kind: 'answer'; readonly answer: StatusAnswer } | Unreachable;

/** Looks at runs: one script for all of them. */
export async function look({ transport, target, scheduler }: Site, runs: readonly Asked[]): Promise<Seen> {
  const script = statusScript(scheduler, target, runs, wrapperStatus(runs));
  const captured = await transport.capture(script, { timeout: askingTime });
  if (captured.kind === 'unreachable') return captured;
  const answer = captured.code === 0 ? readStatusAnswer(captured.stdout, runs) : undefined;
  if (!answer) return notUnderstood(transport, captured.stderr);
  return answer.up ? { kind: 'answer', answer } : down({ transport, scheduler }, answer.queue);
}

/**
 * The states of runs. Where a task ended otherwise than well, or the scheduler has let go of it, the history is asked
 * and what is known is left beside the files of the task, so that later looks need not ask again and say the same.
 */
export async function explain(
  site: Site,
  runs: readonly Asked[],
  answer: StatusAnswer,
): Promise<Findings['runs']> {
  const { transport, target, scheduler } = site;
  let findings = findStates(scheduler, runs, answer);
  if (findings.unexplained.length > 0) {
    const script = historyScript(scheduler, target, findings.unexplained);
    const captured = await transport.capture(script, { timeout: askingTime });
    // A history that is not kept is no reason to know nothing.
    const text = captured.kind === 'answer' ? captured.stdout : '';
    findings = findStates(scheduler, runs, answer, scheduler.readHistory(text));
  }
  // What cannot be noted is found again at the next look.
  if (findings.notes.length > 0)
    await transport.capture(rememberScript(findings.notes), { timeout: askingTime });
  return findings.runs;
}

export const down = (
  { transport, scheduler }: Pick<Site, 'transport' | 'scheduler'>,
  text: string,
): Unreachable => ({
  kind: 'unreachable',
  message: `${scheduler.name} on ${transport.name} does not answer.${said(text)}`,
  advice: `Jobs go on without it. Try again later; if its commands are not known there, set \`schedulerPrelude\` or \`commands\` of the target.`,
});

export const notUnderstood = (transport: Transport, text: string): Unreachable => ({
  kind: 'unreachable',
  message: `The answer of ${transport.name} was not understood.${said(text)}`,
  advice: 'See whether `schedulerPrelude` of the target is right, and whether the disk there is full.',
});

const said = (text: string): string => (text.trim() ? ` It says: ${text.trim()}` : '');
