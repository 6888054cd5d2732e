import { formatValue } from '../protocol/format.ts';
import type { Protocol } from '../protocol/types.ts';
import { isRefusal } from './model.ts';
import { readSlot } from './read.ts';
import { statedValues } from './stated.ts';

/**
 * The parameters that a slot config states, by canonical name, as the log would print them.
 * Undefined for a text that cannot be read.
 */
export function slotValues(text: string, protocol: Protocol): ReadonlyMap<string, string> | undefined {
  const document = readSlot(text);
  if (isRefusal(document)) return undefined;
  return new Map([...statedValues(document, protocol)].map(([name, value]) => [name, formatValue(value)]));
}
