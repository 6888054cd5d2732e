import type { SectionRule } from '../rule.ts';

export const headerForm: SectionRule = {
  slug: 'header-form',
  severity: 'error',
  scope: 'section',
  summary: 'A line that means to be an iteration header but that the tree builder does not read, or reads where none is meant.',
  fixable: true,
  universal: true,
  *check() {},
};
