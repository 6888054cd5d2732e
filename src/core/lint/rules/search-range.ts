import type { IterationRule } from '../rule.ts';

export const searchRange: IterationRule = {
  slug: 'search-range',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A tunable parameter is outside its search range.',
  fixable: false,
  universal: false,
  *check() {},
};
