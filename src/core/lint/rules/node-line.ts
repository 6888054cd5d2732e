import type { IterationRule } from '../rule.ts';

export const nodeLine: IterationRule = {
  slug: 'node-line',
  severity: 'error',
  scope: 'iteration',
  summary: 'The Node line is missing, or the tree builder cannot read it.',
  fixable: true,
  universal: true,
  *check() {},
};
