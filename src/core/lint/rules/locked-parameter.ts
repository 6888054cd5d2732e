import type { IterationRule } from '../rule.ts';

export const lockedParameter: IterationRule = {
  slug: 'locked-parameter',
  severity: 'error',
  scope: 'iteration',
  summary: "A locked parameter has another value than the protocol's.",
  fixable: true,
  universal: false,
  *check() {},
};
