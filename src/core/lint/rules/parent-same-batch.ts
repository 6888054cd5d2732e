import type { IterationRule } from '../rule.ts';

export const parentSameBatch: IterationRule = {
  slug: 'parent-same-batch',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The declared parent is of the same batch and had not run yet.',
  fixable: false,
  universal: false,
  *check() {},
};
