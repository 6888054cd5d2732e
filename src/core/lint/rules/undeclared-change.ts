import type { IterationRule } from '../rule.ts';

export const undeclaredChange: IterationRule = {
  slug: 'undeclared-change',
  severity: 'warning',
  scope: 'iteration',
  summary: "The Config differs from the parent's in a parameter that Mutation does not name.",
  fixable: true,
  universal: false,
  *check() {},
};
