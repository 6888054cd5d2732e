import type { IterationRule } from '../rule.ts';

export const replicateForm: IterationRule = {
  slug: 'replicate-form',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A re-run is not spelled as the protocol spells it.',
  fixable: true,
  universal: false,
  *check() {},
};
