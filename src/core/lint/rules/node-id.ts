import type { IterationRule } from '../rule.ts';

export const nodeId: IterationRule = {
  slug: 'node-id',
  severity: 'error',
  scope: 'iteration',
  summary: "The Node id differs from the header's iteration.",
  fixable: true,
  universal: true,
  *check() {},
};
