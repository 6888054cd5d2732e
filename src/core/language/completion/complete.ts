/** What can stand where somebody is typing an entry. */
import type { Exploration } from '../../exploration/exploration.ts';
import { shift } from '../../text/span.ts';
import { configOffers } from './config-line.ts';
import { cursorAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { fieldNameOffers } from './field-names.ts';
import type { Completion, Offers } from './item.ts';
import { modeOffers } from './modes.ts';
import { mutationOffers } from './mutation-line.ts';
import { nextOffers, nodeOffers } from './parents.ts';
import { statusOffers } from './statuses.ts';

/**
 * The offers at a place of a log, in their order; none in prose, outside entries, and where a line is of no form that
 * iterlog knows. The rest of the log may be as broken as it is while one types.
 * @param offset from the start of the log.
 */
export function complete(exploration: Exploration, offset: number): readonly Completion[] {
  const cursor = cursorAt(exploration, offset);
  const found = cursor && offersAt(cursor);
  if (!found) return [];
  const range = shift(found.range, cursor.base);
  return found.offers.map((offer, i) => ({
    documentation: none,
    goesOn: false,
    ...offer,
    range,
    sortText: String(i).padStart(5, '0'),
  }));
}

const none = (): string => '';

function offersAt(cursor: Cursor): Offers | undefined {
  if (cursor.isOnHeader) return statusOffers(cursor);
  const { field } = cursor;
  if (!field) return fieldNameOffers(cursor);
  const before = cursor.valueBefore(field);
  if (before === undefined) return undefined;
  switch (field.name) {
    case 'node':
      return nodeOffers(cursor, before);
    case 'next':
      return nextOffers(cursor, before);
    case 'mode':
      return modeOffers(cursor, before);
    case 'config':
      return configOffers(cursor, before);
    case 'mutation':
      return mutationOffers(cursor, before, field);
    default:
      return undefined;
  }
}
