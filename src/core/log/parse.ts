import type { TextEdit } from '../text/edits.ts';
import { indexAt } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { chunksOf } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import type { Log, Section } from './model.ts';
import { opaqueSpans } from './opaque.ts';
import { parseSection } from './section.ts';

/** A log that remembers how it was cut, so that an edit re-parses only what it touched. */
export interface ParsedLog extends Log {
  readonly chunks: readonly Chunk[];
}

/** Parses a whole log. Never throws; `print(parse(text)) === text`. Linear in the text. */
export function parse(text: string): ParsedLog {
  return assemble(chunksOf(text), () => undefined);
}

/**
 * The log after one edit of its text. Sections that the edit does not touch are the same objects as before.
 * @param edit offsets of the text before the edit.
 */
export function update(log: ParsedLog, edit: TextEdit): ParsedLog {
  // One section before the edit is cut again too: what was a header may now be text of that section.
  const first = Math.max(indexAt(log.offsets, edit.start) - 1, 0);
  const last = indexAt(log.offsets, edit.end);
  const base = log.offsets[first] ?? 0;
  const old = log.chunks.slice(first, last + 1);
  const before = old.map(chunk => chunk.text).join('');
  const after = before.slice(0, edit.start - base) + edit.text + before.slice(edit.end - base);
  const goesOn = last + 1 < log.chunks.length;
  const fresh = reused(chunksOf(after, goesOn), old);
  const chunks = [...log.chunks.slice(0, first), ...fresh, ...log.chunks.slice(last + 1)];
  const grown = chunks.length - log.chunks.length;
  const known = (i: number, chunk: Chunk): Section | undefined => {
    if (i < first) return log.sections[i];
    if (i - grown > last) return log.sections[i - grown];
    const at = old.indexOf(chunk);
    return at < 0 ? undefined : log.sections[first + at];
  };
  return assemble(chunks, known);
}

/** The chunks, those with the text of an old one replaced by it. Each is taken once: equal entries are not one entry. */
function reused(chunks: readonly Chunk[], old: readonly Chunk[]): Chunk[] {
  const left = [...old];
  return chunks.map(chunk => {
    const at = left.findIndex(other => sameText(other, chunk));
    return (at < 0 ? undefined : left.splice(at, 1)[0]) ?? chunk;
  });
}

/** The text of a log, to the character. */
export function print(log: Log): string {
  return log.sections.map(section => section.text).join('');
}

/** @param known the section that a chunk was read as before, when it is the same chunk. */
function assemble(
  chunks: readonly Chunk[],
  known: (index: number, chunk: Chunk) => Section | undefined,
): ParsedLog {
  const opaque = opaqueSpans(chunks);
  const sections: Section[] = [];
  const offsets: number[] = [];
  const firstLines: number[] = [];
  let offset = 0;
  let line = 0;
  chunks.forEach((chunk, i) => {
    const spans = opaque[i] ?? [];
    const old = known(i, chunk);
    sections.push(old && sameSpans(old.opaque, spans) ? old : parseSection(chunk, spans));
    offsets.push(offset);
    firstLines.push(line);
    offset += chunk.text.length;
    line += chunk.lineStarts.length;
  });
  return { chunks, sections, offsets, firstLines };
}

/** The log's last chunk counts the empty line after its last break: alike in text alone is not alike. */
const sameText = (a: Chunk, b: Chunk): boolean =>
  a.text === b.text && a.lineStarts.length === b.lineStarts.length;

function sameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((s, i) => s.start === b[i]?.start && s.end === b[i].end);
}
