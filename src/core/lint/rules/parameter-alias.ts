import type { IterationRule } from '../rule.ts';

export const parameterAlias: IterationRule = {
  slug: 'parameter-alias',
  severity: 'info',
  scope: 'iteration',
  summary: 'A parameter is named by an alias.',
  fixable: true,
  universal: false,
  *check() {},
};
