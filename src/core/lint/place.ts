/** Where the lines of an entry stand: for rules that add lines or move them. */
import type { AnyField, Entry } from '../log/model.ts';
import { isOpaque, lineOf } from '../log/section.ts';
import { lineEnd } from '../text/lines.ts';
import type { IterationNode } from './node.ts';

/** The lines that are fields to a reader: those written as the template writes them, and of the other names the loose ones. */
export function templateLines(entry: Entry): readonly AnyField[] {
  const counts = (line: AnyField): boolean => line.exact || !entry.fields[line.name]?.exact;
  return entry.lines.every(counts) ? entry.lines : entry.lines.filter(counts);
}

/**
 * Where the text that belongs to a field ends: after its own lines and those that follow without a blank line.
 * @param limit the start of the next field, which is never passed.
 */
export function blockEnd({ section, entry }: IterationNode, field: AnyField, limit = entry.span.end): number {
  const { text, lineStarts, opaque } = section;
  let { end } = field.span;
  for (let i = lineOf(section, end) + 1; i < lineStarts.length; i++) {
    const start = lineStarts[i] ?? limit;
    const to = lineEnd(text, lineStarts, i);
    if (start >= limit || isOpaque(opaque, start) || text.slice(start, to).trim() === '') break;
    end = to;
  }
  return end;
}
