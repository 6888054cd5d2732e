/** How long the slots of a run have been at it, against what they may take. */
import { minutesOf } from './record.ts';
import type { RunRecord } from './record.ts';
import { isFinal } from './states.ts';

/** Minutes from which a slot is late, and from which it is over its limit. */
export interface TimeLimits {
  readonly warn: number;
  readonly limit: number;
}

/** Those of the specification, where a protocol has none. */
export const usualLimits: TimeLimits = { warn: 55, limit: 60 };

export interface Longest {
  readonly minutes: number;
  readonly predicted: number | undefined;
}

/**
 * The minutes of the slot that has run longest of those that run, with what it should take; undefined while none runs.
 * @param now seconds since 1970.
 */
export function longest({ tasks }: RunRecord, now: number): Longest | undefined {
  const running = tasks
    .filter(({ status }) => !isFinal(status.state))
    .flatMap(({ status, minutes: predicted }) => {
      const minutes = minutesOf(status, now);
      return minutes === undefined ? [] : [{ minutes, predicted }];
    });
  return running.sort((a, b) => b.minutes - a.minutes)[0];
}

/** How far a batch is over its time; a loop runs as long as it runs. */
export function lateness(
  record: RunRecord,
  limits: TimeLimits,
  now: number,
): 'error' | 'warning' | undefined {
  const minutes = longest(record, now)?.minutes ?? 0;
  if (record.kind === 'loop' || minutes < limits.warn) return undefined;
  return minutes < limits.limit ? 'warning' : 'error';
}
