import { equalValues } from '../../lint/config.ts';
import { rerunText } from '../../lint/rerun.ts';
import { isField } from '../../log/model.ts';
import type { AnyField, MutationPair } from '../../log/model.ts';
import { formatValue, readValue } from '../../protocol/format.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Value } from '../../protocol/types.ts';
import type { Cursor } from './cursor.ts';
import type { Offer, Offers } from './item.ts';
import { aboutParameter, namesInOrder } from './parameter-names.ts';
import { parentConfigOf, valueIn } from './parent-config.ts';
import { isForRerun, rerunOffers } from './reruns.ts';
import { newValueOffers, valueOffer } from './values.ts';
import type { Changes } from './values.ts';

const complete = /^\s*[A-Za-z_][\w./]*\s*[:=]\s*\S+?\s*(?:-+>|→|=+>|⇒)\s*\S+\s*$/;
const asName = /^([A-Za-z_][\w./]*)?$/;
const asOld = /^([A-Za-z_][\w./]*)[ \t]*:[ \t]*([^\s,;:=()>→⇒]*)$/;
const asArrow = /^([A-Za-z_][\w./]*)[ \t]*:[ \t]*[^\s,;:=()>→⇒]+[ \t]+([-=]*)$/;
const asNew = /^([A-Za-z_][\w./]*)[ \t]*:[ \t]*[^\s,;:=()>→⇒]+?[ \t]*(?:-+>|→|=+>|⇒)([ \t]*)([^\s,;:=()]*)$/;

/**
 * `param: old -> new`, part by part, behind nothing but whole pairs: names, the parent's value, then what the parameter
 * can become; and re-runs where nothing else is typed.
 */
export function mutationOffers(cursor: Cursor, before: string, field: AnyField): Offers | undefined {
  if (!isField(field, 'mutation')) return undefined;
  const items = withoutNotes(before).split(',');
  const item = (items.pop() ?? '').trimStart();
  const others = changesIn(cursor, field.pairs);
  const isFirst = items.length === 0;
  if (isFirst && beginsRerun(item) && !asName.test(item))
    return { range: cursor.around(item.length, /^(?:[^(.]*[^(.\s])?/), offers: rerunOffers(cursor) };
  if (!items.every(part => complete.test(part))) return undefined;
  if (asName.test(item)) return nameOffers(cursor, item, others, isFirst);
  const [, old, typedOld = ''] = asOld.exec(item) ?? [];
  if (old !== undefined) return oldValueOffers(cursor, old, typedOld);
  const [, bare, arrow = ''] = asArrow.exec(item) ?? [];
  if (bare !== undefined) return newOffers(cursor, bare, others, '-> ', arrow);
  const [, name, gap, typed = ''] = asNew.exec(item) ?? [];
  return name === undefined ? undefined : newOffers(cursor, name, others, gap === '' ? ' ' : '', typed);
}

/** Brackets blanked out, so that commas in them part nothing; those after a word are part of it. */
const withoutNotes = (text: string): string =>
  text
    .replace(/(?<=\S)\([^()]*\)/g, value => '_'.repeat(value.length))
    .replace(/\([^()]*\)/g, note => ' '.repeat(note.length));

const beginsRerun = (item: string): boolean =>
  rerunText(0).slice(0, -1).startsWith(item.replace(/\d+$/, '')) || /^\[?none\]?$/i.test(item);

/** What whole pairs of the line change, but for the one that the cursor is in. */
function changesIn({ node, offset }: Cursor, pairs: readonly MutationPair[]): Changes {
  const names = namesOf(node.protocol);
  const changes = new Map<string, Value>();
  for (const { span, param, new: to } of pairs) {
    const name = names.parameter(param.text);
    if (name === undefined || (span.start <= offset && offset <= span.end)) continue;
    changes.set(name, readValue(to.text, node.protocol.parameters[name]));
  }
  return changes;
}

function nameOffers(cursor: Cursor, typed: string, others: Changes, isFirst: boolean): Offers {
  const { node, exploration, after } = cursor;
  const { protocol } = exploration;
  const parent = parentConfigOf(cursor);
  const isNamed = /^[\w./]*[ \t]*[:=]/.test(after);
  const differing: Offer[] = [];
  const equal: Offer[] = [];
  for (const name of changeable(cursor, others)) {
    const old = valueIn(parent, name);
    const own = node.config.get(name)?.value;
    const differs = old !== undefined && own !== undefined && !equalValues(old, own);
    const from = old === undefined ? '' : `${formatValue(old)} -> `;
    const to = differs ? formatValue(own) : '';
    (differs ? differing : equal).push({
      label: name,
      insertText: isNamed ? name : `${name}: ${from}${to}`,
      kind: 'parameter',
      detail: detailOf(parent?.name, old, differs ? own : undefined),
      documentation: () => aboutParameter(protocol, name),
      goesOn: !isNamed && !differs,
    });
  }
  const named = [...differing, ...equal];
  const reruns = isFirst && !isNamed ? rerunOffers(cursor) : [];
  return {
    range: cursor.around(typed.length, /^[\w./]*/),
    offers: isForRerun(node) ? [...reruns, ...named] : [...named, ...reruns],
  };
}

function detailOf(parent: string | undefined, old: Value | undefined, own: Value | undefined): string {
  if (parent === undefined || old === undefined) return '';
  const had = `${parent}: ${formatValue(old)}`;
  return own === undefined ? had : `${had}, Config: ${formatValue(own)}`;
}

/** What may change and does not yet: also a locked parameter, together with what unlocks it. */
function changeable({ exploration }: Cursor, others: Changes): string[] {
  const { parameters, lockExceptions } = exploration.protocol;
  const unlocked = lockExceptions
    .filter(exception => exception.with.some(name => others.has(name)))
    .flatMap(exception => exception.parameters);
  return namesInOrder(exploration.protocol).filter(name => {
    const role = parameters[name]?.role;
    return !others.has(name) && (role === 'tunable' || role === 'known' || unlocked.includes(name));
  });
}

function oldValueOffers(cursor: Cursor, written: string, typed: string): Offers | undefined {
  const parent = parentConfigOf(cursor);
  const old = valueIn(parent, canonical(cursor, written));
  if (!parent || old === undefined) return undefined;
  const goesOn = /^[^\s,;:=()>→⇒]*[ \t]*$/.test(cursor.after);
  const offer = valueOffer(old, `as ${parent.name}`);
  const insertText = `${lead(cursor)}${offer.insertText}${goesOn ? ' -> ' : ''}`;
  return {
    range: cursor.around(typed.length, /^[^\s,;:=()>→⇒]*/),
    offers: [{ ...offer, insertText, goesOn }],
  };
}

function newOffers(cursor: Cursor, written: string, others: Changes, arrow: string, typed: string): Offers {
  const offers = newValueOffers(cursor, canonical(cursor, written), others);
  return {
    range: cursor.around(typed.length, /^[^\s,;:=()]*/),
    offers: offers.map(offer => ({
      ...offer,
      label: `${arrow}${offer.label}`.trimStart(),
      insertText: `${arrow}${offer.insertText}`,
    })),
  };
}

const canonical = ({ node }: Cursor, written: string): string =>
  namesOf(node.protocol).parameter(written) ?? written;

/** The blank that belongs behind a colon. */
const lead = ({ before }: Cursor): string => (before.endsWith(':') ? ' ' : '');
