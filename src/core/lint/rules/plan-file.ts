import type { EngineRule } from '../rule.ts';

export const planFile: EngineRule = {
  slug: 'plan-file',
  severity: 'error',
  scope: 'engine',
  summary: 'The plan of an exploration is broken, so no slot config is held against it.',
  fixable: false,
  universal: true,
};
