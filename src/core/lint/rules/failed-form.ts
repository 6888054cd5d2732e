import type { IterationRule } from '../rule.ts';

export const failedForm: IterationRule = {
  slug: 'failed-form',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A lost run without a reason, or a recurrent config that was repeated after it crashed.',
  fixable: false,
  universal: false,
  *check() {},
};
