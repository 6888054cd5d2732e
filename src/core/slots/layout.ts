/** Where lines of a slot config stand, and where new ones go. */
import { dominantBreak } from '../text/lines.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Holder } from './holder.ts';
import { isOwn } from './holder.ts';
import { entryAt, pathText, refusal } from './model.ts';
import type { Entry, MapNode, Path, SlotDocument, SlotRefusal } from './model.ts';

/** Where a key that is absent goes. */
export interface Place {
  /** The end of the line after which it goes. */
  readonly at: number;
  readonly indent: string;
  /** The text to insert there for the lines of a key and its value. */
  readonly lines: (pair: readonly string[]) => string;
  /** What goes above that: the keys of sections that are missing. */
  readonly above: string;
  /** The path of the section. */
  readonly sections: string;
}

export class Layout {
  private readonly lineBreak: string;

  constructor(
    private readonly document: SlotDocument,
    /** The paths that are taken out in the same go: nothing can be put beside them. */
    private readonly removed: ReadonlySet<string>,
    private readonly like: SlotDocument | undefined,
  ) {
    this.lineBreak = dominantBreak(document.text);
  }

  /** Behind the key that is before it in the order of the other config, else at the end of its section. */
  placeFor(holder: Holder, path: Path): Place | SlotRefusal {
    const { map, owner, depth, inFlow } = holder;
    const key = path.at(-1) ?? '';
    const keySpan = owner?.keySpan ?? span(0, 0);
    if (inFlow) return refusal('flow', `Add \`${key}\` inside the braces by hand.`, keySpan);
    const base = map ? this.indentOf(map) : this.indentBelow(owner);
    const neighbour = map && this.neighbour(map, path.slice(0, depth + 1), depth);
    if (base === undefined || (map && !neighbour))
      return refusal(
        'structure',
        `There is no line beside which \`${key}\` could go: add it by hand.`,
        keySpan,
      );
    const missing = path.slice(depth, -1);
    const indents = [...missing, key].map((_, i) => base + this.step().repeat(i));
    const at = neighbour ? this.lineEnd(endOf(neighbour)) : this.lineEnd(owner?.colon ?? 0);
    const above = missing.map((name, i) => `${this.lineBreak}${indents[i] ?? ''}${name}:`).join('');
    const indent = indents.at(-1) ?? base;
    const lines = (pair: readonly string[]) =>
      pair.map((line, i) => this.lineBreak + (i === 0 ? indent : '') + line).join('');
    return { at, indent, lines, above, sections: pathText(path.slice(0, -1)) };
  }

  /** All lines of a key and its value, with the break at their end; undefined where something else stands on them. */
  linesOf(entry: Entry): Span | undefined {
    const { text } = this.document;
    const start = this.lineStart(entry.keySpan.start);
    if (/[^ ]/.test(text.slice(start, entry.keySpan.start))) return undefined;
    const end = this.lineEnd(endOf(entry));
    const next = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    if (end < text.length) return span(start, next);
    return span(Math.max(text.startsWith('\r\n', start - 2) ? start - 2 : start - 1, 0), end);
  }

  private neighbour(map: MapNode, path: Path, depth: number): Entry | undefined {
    const parent = path.slice(0, depth);
    const stays = ({ key }: Entry) => !this.removed.has(pathText([...parent, key]));
    const own = map.entries.filter(isOwn).filter(stays);
    const model = this.like && (depth === 0 ? this.like.root : entryAt(this.like, parent)?.node);
    const order = model?.kind === 'map' ? model.entries.map(entry => entry.key) : [];
    const before = order.slice(0, Math.max(order.indexOf(path.at(-1) ?? ''), 0)).toReversed();
    const found = before.map(key => own.find(entry => entry.key === key)).find(entry => entry !== undefined);
    return found ?? lastOf(own);
  }

  private indentOf(map: MapNode): string | undefined {
    const first = map.entries.find(isOwn);
    if (!first) return undefined;
    const before = this.document.text.slice(this.lineStart(first.keySpan.start), first.keySpan.start);
    return /^ *$/.test(before) ? before : undefined;
  }

  /** The indent for the first key of a section that is empty. */
  private indentBelow(owner: Entry | undefined): string | undefined {
    if (!owner) return undefined;
    const start = this.lineStart(owner.keySpan.start);
    const before = this.document.text.slice(start, owner.keySpan.start);
    return /^ *$/.test(before) ? before + this.step() : undefined;
  }

  /** What one level adds, as the sections of this file have it. */
  private step(): string {
    for (const { node } of this.document.root.entries) {
      const indent =
        node.kind === 'map' && !node.flow && node.sharing !== 'alias' ? this.indentOf(node) : undefined;
      if (indent) return indent;
    }
    return '  ';
  }

  /** A byte order mark belongs to no line. */
  private lineStart(offset: number): number {
    const start = this.document.text.lastIndexOf('\n', offset - 1) + 1;
    return start === 0 && this.document.text.startsWith('\uFEFF') ? 1 : start;
  }

  private lineEnd(offset: number): number {
    const { text } = this.document;
    const at = text.indexOf('\n', offset);
    if (at < 0) return text.length;
    return text.charAt(at - 1) === '\r' ? at - 1 : at;
  }
}

const endOf = ({ colon, node }: Entry): number => Math.max(colon, node.span.end);

/** The entry that stands last in the text. */
const lastOf = (entries: readonly Entry[]): Entry | undefined =>
  entries.reduce<Entry | undefined>(
    (last, entry) => (!last || entry.colon > last.colon ? entry : last),
    undefined,
  );
