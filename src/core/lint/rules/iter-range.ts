import type { LogRule } from '../rule.ts';

export const iterRange: LogRule = {
  slug: 'iter-range',
  severity: 'error',
  scope: 'log',
  summary: 'An iteration 0, or a jump over more than a batch.',
  fixable: false,
  universal: true,
  *check() {},
};
