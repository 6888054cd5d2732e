import type { IterationRule } from '../rule.ts';

export const statusThreshold: IterationRule = {
  slug: 'status-threshold',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The status differs from the class that the metrics give.',
  fixable: true,
  universal: false,
  *check() {},
};
