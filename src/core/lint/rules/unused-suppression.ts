import type { EngineRule } from '../rule.ts';

export const unusedSuppression: EngineRule = {
  slug: 'unused-suppression',
  severity: 'warning',
  scope: 'engine',
  summary: 'A suppressing comment that suppresses nothing.',
  fixable: true,
  universal: true,
};
