import type { IterationRule } from '../rule.ts';

export const robustnessMode: IterationRule = {
  slug: 'robustness-mode',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A re-run without the robustness mode, or the mode without a re-run.',
  fixable: true,
  universal: false,
  *check() {},
};
