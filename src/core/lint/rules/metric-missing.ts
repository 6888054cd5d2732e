import type { IterationRule } from '../rule.ts';

export const metricMissing: IterationRule = {
  slug: 'metric-missing',
  severity: 'error',
  scope: 'iteration',
  summary: 'A metric that the protocol needs is absent, or present under an alias only.',
  fixable: true,
  universal: false,
  *check() {},
};
