import type { IterationRule } from '../rule.ts';

export const robustnessSlot: IterationRule = {
  slug: 'robustness-slot',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The robustness slot does not re-run a config.',
  fixable: false,
  universal: false,
  *check() {},
};
