import type { EngineRule } from '../rule.ts';

export const slotParse: EngineRule = {
  slug: 'slot-parse',
  severity: 'error',
  scope: 'engine',
  summary: 'A slot config is no YAML that PyYAML loads as a mapping, or has a key twice.',
  fixable: false,
  universal: true,
};
