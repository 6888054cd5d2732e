import { isStart } from '../slots.ts';
import type { IterationRule } from '../rule.ts';

export const robustnessSlot: IterationRule = {
  slug: 'robustness-slot',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The robustness slot does not re-run a config.',
  fixable: false,
  universal: false,
  needs: ({ robustness }) => robustness !== undefined,
  check(node) {
    const field = node.field('mutation');
    if (node.slot !== node.protocol.robustness?.slot || node.pending || isStart(node)) return [];
    if (!field || field.kind === 'none' || field.kind === 'unreadable') return [];
    return [
      {
        span: field.value,
        message: `Slot ${node.slot} re-runs a promising config unchanged: without that, the spread between runs of one config stays unknown and no gain can be told from it.`,
      },
    ];
  },
};
