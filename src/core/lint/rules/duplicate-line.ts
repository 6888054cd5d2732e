import type { IterationRule } from '../rule.ts';

export const duplicateLine: IterationRule = {
  slug: 'duplicate-line',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A line of the template stands in an entry twice.',
  fixable: false,
  universal: true,
  *check() {},
};
