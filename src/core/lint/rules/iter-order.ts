import type { LogRule } from '../rule.ts';

export const iterOrder: LogRule = {
  slug: 'iter-order',
  severity: 'warning',
  scope: 'log',
  summary: 'Iteration numbers do not increase.',
  fixable: false,
  universal: true,
  *check() {},
};
