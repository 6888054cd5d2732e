import type { Parameter, Value } from '../protocol/types.ts';
import { equalValues } from './config.ts';

/** Whether the search may give a parameter this value. Locked parameters and seeds have no range. */
export function isInRange(value: Value, { min, max, also, role }: Parameter): boolean {
  if (typeof value !== 'number' || role === 'locked' || role === 'seed') return true;
  if (also.some(other => equalValues(other, value))) return true;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
