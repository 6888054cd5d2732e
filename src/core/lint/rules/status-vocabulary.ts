import type { IterationRule } from '../rule.ts';

export const statusVocabulary: IterationRule = {
  slug: 'status-vocabulary',
  severity: 'warning',
  scope: 'iteration',
  summary: "The status is not one of the protocol's words, or carries decoration.",
  fixable: true,
  universal: false,
  *check() {},
};
