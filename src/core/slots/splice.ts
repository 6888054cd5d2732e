/** Edits of single values: every other byte of a slot config stays. */
import type { Value } from '../protocol/types.ts';
import { insert, overlap, replace } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { copiedPair, copiedScalar } from './copied.ts';
import { holderOf, isOwn } from './holder.ts';
import type { Holder } from './holder.ts';
import { Layout } from './layout.ts';
import { isRefusal, pathText, refusal } from './model.ts';
import type { Entry, Path, SlotDocument, SlotNode, SlotRefusal } from './model.ts';
import { writeValue } from './write.ts';

/** A value to set, to take over from another config as it is spelled there, or to take out with its key; or a key to rename. */
export type Change =
  | { readonly kind: 'set'; readonly path: Path; readonly value: Value }
  | { readonly kind: 'copy'; readonly path: Path; readonly from: Entry; readonly source: SlotDocument }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'rename'; readonly path: Path; readonly key: string };

/**
 * The edits that make the changes. A key that is absent is added to its section in the style of its neighbours.
 * @param like a config whose order of keys is followed where a key is added.
 * @returns a refusal when one of them cannot be made by splicing alone.
 */
export function splice(
  document: SlotDocument,
  changes: readonly Change[],
  like?: SlotDocument,
): readonly TextEdit[] | SlotRefusal {
  const splicer = new Splicer(document, changes, like);
  for (const change of changes) {
    const fault = splicer.make(change);
    if (fault) return fault;
  }
  return splicer.edits();
}

class Splicer {
  private readonly replacements: TextEdit[] = [];
  /** Texts to insert by offset: values of empty keys, then whole lines. */
  private readonly insertions = new Map<number, { value: string; lines: string }>();
  /** Sections that are added, once for all keys that go there. */
  private readonly created = new Set<string>();
  private readonly layout: Layout;

  constructor(
    private readonly document: SlotDocument,
    changes: readonly Change[],
    like: SlotDocument | undefined,
  ) {
    const removed = changes.flatMap(change => (change.kind === 'remove' ? pathText(change.path) : []));
    this.layout = new Layout(document, new Set(removed), like);
  }

  make(change: Change): SlotRefusal | undefined {
    const holder = holderOf(this.document, change.path);
    if (isRefusal(holder)) return holder;
    const { entry } = holder;
    if (change.kind === 'remove') return this.remove(holder, change.path);
    if (change.kind === 'rename') return this.rename(holder, change.key);
    if (!entry || entry.node.sharing === 'merged') return this.add(holder, change);
    if (change.kind === 'set') return this.set(entry, change.value);
    return this.copy(entry.node, change.from.node, change.source, { entry, inFlow: holder.inFlow });
  }

  edits(): readonly TextEdit[] | SlotRefusal {
    const inserted = [...this.insertions].map(([at, { value, lines }]) => insert(at, value + lines));
    const edits = joined([...this.replacements, ...inserted]);
    const fault = edits.find((edit, i) => i > 0 && overlap(edit, edits[i - 1] ?? edit));
    return fault ? structure('These changes touch one another', fault) : edits;
  }

  private set({ node, colon }: Entry, value: Value): SlotRefusal | undefined {
    const fault = notAlone(node);
    if (fault) return fault;
    if (node.kind !== 'scalar') return structure('Here stands a whole block, not a value', node.span);
    const { scalar, style } = node;
    const isAlias = node.sharing === 'alias';
    const before = { scalar, quotes: style === 'block' || isAlias ? 'none' : style } as const;
    return this.put(node.span, colon, writeValue(value, before));
  }

  private copy(
    node: SlotNode,
    from: SlotNode,
    source: SlotDocument,
    { entry, inFlow }: { readonly entry: Entry | undefined; readonly inFlow: boolean },
  ): SlotRefusal | undefined {
    const fault = notAlone(node);
    if (fault) return fault;
    if (node.kind === 'scalar' && from.kind === 'scalar') {
      if (!entry && node.span.start === node.span.end) return structure('This item is empty', node.span);
      return this.put(node.span, entry?.colon ?? node.span.start, copiedScalar(from, source, inFlow));
    }
    if (node.kind === 'list' && from.kind === 'list' && node.items.length === from.items.length) {
      for (const [i, item] of node.items.entries()) {
        const twin = from.items[i];
        const wrong =
          twin && this.copy(item, twin, source, { entry: undefined, inFlow: inFlow || node.flow });
        if (wrong) return wrong;
      }
      return undefined;
    }
    return structure('A list or block of another form stands in the other config', node.span);
  }

  /** Writes a value in the place of one, or behind the colon of an empty key. */
  private put(place: Span, colon: number, text: string): SlotRefusal | undefined {
    if (place.start < place.end) {
      if (this.document.text.slice(place.start, place.end) !== text)
        this.replacements.push(replace(place, text));
    } else this.insertion(colon).value = ` ${text}`;
    return undefined;
  }

  private rename({ entry, map }: Holder, key: string): SlotRefusal | undefined {
    if (!entry || map?.entries.some(other => other.key === key))
      return refusal('structure', `\`${key}\` stands here already.`, entry?.keySpan ?? span(0, 0));
    if (entry.node.sharing === 'merged') return notAlone({ ...entry.node, sharing: 'anchor' });
    this.replacements.push(replace(entry.keySpan, writeValue(key)));
    return undefined;
  }

  private add(holder: Holder, change: Extract<Change, { kind: 'set' | 'copy' }>): SlotRefusal | undefined {
    const key = change.path.at(-1) ?? '';
    const place = this.layout.placeFor(holder, change.path);
    if (isRefusal(place)) return place;
    const pair =
      change.kind === 'set'
        ? [`${writeValue(key)}: ${writeValue(change.value)}`]
        : copiedPair(key, change.from, change.source, place.indent);
    if (isRefusal(pair)) return pair;
    const isKnown = this.created.has(place.sections);
    this.created.add(place.sections);
    this.insertion(place.at).lines += (isKnown ? '' : place.above) + place.lines(pair);
    return undefined;
  }

  private remove({ map, entry, inFlow }: Holder, path: Path): SlotRefusal | undefined {
    if (!entry) return undefined;
    if (inFlow)
      return refusal('flow', `Take \`${pathText(path)}\` out of its braces by hand.`, entry.keySpan);
    if (entry.node.sharing !== 'none') return notAlone({ ...entry.node, sharing: 'anchor' });
    const only = map?.entries.filter(isOwn).length === 1 && path.length > 1;
    const lines = this.layout.linesOf(entry);
    if (only || !lines) return structure('This key cannot be taken out alone', entry.keySpan);
    this.replacements.push(replace(lines, ''));
    return undefined;
  }

  private insertion(at: number): { value: string; lines: string } {
    let found = this.insertions.get(at);
    if (!found) this.insertions.set(at, (found = { value: '', lines: '' }));
    return found;
  }
}

/** Edits in order; lines taken out one after the other, or where others are put in, are one edit. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const done: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = done.at(-1);
    const isRemoval = edit.text === '' && edit.start < edit.end;
    const follows =
      last && (last.text === '' ? edit.start < last.end : edit.start === last.end && last.start === last.end);
    if (last && isRemoval && follows) done[done.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    else done.push(edit);
  }
  return done;
}

/** An anchored value cannot be changed for itself; an alias can be replaced by a value of its own. */
function notAlone({ sharing, span: place }: Pick<SlotNode, 'sharing' | 'span'>): SlotRefusal | undefined {
  if (sharing !== 'anchor') return undefined;
  const message = 'Other places of this file repeat this value by its anchor: change it by hand.';
  return refusal('shared', message, place);
}

const structure = (what: string, place: Span): SlotRefusal =>
  refusal('structure', `${what}: change it by hand.`, span(place.start, place.end));
