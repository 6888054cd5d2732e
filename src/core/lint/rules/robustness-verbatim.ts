import type { IterationRule } from '../rule.ts';

export const robustnessVerbatim: IterationRule = {
  slug: 'robustness-verbatim',
  severity: 'error',
  scope: 'iteration',
  summary: "A re-run's Config differs from the one it re-runs.",
  fixable: true,
  universal: false,
  *check() {},
};
