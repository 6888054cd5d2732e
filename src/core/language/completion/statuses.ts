import type { Condition, Protocol, StatusClass } from '../../protocol/types.ts';
import { span } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import type { Cursor } from './cursor.ts';
import type { Offer, Offers } from './item.ts';

/** The protocol's status words behind the colon of a header, the class of the run's own metrics first. */
export function statusOffers(cursor: Cursor): Offers | undefined {
  const { node, section, offset } = cursor;
  const before = section.text.slice(node.header.idToken.end, Math.max(node.header.idToken.end, offset));
  const typed = /^:[ \t]*\[?([\w ]*)$/.exec(before)?.[1];
  if (typed === undefined) return undefined;
  const offers = wordsOf(node.protocol, node.crashed ? undefined : node.statusClass);
  const lead = before === ':' ? ' ' : '';
  return {
    range: rangeOf(cursor, typed, offers),
    offers: offers.map(offer => ({ ...offer, insertText: lead + offer.insertText })),
  };
}

/** The whole status where it is one of the words, else the word at the cursor and what was typed before it. */
function rangeOf(cursor: Cursor, typed: string, offers: readonly Offer[]): Span {
  const bare = cursor.node.header.status.text.replace(/^\[|\]$/g, '');
  const start = cursor.offset - typed.length;
  return offers.some(({ label }) => label === bare)
    ? span(start, start + bare.length)
    : cursor.around(typed.length, /^\w*/);
}

function wordsOf({ status }: Protocol, own: string | undefined): Offer[] {
  const { classes, crashed, prefix } = status;
  const words = Object.entries(classes).map(([word, meaning]): [string, Offer] => {
    const label = prefix ? `${prefix} ${word}` : word;
    const conditions = conditionsText(meaning);
    return [word, offerOf(label, word === own ? `by the metrics: ${conditions}` : conditions)];
  });
  const sorted = [...words.filter(([word]) => word === own), ...words.filter(([word]) => word !== own)];
  const offers = sorted.map(([, offer]) => offer);
  const isOwnWord = words.length > 0 && !offers.some(({ label }) => label === crashed);
  return isOwnWord ? [...offers, offerOf(crashed, 'a lost run')] : offers;
}

const offerOf = (label: string, detail: string): Offer => ({
  label,
  insertText: label,
  kind: 'word',
  detail,
});

function conditionsText({ all, any }: StatusClass): string {
  if (all) return all.map(conditionText).join(' and ');
  return any ? any.map(conditionText).join(' or ') : '';
}

/** `V_rest_R2 > 0.6`, `0.3 ≤ V_rest_R2 ≤ 0.6`. */
function conditionText({ metric, above, atLeast, atMost, below }: Condition): string {
  const low = above ?? atLeast;
  const high = below ?? atMost;
  if (low !== undefined && high !== undefined)
    return `${low} ${above === undefined ? '≤' : '<'} ${metric} ${below === undefined ? '≤' : '<'} ${high}`;
  if (low !== undefined) return `${metric} ${above === undefined ? '≥' : '>'} ${low}`;
  return high === undefined ? metric : `${metric} ${below === undefined ? '≤' : '<'} ${high}`;
}
