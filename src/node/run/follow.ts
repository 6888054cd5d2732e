/** Follows a run to its end, also where its output alone would not tell of it. */
import { setTimeout as after } from 'node:timers/promises';
import { isFinal } from '../../core/run/states.ts';
import type { AttachSink } from './attach.ts';
import type { KeptRun } from './record-store.ts';
import type { Runs } from './runs.ts';

/** What the last output may take to arrive once the end of a run is known, and how often an end is asked for that must be near. */
const rest = 3000;

/**
 * Follows the output of a run until its end is known, or the interrupt comes, which leaves it alone. A scheduler can end a
 * task in a way that the files of the run say nothing of, so it is asked beside, as often as the target says.
 */
export async function follow(
  run: KeptRun,
  runs: Runs,
  sink: AttachSink,
  interrupt: AbortSignal,
): Promise<KeptRun> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  interrupt.addEventListener('abort', onInterrupt);
  if (interrupt.aborted) onInterrupt();
  try {
    const asking = isScheduled(run) ? askUntilEnd(run, runs, stop) : Promise.resolve(run);
    const attached = await runs.attach(run, sink, stop.signal);
    stop.abort();
    const asked = await asking;
    return await settled(isFinal(asked.record.state) ? asked : attached, runs, interrupt);
  } finally {
    interrupt.removeEventListener('abort', onInterrupt);
  }
}

const isScheduled = ({ record: { target } }: KeptRun): boolean =>
  target.type === 'slurm' || target.type === 'lsf';

/** Ends the looking on once the scheduler says that nothing more will come. */
async function askUntilEnd(run: KeptRun, runs: Runs, stop: AbortController): Promise<KeptRun> {
  let now = run;
  while (await passed(run.record.target.poll * 1000, stop.signal)) {
    [now = run] = await runs.refresh([now]);
    if (!isFinal(now.record.state)) continue;
    await passed(rest, stop.signal);
    stop.abort();
  }
  return now;
}

/** A scheduler may notice an end later than the files tell of it, and say why. */
async function settled(run: KeptRun, runs: Runs, interrupt: AbortSignal): Promise<KeptRun> {
  let now = run;
  while (!isFinal(now.record.state) && (await passed(rest, interrupt)))
    [now = run] = await runs.refresh([now]);
  return now;
}

/** Whether so many milliseconds passed before the signal came. */
const passed = (ms: number, signal: AbortSignal): Promise<boolean> =>
  after(ms, true, { signal }).catch(() => false);
