import type { IterationRule } from '../rule.ts';

export const configKeys: IterationRule = {
  slug: 'config-keys',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The Config line lacks a parameter that every Config line names.',
  fixable: true,
  universal: false,
  *check() {},
};
