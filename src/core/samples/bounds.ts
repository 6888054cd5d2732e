/** The conditions of the protocol's rule, bound by bound. */
import type { Condition, Protocol } from '../protocol/types.ts';

export type Improvement = NonNullable<Protocol['improvement']>;

/** One bound of a condition on a mean. */
export interface Bound {
  readonly metric: string;
  readonly word: string;
  readonly bound: number;
  readonly holds: (mean: number) => boolean;
}

export const boundsOf = ({ mean }: Improvement): Bound[] => mean.flatMap(boundsOfCondition);

function boundsOfCondition({ metric, above, atLeast, atMost, below }: Condition): Bound[] {
  const bound = (value: number | undefined, word: string, holds: (mean: number, value: number) => boolean) =>
    value === undefined ? [] : [{ metric, word, bound: value, holds: (mean: number) => holds(mean, value) }];
  return [
    ...bound(above, 'above', (mean, value) => mean > value),
    ...bound(atLeast, 'at least', (mean, value) => mean >= value),
    ...bound(atMost, 'at most', (mean, value) => mean <= value),
    ...bound(below, 'below', (mean, value) => mean < value),
  ];
}
