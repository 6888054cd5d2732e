import type { IterationRule } from '../rule.ts';

export const metricUnreadable: IterationRule = {
  slug: 'metric-unreadable',
  severity: 'error',
  scope: 'iteration',
  summary: 'The tree builder drops or misreads a reward.',
  fixable: true,
  universal: false,
  *check() {},
};
