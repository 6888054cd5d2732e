import type { IterationRule } from '../rule.ts';

export const timeFlag: IterationRule = {
  slug: 'time-flag',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A run took longer than the warning time and is not flagged, or its child is no cheaper.',
  fixable: false,
  universal: false,
  *check() {},
};
