/** What keeps a config from being better than the baseline by the protocol's own rule. */
import { describe } from '../samples/describe.ts';
import { failingMeans } from '../samples/improvement.ts';
import type { IterationNode } from './node.ts';

/** The conditions on means that these samples do not meet, as sentences without their full stop. */
export function unmetMeans(
  samples: readonly IterationNode[],
  { improvement }: IterationNode['protocol'],
): string[] {
  if (!improvement) return [];
  return failingMeans(improvement, metric =>
    describe(samples.map(run => run.metric(metric) ?? NaN).filter(Number.isFinite)),
  );
}
