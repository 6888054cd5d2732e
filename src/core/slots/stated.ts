import type { Protocol, Value } from '../protocol/types.ts';
import { valueOf } from './compare.ts';
import { entryOf } from './keys.ts';
import type { SlotDocument } from './model.ts';

/** The parameters that a config states, by canonical name. */
export function statedValues(document: SlotDocument, protocol: Protocol): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const [name, parameter] of Object.entries(protocol.parameters)) {
    const value = valueOf(entryOf(document, name, protocol)?.node, parameter);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
