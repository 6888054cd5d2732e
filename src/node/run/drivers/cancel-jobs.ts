import { setTimeout as wait } from 'node:timers/promises';
import { cancelScript, markScript } from '../../../core/run/job-scripts.ts';
import { livingJobs, type Asked, type Living } from '../../../core/run/job-status.ts';
import { readWrapperStatus } from '../../../core/run/wrapper-status.ts';
import type { Answer } from '../driver.ts';
import type { Unreachable } from '../transport.ts';
import { wrapperCall } from '../wrapper-call.ts';
import { askingTime, look, notUnderstood, type Site } from './jobs.ts';

/** Milliseconds between two looks, and how long a scheduler may need to end a job that it was told to end. */
const pace = 1000;
const schedulerTime = 90_000;
/** Milliseconds more than the grace that the wrapper has to note how its task ended. */
const margin = 5000;

/**
 * Ends the jobs of a run. Tasks that run are ended by the wrapper beside them first, which notes how; those that wait
 * by the scheduler at once, and whatever is left by the scheduler after the grace. The answer comes when the scheduler
 * has no job of the run and no process of it is left on the host that is asked.
 */
export async function cancelJobs(
  site: Site,
  run: Asked,
  graceSeconds: number,
): Promise<Answer<{ readonly survivors: readonly string[] }>> {
  const { transport } = site;
  const marked = await transport.capture(markScript(run.directory, graceSeconds), { timeout: askingTime });
  if (marked.kind === 'unreachable') return marked;
  if (marked.code !== 0) return notUnderstood(transport, marked.stderr);
  const left = await waitForEnd(site, run, graceSeconds * 1000 + margin);
  if (left.kind === 'unreachable') return left;
  const swept = await transport.capture(wrapperCall('cancel', run.directory, '0'), { timeout: askingTime });
  if (swept.kind === 'unreachable') return swept;
  const processes = readWrapperStatus(swept.stdout).flatMap(({ survivors }) => survivors);
  const jobs = left.living.jobs.map(({ word }) => `${site.scheduler.name} job ${word.jobId ?? run.id}`);
  return { kind: 'answer', survivors: [...jobs, ...processes] };
}

/** Tells the scheduler what to end, and looks until nothing is left or it has had all the time it may need. */
async function waitForEnd(
  site: Site,
  run: Asked,
  grace: number,
): Promise<{ readonly kind: 'answer'; readonly living: Living } | Unreachable> {
  const began = performance.now();
  let told: 'none' | 'pending' | 'all' = 'none';
  for (;;) {
    const seen = await look(site, [run]);
    if (seen.kind === 'unreachable') return seen;
    const living = livingJobs(site.scheduler, run, seen.answer);
    const elapsed = performance.now() - began;
    if (living.jobs.length === 0 || elapsed > grace + schedulerTime) return { kind: 'answer', living };
    const pending = living.jobs.filter(({ word }) => word.state === 'pending');
    const all = elapsed > grace || pending.length === living.jobs.length;
    if (all ? told !== 'all' : told === 'none' && pending.length > 0) {
      told = all ? 'all' : 'pending';
      const indices = all ? [] : pending.map(({ index }) => index);
      const script = cancelScript(site.scheduler, site.target, living.jobId, indices);
      const captured = await site.transport.capture(script, { timeout: askingTime });
      if (captured.kind === 'unreachable') return captured;
    }
    await wait(pace);
  }
}
