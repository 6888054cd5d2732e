import type { IterationRule } from '../rule.ts';

export const slotRole: IterationRule = {
  slug: 'slot-role',
  severity: 'info',
  scope: 'iteration',
  summary: "The strategy does not match the slot's role.",
  fixable: false,
  universal: false,
  needs: ({ slots }) => slots.length > 0,
  check(node) {
    const { slots, robustness } = node.protocol;
    const slot = slots[node.slot];
    const mode = node.field('mode')?.value;
    if (!slot || !mode || node.batch === 1 || node.pending || slot.role === 'robustness') return [];
    const text = mode.text.toLowerCase();
    if (text === '' || slot.modes.some(word => text.startsWith(word))) return [];
    // A re-run without its mode, or the mode without a re-run, is robustness-mode's.
    if (robustness && text.startsWith(robustness.mode) !== node.isRerun) return [];
    return [
      {
        span: mode,
        message: `Slot ${node.slot} is for ${slot.modes.join(' or ')}: with another strategy the batch loses its balance between exploiting and exploring.`,
      },
    ];
  },
};
