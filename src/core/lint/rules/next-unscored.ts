import type { IterationRule } from '../rule.ts';

export const nextUnscored: IterationRule = {
  slug: 'next-unscored',
  severity: 'warning',
  scope: 'iteration',
  summary: 'Next names an iteration without a readable reward.',
  fixable: false,
  universal: true,
  *check() {},
};
