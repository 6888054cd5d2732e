/** The Mode/Strategy that an entry states. */
import type { Protocol } from '../../protocol/types.ts';
import type { PlannedSlot } from '../plan.ts';

/** The protocol's word for a re-run; else the planned role, or that of the slot, where the slot has a word for it. */
export function modeOf(
  slot: number,
  isRerun: boolean,
  planned: PlannedSlot | undefined,
  { slots, robustness }: Protocol,
): string {
  const { modes = [], role = 'explore' } = slots[slot] ?? {};
  const check = robustness?.mode ?? modes.find(mode => mode.startsWith('robustness'));
  if (isRerun && check !== undefined) return check;
  const own = planned?.role ?? role;
  const word = own === 'robustness' ? 'explore' : own;
  const isKnown = modes.length === 0 || role === 'robustness' || modes.includes(word);
  return isKnown ? word : (modes[0] ?? word);
}
