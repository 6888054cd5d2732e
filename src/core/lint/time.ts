/** Run times against the protocol's thresholds. */
import { predictedMinutes } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import type { Protocol } from '../protocol/types.ts';
import type { ResolvedConfig } from './config.ts';
import type { IterationNode } from './node.ts';

/** The logged training time of a run in minutes; undefined where the protocol has no time model or the log no number. */
export function minutesOf(node: IterationNode): number | undefined {
  const { time } = node.protocol;
  const minutes = time ? node.metric(time.metric) : undefined;
  return Number.isFinite(minutes) ? minutes : undefined;
}

/** What a config should cost by the protocol's time model, in minutes. */
export function costOf({ values }: ResolvedConfig, protocol: Protocol): number | undefined {
  const valueOf = (name: string) => values.get(namesOf(protocol).parameter(name) ?? name)?.value;
  const number = (name: string): number => {
    const value = valueOf(name);
    return typeof value === 'number' ? value : 1;
  };
  const recurrent = valueOf('recurrent') === true;
  return predictedMinutes(protocol, { recurrent, timeStep: number('time_step'), epochs: number('n_epochs') });
}

/** What the cheapest config costs: one epoch without recurrence. */
export const leastCost = (protocol: Protocol): number | undefined =>
  predictedMinutes(protocol, { recurrent: false, timeStep: 1, epochs: 1 });
