import type { LogRule } from '../rule.ts';

export const protocolUnknown: LogRule = {
  slug: 'protocol-unknown',
  severity: 'info',
  scope: 'log',
  summary: 'The log fits no known protocol, so only the universal rules ran.',
  fixable: false,
  universal: true,
  *check() {},
};
