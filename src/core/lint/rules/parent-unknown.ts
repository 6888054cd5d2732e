import type { IterationRule } from '../rule.ts';

export const parentUnknown: IterationRule = {
  slug: 'parent-unknown',
  severity: 'error',
  scope: 'iteration',
  summary: 'The declared parent is not in the log.',
  fixable: false,
  universal: true,
  *check() {},
};
