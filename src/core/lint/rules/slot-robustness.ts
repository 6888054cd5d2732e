import type { SlotRule } from '../rule.ts';
import { likeSomeRun, plannedRerun } from '../slot-rerun.ts';

export const slotRobustness: SlotRule = {
  slug: 'slot-robustness',
  severity: 'error',
  scope: 'slot',
  summary: 'The robustness slot is no verbatim copy of the config that it re-runs.',
  fixable: true,
  universal: false,
  needs: ({ robustness }) => robustness !== undefined,
  check(config, context) {
    const planned = context.planned(config.slot);
    if (planned) return planned.mutations.length === 0 ? plannedRerun(config, planned, context) : [];
    return config.slot === context.protocol.robustness?.slot ? likeSomeRun(config, context) : [];
  },
};
