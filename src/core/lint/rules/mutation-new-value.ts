import type { IterationRule } from '../rule.ts';

export const mutationNewValue: IterationRule = {
  slug: 'mutation-new-value',
  severity: 'error',
  scope: 'iteration',
  summary: "The new value of a mutation is not the value of this entry's Config.",
  fixable: true,
  universal: false,
  *check() {},
};
