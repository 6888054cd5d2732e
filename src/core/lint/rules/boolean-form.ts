import type { IterationRule } from '../rule.ts';

export const booleanForm: IterationRule = {
  slug: 'boolean-form',
  severity: 'info',
  scope: 'iteration',
  summary: 'A truth value is written otherwise than T or F.',
  fixable: true,
  universal: false,
  *check() {},
};
