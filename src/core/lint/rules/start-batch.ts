import type { IterationRule } from '../rule.ts';

export const startBatch: IterationRule = {
  slug: 'start-batch',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The first batch does not run the configs that the protocol starts with.',
  fixable: false,
  universal: false,
  *check() {},
};
