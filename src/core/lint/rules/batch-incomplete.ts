import type { LogRule } from '../rule.ts';

export const batchIncomplete: LogRule = {
  slug: 'batch-incomplete',
  severity: 'error',
  scope: 'log',
  summary: 'A batch lacks an iteration while later iterations exist.',
  fixable: true,
  universal: false,
  *check() {},
};
