import type { IterationRule } from '../rule.ts';

export const mutationSize: IterationRule = {
  slug: 'mutation-size',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A mutation changes more parameters than the protocol allows.',
  fixable: false,
  universal: false,
  *check() {},
};
