import { usualLimits } from '../../core/run/times.ts';
import type { TimeLimits } from '../../core/run/times.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Logs } from '../services/logs.ts';
import { logOf } from './places.ts';

/** The limits of the protocol of the run's log, where that was read. */
export async function timeLimits(logs: Logs, run: KeptRun): Promise<TimeLimits> {
  const result = await logs.resultOf(logOf(run, logs));
  return result?.protocol.time ?? usualLimits;
}
