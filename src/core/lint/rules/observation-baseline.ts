import type { IterationRule } from '../rule.ts';

export const observationBaseline: IterationRule = {
  slug: 'observation-baseline',
  severity: 'info',
  scope: 'iteration',
  summary: "The Observation does not place the reward in the baseline's range.",
  fixable: true,
  universal: false,
  *check() {},
};
