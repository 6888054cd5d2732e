import type { IterationRule } from '../rule.ts';

export const mutationNoop: IterationRule = {
  slug: 'mutation-noop',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A mutation changes nothing: old and new value are equal.',
  fixable: true,
  universal: false,
  *check() {},
};
