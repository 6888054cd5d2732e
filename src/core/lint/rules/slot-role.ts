import type { IterationRule } from '../rule.ts';

export const slotRole: IterationRule = {
  slug: 'slot-role',
  severity: 'info',
  scope: 'iteration',
  summary: "The strategy does not match the slot's role.",
  fixable: false,
  universal: false,
  *check() {},
};
