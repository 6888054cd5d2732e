import type { SectionRule } from '../rule.ts';

export const rewardInProse: SectionRule = {
  slug: 'reward-in-prose',
  severity: 'error',
  scope: 'section',
  summary: 'A reward with its value stands on a line other than Metrics, where it replaces the measured one.',
  fixable: true,
  universal: false,
  *check() {},
};
