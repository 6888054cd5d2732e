import { median } from 'simple-statistics';
import { minutesOf } from '../lint/time.ts';
import { timeKind } from '../protocol/time.ts';
import type { TimeHistory } from '../protocol/time.ts';
import type { Protocol } from '../protocol/types.ts';
import type { Runs } from './groups.ts';

/** So many runs of a kind are believed more than the model. */
const enough = 3;

/** What the runs of a log have taken, by kind. Lost runs, which stopped too early, and runs without a time do not count. */
export function timeHistory(runs: Runs, protocol: Protocol): TimeHistory {
  const minutes = new Map<string, number[]>();
  for (const node of runs.nodes) {
    const time = minutesOf(node);
    if (time === undefined || node.crashed) continue;
    const { values } = runs.configOf(node);
    const kind = timeKind(name => values.get(name)?.value, protocol);
    minutes.set(kind, [...(minutes.get(kind) ?? []), time]);
  }
  const known = [...minutes].filter(([, times]) => times.length >= enough);
  return new Map(known.map(([kind, times]) => [kind, median(times)]));
}
