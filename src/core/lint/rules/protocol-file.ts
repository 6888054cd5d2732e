import type { EngineRule } from '../rule.ts';

export const protocolFile: EngineRule = {
  slug: 'protocol-file',
  severity: 'error',
  scope: 'engine',
  summary: 'The iterlog.yaml is broken, so the log was linted with the preset.',
  fixable: false,
  universal: true,
};
