/** Run times against the protocol's thresholds. */
import { noHistory, predictedMinutes } from '../protocol/time.ts';
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
export const costOf = ({ values }: ResolvedConfig, protocol: Protocol): number | undefined =>
  predictedMinutes(name => values.get(name)?.value, noHistory, protocol);

/** What the cheapest config costs: one epoch without recurrence. */
export const leastCost = (protocol: Protocol): number | undefined =>
  predictedMinutes(() => undefined, noHistory, protocol);
