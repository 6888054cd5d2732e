import type { IterationRule } from '../rule.ts';

export const mutationForm: IterationRule = {
  slug: 'mutation-form',
  severity: 'error',
  scope: 'iteration',
  summary: 'The Mutation line is missing, or names neither a change nor a re-run.',
  fixable: true,
  universal: true,
  *check() {},
};
