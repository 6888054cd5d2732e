import type { IterationRule } from '../rule.ts';

export const parentOtherBlock: IterationRule = {
  slug: 'parent-other-block',
  severity: 'info',
  scope: 'iteration',
  summary: 'The declared parent lies in an earlier block: for the UCB scores this node is a root.',
  fixable: false,
  universal: false,
  *check() {},
};
