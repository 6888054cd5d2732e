/** The protocol's own rule for when a config counts as better than the baseline. */
import { formatNumber } from '../protocol/format.ts';
import { boundsOf } from './bounds.ts';
import type { Improvement } from './bounds.ts';
import type { Summary } from './describe.ts';
import { samplesToSettle } from './settle.ts';
import type { Settlement } from './settle.ts';

export interface Verdict extends Settlement {
  /** `undecided`: too few samples for the rule to speak. */
  readonly verdict: 'better' | 'not-better' | 'undecided';
  /** Each condition that does not hold, as a sentence without its full stop. */
  readonly reasons: readonly string[];
}

/** @param summaryOf the samples of a metric; undefined where there are none. */
export function judge(
  rule: Improvement,
  reward: string,
  summaryOf: (metric: string) => Summary | undefined,
): Verdict {
  const few = tooFew(rule, reward, summaryOf);
  const failing = [...failingMeans(rule, summaryOf), ...failingSpread(rule, summaryOf(reward))];
  const verdict = few.length > 0 ? 'undecided' : failing.length > 0 ? 'not-better' : 'better';
  return { verdict, reasons: [...few, ...failing], ...samplesToSettle(rule, summaryOf) };
}

/** The reward's samples, and those of another metric where some of them lack it. */
function tooFew(
  { minSamples, mean }: Improvement,
  reward: string,
  summaryOf: (metric: string) => Summary | undefined,
): string[] {
  const count = (metric: string): number => summaryOf(metric)?.n ?? 0;
  const others = new Set(mean.map(({ metric }) => metric).filter(metric => count(metric) !== count(reward)));
  return [...new Set([reward, ...others])].flatMap(metric =>
    count(metric) < minSamples ? [`${count(metric)} of ${minSamples} samples of ${metric}`] : [],
  );
}

/** Each condition on a mean that does not hold, as a sentence without its full stop. */
export function failingMeans(
  rule: Improvement,
  summaryOf: (metric: string) => Summary | undefined,
): string[] {
  return boundsOf(rule).flatMap(({ metric, word, bound, holds }) => {
    const mean = summaryOf(metric)?.mean;
    if (mean === undefined || holds(mean)) return [];
    return [`mean ${metric} ${mean.toFixed(3)} is not ${word} ${formatNumber(bound)}`];
  });
}

function failingSpread({ maxStd }: Improvement, summary: Summary | undefined): string[] {
  if (maxStd === undefined || !summary) return [];
  if (summary.std === undefined) return ['one sample has no std'];
  return summary.std < maxStd ? [] : [`std ${summary.std.toFixed(3)} is not below ${formatNumber(maxStd)}`];
}
