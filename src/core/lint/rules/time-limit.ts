import type { IterationRule } from '../rule.ts';

export const timeLimit: IterationRule = {
  slug: 'time-limit',
  severity: 'error',
  scope: 'iteration',
  summary: 'A run took longer than the time limit.',
  fixable: false,
  universal: false,
  *check() {},
};
