import type { IterationRule } from '../rule.ts';

export const lineOrder: IterationRule = {
  slug: 'line-order',
  severity: 'warning',
  scope: 'iteration',
  summary: "The lines of an entry are not in the template's order.",
  fixable: true,
  universal: true,
  *check() {},
};
