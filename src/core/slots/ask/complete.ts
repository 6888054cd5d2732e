/** What can stand where somebody is typing in a slot config. The text may be broken while one types. */
import { aboutParameter } from '../../language/completion/parameter-names.ts';
import type { Completion } from '../../language/completion/item.ts';
import { equalValues } from '../../lint/config.ts';
import { formatValue } from '../../protocol/format.ts';
import type { Value } from '../../protocol/types.ts';
import { span } from '../../text/span.ts';
import type { SlotContext } from '../context.ts';
import { keyFor, keysOf } from '../keys.ts';
import { pathText } from '../model.ts';
import type { Path, SlotDocument } from '../model.ts';
import { writeValue } from '../write.ts';
import { parentOf } from './parent-of.ts';

/** Where the cursor stands: at a key that is being written, or behind the colon of one. */
interface Cursor {
  readonly section: string | undefined;
  readonly key: string;
  /** What is written of the value; undefined while the key is. */
  readonly value: string | undefined;
  /** Where the word that is being written begins. */
  readonly start: number;
  readonly end: number;
}

/**
 * Keys that the section does not have yet, and values of the parameter of a line: its candidates, the base's and the
 * parent's value.
 */
export function completeSlot(
  text: string,
  offset: number,
  slot: number,
  context: SlotContext,
): readonly Completion[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const offers =
    cursor.value === undefined ? keyOffers(text, cursor, context) : valueOffers(cursor, slot, context);
  return offers.map((offer, i) => ({
    ...offer,
    range: span(cursor.start, cursor.end),
    sortText: String(i).padStart(5, '0'),
  }));
}

type Offer = Omit<Completion, 'range' | 'sortText'>;

function cursorAt(text: string, offset: number): Cursor | undefined {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(from, offset);
  const rest = /^[\w.+-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const found = /^( *)([\w-]*)(?:(:[ \t]+)([\w.+-]*))?$/.exec(line);
  if (!found) return undefined;
  const [, indent = '', key = '', colon, value] = found;
  return {
    section: indent === '' ? undefined : sectionAbove(text.slice(0, from), indent.length),
    key,
    value: colon === undefined ? undefined : value,
    start: from + indent.length + (colon === undefined ? 0 : key.length + colon.length),
    end: offset + rest,
  };
}

/** The key of the nearest line above that is indented less. */
function sectionAbove(above: string, indent: number): string | undefined {
  for (const line of above.split('\n').toReversed()) {
    const [, blanks = '', key] = /^( *)([\w-]+):/.exec(line) ?? [];
    if (key !== undefined && blanks.length < indent) return blanks === '' ? key : undefined;
  }
  return undefined;
}

function keyOffers(text: string, { section, key }: Cursor, context: SlotContext): Offer[] {
  const { protocol, base } = context;
  const document = base?.document ?? context.slots[0]?.document;
  if (!document || section === undefined) return [];
  const has = (path: Path) => new RegExp(`^ +${path.at(-1) ?? ''}:`, 'm').test(text);
  return Object.keys(protocol.parameters).flatMap((name): Offer[] => {
    const path = pathOf(name, document, context);
    const last = path?.at(-1);
    if (path?.[0] !== section || last === undefined || (has(path) && last !== key)) return [];
    return [
      {
        label: last,
        insertText: `${last}: `,
        kind: 'parameter',
        detail: detailOf(name, path, context),
        documentation: () => aboutParameter(protocol, name),
        goesOn: true,
      },
    ];
  });
}

const pathOf = (name: string, document: SlotDocument, { protocol }: SlotContext): Path | undefined =>
  protocol.parameters[name]?.role === 'seed' ? undefined : keyFor(document, name, protocol);

function detailOf(name: string, path: Path, { protocol }: SlotContext): string {
  const role = protocol.parameters[name]?.role ?? '';
  return path.at(-1) === name ? role : `${role}, ${name} in the log`;
}

function valueOffers({ section, key }: Cursor, slot: number, context: SlotContext): Offer[] {
  const { protocol, base } = context;
  const path = section === undefined ? [key] : [section, key];
  const [name] = keysOf(protocol).namesAt(path);
  const parameter = name === undefined ? undefined : protocol.parameters[name];
  if (name === undefined || !parameter || parameter.role === 'seed') return [];
  const parent = parentOf(slot, context);
  const planned = context.planned(slot);
  const known: readonly [Value | undefined, string][] = [
    [planned && context.wantedBy(planned)(name), 'as planned'],
    [parent?.valueOf(name), `as ${parent?.name ?? ''}`],
    [base && context.valueOf(base, name), 'as the base'],
  ];
  const candidates =
    parameter.role === 'locked'
      ? []
      : parameter.candidates.length > 0
        ? parameter.candidates
        : parameter.type === 'boolean'
          ? [false, true]
          : [];
  const values: Value[] = [];
  for (const value of [...known.map(([value]) => value), ...candidates])
    if (value !== undefined && !values.some(other => equalValues(other, value))) values.push(value);
  return values.map(value => ({
    label: writeValue(value),
    insertText: writeValue(value),
    kind: 'value',
    detail: known
      .flatMap(([other, what]) => (other !== undefined && equalValues(other, value) ? [what] : []))
      .join(', '),
    documentation: () =>
      `${name}=${formatValue(value)} in the log, ${pathText(path)} here\n${aboutParameter(protocol, name)}`,
    goesOn: false,
  }));
}
