/** How many more samples would settle the protocol's rule, if mean and spread stayed as they are. */
import { boundsOf } from './bounds.ts';
import type { Bound, Improvement } from './bounds.ts';
import type { Summary } from './describe.ts';
import { studentTail } from './student-t.ts';

export interface Settlement {
  /** Samples still needed; 0 when the rule is settled; undefined when it cannot be said. */
  readonly moreSamples: number | undefined;
  /** Why it cannot be said. */
  readonly unsettled?: string;
}

/** Beyond so many samples no number is given: a guess that far says nothing. */
export const mostSamples = 10_000;

/**
 * A condition is settled at N samples when the 95 % interval of its mean excludes its bound. While all conditions
 * hold, all must be settled; while some fail, the rule is settled with the first of those.
 */
export function samplesToSettle(
  rule: Improvement,
  summaryOf: (metric: string) => Summary | undefined,
): Settlement {
  const bounds = boundsOf(rule).map(bound => ({ bound, summary: summaryOf(bound.metric) }));
  const failing = bounds.filter(({ bound, summary }) => summary && !bound.holds(summary.mean));
  if (failing.length > 0) {
    const needed = failing.map(({ bound, summary }) => moreFor(bound, summary, rule.minSamples));
    return needed.reduce((a, b) => ((b.moreSamples ?? Infinity) < (a.moreSamples ?? Infinity) ? b : a));
  }
  const needed = bounds.map(({ bound, summary }) => moreFor(bound, summary, rule.minSamples));
  const open = needed.find(({ moreSamples }) => moreSamples === undefined);
  return open ?? { moreSamples: Math.max(0, ...needed.map(({ moreSamples }) => moreSamples ?? 0)) };
}

function moreFor({ metric, bound }: Bound, summary: Summary | undefined, minSamples: number): Settlement {
  if (summary?.std === undefined)
    return { moreSamples: undefined, unsettled: `the spread of ${metric} needs 2 samples` };
  const { n, mean, std } = summary;
  const distance = Math.abs(mean - bound);
  if (distance === 0) return { moreSamples: undefined, unsettled: `the mean of ${metric} lies on its bound` };
  const isSettled = (samples: number): boolean =>
    std === 0 || studentTail((distance * Math.sqrt(samples)) / std, samples - 1) < 0.025;
  let low = Math.max(n, minSamples, 2);
  let high = Math.max(low, mostSamples);
  if (!isSettled(high))
    return { moreSamples: undefined, unsettled: `over ${mostSamples} samples of ${metric} would be needed` };
  // The interval shrinks with every sample, so that the first number that settles is found by halving.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSettled(middle)) high = middle;
    else low = middle + 1;
  }
  return { moreSamples: Math.max(high - n, 0) };
}
