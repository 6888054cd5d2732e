import type { IterationRule } from '../rule.ts';

export const metricRange: IterationRule = {
  slug: 'metric-range',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A metric has a value that it cannot have.',
  fixable: false,
  universal: false,
  *check() {},
};
