import type { LogRule } from '../rule.ts';

export const duplicateIter: LogRule = {
  slug: 'duplicate-iter',
  severity: 'error',
  scope: 'log',
  summary: 'The same iteration stands in the log twice.',
  fixable: false,
  universal: true,
  *check() {},
};
