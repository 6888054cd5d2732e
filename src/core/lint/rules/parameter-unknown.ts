import type { IterationRule } from '../rule.ts';

export const parameterUnknown: IterationRule = {
  slug: 'parameter-unknown',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A parameter that the protocol does not know.',
  fixable: true,
  universal: false,
  *check() {},
};
