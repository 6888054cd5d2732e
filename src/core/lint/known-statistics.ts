/** The statistics that an entry can have known when it was written. */
import { describe } from '../samples/describe.ts';
import type { Context } from './context.ts';
import type { IterationNode } from './node.ts';
import type { QuotedStatistic } from './quoted-statistics.ts';

export interface Statistic {
  readonly n: number;
  readonly value: number;
}

/** What may be meant: of all samples known when the batch was written up, of those up to this entry, of those before its batch. */
export function knownStatistics(
  { kind, metric }: QuotedStatistic,
  run: IterationNode,
  node: IterationNode,
  context: Context,
): Statistic[] {
  const samples = context.samples(context.config(run), node.batch);
  const sets = [
    samples,
    samples.filter(({ id }) => id <= node.id),
    samples.filter(s => s.batch < node.batch),
  ];
  return sets.flatMap(set => {
    const values = set.map(one => one.metric(metric) ?? NaN).filter(Number.isFinite);
    // One sample has no spread, and that it is no mean is claim-samples' concern.
    const summary = values.length < 2 ? undefined : describe(values);
    const value = summary?.[kind];
    return summary && value !== undefined ? [{ n: summary.n, value }] : [];
  });
}
