import type { IterationRule } from '../rule.ts';

export const nextMissing: IterationRule = {
  slug: 'next-missing',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The entry has no Next line that the tree builder reads.',
  fixable: true,
  universal: true,
  *check() {},
};
