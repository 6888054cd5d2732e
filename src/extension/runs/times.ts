import { minutesOf } from '../../core/run/record.ts';
import { isFinal } from '../../core/run/states.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Logs } from '../services/logs.ts';
import { logOf } from './places.ts';

/** Minutes from which a run is late, and from which it is over its limit. */
export interface TimeLimits {
  readonly warn: number;
  readonly limit: number;
}

const usual: TimeLimits = { warn: 55, limit: 60 };

/** Those of the protocol of the run's log, where that was read. */
export async function timeLimits(logs: Logs, run: KeptRun): Promise<TimeLimits> {
  const result = await logs.resultOf(logOf(run, logs));
  return result?.protocol.time ?? usual;
}

/** The minutes of the slot that has run longest of those that run, with what it should take. */
export function longest(
  { record }: KeptRun,
  now = Date.now() / 1000,
): { readonly minutes: number; readonly predicted: number | undefined } | undefined {
  const running = record.tasks
    .filter(({ status }) => !isFinal(status.state))
    .flatMap(({ status, minutes: predicted }) => {
      const minutes = minutesOf(status, now);
      return minutes === undefined ? [] : [{ minutes, predicted }];
    });
  return running.sort((a, b) => b.minutes - a.minutes)[0];
}
