import type { IterationRule } from '../rule.ts';

export const metricNan: IterationRule = {
  slug: 'metric-nan',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A reward is nan, which the tree builder counts as 0.',
  fixable: false,
  universal: false,
  *check() {},
};
