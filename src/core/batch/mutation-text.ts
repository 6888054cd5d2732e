import { formatValue } from '../protocol/format.ts';
import type { PlannedSlot } from './plan.ts';

/** `lr_update: 0 -> 1.8E-3`, as a Mutation line has it. */
export const mutationText = ({ parameter, old, new: to }: PlannedSlot['mutations'][number]): string =>
  `${parameter}: ${formatValue(old)} -> ${formatValue(to)}`;
