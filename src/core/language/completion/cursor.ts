/** Where in an entry somebody is typing. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { IterationNode } from '../../lint/node.ts';
import type { AnyField, Entry, Section } from '../../log/model.ts';
import { isOpaque, lineOf } from '../../log/section.ts';
import { indexAt, lineEnd } from '../../text/lines.ts';
import type { Span } from '../../text/span.ts';
import { span } from '../../text/span.ts';

/** A place inside an entry. Its places count from the start of the section. */
export class Cursor {
  private readonly lineStart: number;
  private readonly lineEnd: number;

  constructor(
    readonly exploration: Exploration,
    readonly node: IterationNode,
    readonly section: Section,
    readonly offset: number,
    /** Where the section begins in the log. */
    readonly base: number,
  ) {
    const line = lineOf(section, offset);
    this.lineStart = section.lineStarts[line] ?? 0;
    this.lineEnd = lineEnd(section.text, section.lineStarts, line);
  }

  get isOnHeader(): boolean {
    return this.lineStart === 0;
  }

  /** The text of the line before the cursor. */
  get before(): string {
    return this.section.text.slice(this.lineStart, this.offset);
  }

  /** The text of the line from the cursor on. */
  get after(): string {
    return this.section.text.slice(this.offset, this.lineEnd);
  }

  /** The field whose lines hold the cursor; undefined where it stands in none. */
  get field(): AnyField | undefined {
    const field = this.node.entry.lines.findLast(line => line.span.start <= this.offset);
    return field && lineOf(this.section, field.span.end) >= lineOf(this.section, this.offset)
      ? field
      : undefined;
  }

  /** What of a field's value stands before the cursor; undefined in its label. */
  valueBefore(field: AnyField): string | undefined {
    const text = this.section.text.slice(field.label.end, Math.max(field.label.end, this.offset));
    return /^(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*([^]*)$/.exec(text)?.[1];
  }

  /** `length` characters before the cursor, and what of the same word follows it. */
  around(length: number, word: RegExp): Span {
    const rest = word.exec(this.after)?.[0].length ?? 0;
    return span(this.offset - length, this.offset + rest);
  }
}

/**
 * The cursor in an entry, also on an empty line at its end; undefined outside entries, in code fences and comments.
 * @param offset from the start of the log.
 */
export function cursorAt(exploration: Exploration, offset: number): Cursor | undefined {
  const { log, nodes } = exploration.result;
  const index = indexAt(log.offsets, offset);
  const [section, base = 0] = [log.sections[index], log.offsets[index]];
  // Equal entries can share a section; then their nodes are equal, too.
  const node = section?.entry && nodes.find(other => other.section === section);
  if (!node || !reaches(node.entry, node.section, offset - base)) return undefined;
  return new Cursor(exploration, node, node.section, offset - base, base);
}

/** Whether an entry reaches to a place: nothing but blank lines lies between. */
function reaches(entry: Entry, { text, opaque }: Section, offset: number): boolean {
  return !isOpaque(opaque, offset) && text.slice(entry.span.end, offset).trim() === '';
}
