import type { IterationRule } from '../rule.ts';

export const parentUnscored: IterationRule = {
  slug: 'parent-unscored',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The declared parent has no readable reward, so the tree builder makes this node a root.',
  fixable: false,
  universal: true,
  *check() {},
};
