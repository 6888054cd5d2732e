/** What a run measured, as its result log states it, under the protocol's names. */
import { parseNumber } from '../../log/number.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Protocol } from '../../protocol/types.ts';
import { readResultLog } from '../../run/result-log.ts';

export interface Measured {
  /** Each metric that the protocol knows, as the result log spells its number. */
  readonly metrics: ReadonlyMap<string, string>;
  /** The parameters that the run says it used. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Whether the run has finished: its log has some metric that a run must have. */
  readonly isComplete: boolean;
  /** The metrics that a run must have and this one lacks. */
  readonly lacking: readonly string[];
}

export function measuredIn(text: string, protocol: Protocol): Measured {
  const names = namesOf(protocol);
  const metrics = new Map<string, string>();
  const parameters = new Map<string, string>();
  for (const [key, value] of readResultLog(text) ?? []) {
    const metric = names.metric(key);
    const parameter = metric === undefined ? names.parameter(key) : undefined;
    if (metric !== undefined && parseNumber(value) !== undefined) metrics.set(metric, value);
    if (parameter !== undefined) parameters.set(parameter, value);
  }
  const lacking = names.required.filter(name => !metrics.has(name));
  const isComplete = metrics.size > 0 && (lacking.length === 0 || lacking.length < names.required.length);
  return { metrics, parameters, isComplete, lacking };
}

/** The metrics that an entry is to state: those that the protocol wants of a run, else all that it knows. */
export function wantedMetrics({ metrics }: Protocol): readonly string[] {
  const names = Object.keys(metrics);
  const wantsSome = names.some(name => metrics[name]?.presence === 'expected');
  return wantsSome ? names.filter(name => metrics[name]?.presence !== 'optional') : names;
}
