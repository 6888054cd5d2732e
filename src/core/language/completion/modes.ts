import type { Protocol } from '../../protocol/types.ts';
import type { Cursor } from './cursor.ts';
import type { Offer, Offers } from './item.ts';

/** The words that a strategy may begin with: those of a re-run first where the entry is one, then those of its slot. */
export function modeOffers(cursor: Cursor, before: string): Offers | undefined {
  if (!/^[\w/-]*$/.test(before)) return undefined;
  const { node } = cursor;
  const { slots, robustness } = node.protocol;
  const own = slots[node.slot]?.modes ?? [];
  const words = [
    ...(robustness && node.isRerun ? [robustness.mode] : []),
    ...own,
    ...slots.flatMap(({ modes }) => modes),
    ...(robustness ? [robustness.mode] : []),
  ];
  return {
    range: cursor.around(before.length, /^[\w/-]*/),
    offers: [...new Set(words)].map(word => offerOf(word, node.protocol)),
  };
}

/** `slots 0, 1: exploit`. */
function offerOf(word: string, { slots, robustness }: Protocol): Offer {
  const where = slots.flatMap(({ modes }, i) => (modes.includes(word) ? [i] : []));
  const roles = [...new Set(where.map(i => slots[i]?.role))].join(', ');
  const slotText = `${where.length === 1 ? 'slot' : 'slots'} ${where.join(', ')}: ${roles}`;
  return {
    label: word,
    insertText: word,
    kind: 'word',
    detail: where.length > 0 ? slotText : '',
    documentation: () => (word === robustness?.mode ? 'A config is run again, unchanged.' : ''),
  };
}
