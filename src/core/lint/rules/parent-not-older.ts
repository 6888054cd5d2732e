import type { IterationRule } from '../rule.ts';

export const parentNotOlder: IterationRule = {
  slug: 'parent-not-older',
  severity: 'error',
  scope: 'iteration',
  summary: 'The declared parent is the node itself or a later one.',
  fixable: false,
  universal: true,
  *check() {},
};
