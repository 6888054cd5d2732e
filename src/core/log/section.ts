import { indexAt, lineEnd } from '../text/lines.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Chunk } from './chunk.ts';
import { parseField, parseLabel } from './fields.ts';
import type { AnyField, BuilderLine, Entry, FieldName, FieldTypes, Header, Section } from './model.ts';

const heading = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const rule = /^-{3,}[ \t]*$/;

/** Interprets a chunk, given which of its parts lie in code fences or comments. */
export function parseSection(chunk: Chunk, opaque: readonly Span[]): Section {
  const { text, lineStarts, header } = chunk;
  const builder = builderLines(chunk);
  if (!header) return { text, lineStarts, opaque, builder };
  if (isOpaque(opaque, header.span.start)) return { text, lineStarts, opaque, builder, header };
  return { text, lineStarts, opaque, builder, header, entry: parseEntry(chunk, header, opaque) };
}

/** Whether an offset lies in a code fence or a comment. */
export function isOpaque(opaque: readonly Span[], offset: number): boolean {
  return opaque.some(s => s.start <= offset && offset < s.end);
}

function parseEntry({ text, lineStarts }: Chunk, header: Header, opaque: readonly Span[]): Entry {
  const lines: AnyField[] = [];
  let last = lineEnd(text, lineStarts, 0);
  let firstParagraph = true;
  for (let i = 1; i < lineStarts.length; i++) {
    const start = lineStarts[i] ?? 0;
    const end = lineEnd(text, lineStarts, i);
    if (opaque.length > 0 && isOpaque(opaque, start)) continue;
    const first = text.charCodeAt(start);
    if (isBlankLine(text, start, end)) {
      firstParagraph &&= lines.length === 0;
      continue;
    }
    if ((first === 35 || first === 32) && heading.test(text.slice(start, end))) break;
    if (first === 45 && rule.test(text.slice(start, end))) break;
    last = end;
    const found = parseLabel(text, start, end, firstParagraph);
    if (!found) continue;
    while (isContinuation(text, lineStarts, i + 1)) i++;
    last = lineEnd(text, lineStarts, i);
    lines.push(parseField(text, start, last, found));
  }
  return { header, span: span(0, last), lines, fields: counting(lines) };
}

function isBlankLine(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 32 && text.charCodeAt(i) !== 9) return false;
  return true;
}

/** An indented line that is neither blank nor a field of its own continues the field before it. */
function isContinuation(text: string, lineStarts: readonly number[], index: number): boolean {
  const start = lineStarts[index];
  if (start === undefined) return false;
  const first = text.charCodeAt(start);
  if (first !== 32 && first !== 9) return false;
  const end = lineEnd(text, lineStarts, index);
  return (
    !isBlankLine(text, start, end) &&
    !parseLabel(text, start, end, true) &&
    !heading.test(text.slice(start, end))
  );
}

/** The last exact line of each name, else its last line: the tree builder lets the last one win. */
function counting(lines: readonly AnyField[]): Entry['fields'] {
  const fields: Partial<Record<FieldName, AnyField>> = {};
  for (const line of lines) {
    if (line.exact || !fields[line.name]?.exact) fields[line.name] = line;
  }
  return fields as Partial<FieldTypes>;
}

const node = /^Node: id=(\d+), parent=(\d+|None|root)/;
const next = /^Next: parent=(\d+|root)/;

/** What the tree builder reads at column 0, in fences and between entries too. */
function builderLines({ text, lineStarts }: Chunk): BuilderLine[] {
  const found: BuilderLine[] = [];
  for (let i = 0; i < lineStarts.length; i++) {
    const start = lineStarts[i] ?? 0;
    const first = text.charCodeAt(start);
    if (first !== 78 && first !== 77) continue;
    const end = lineEnd(text, lineStarts, i);
    const line = builderLine(text.slice(start, end), span(start, end));
    if (line) found.push(line);
  }
  return found;
}

function builderLine(line: string, at: Span): BuilderLine | undefined {
  const parent = (text = ''): number => (/^\d+$/.test(text) ? Number(text) : 0);
  const asNode = node.exec(line);
  if (asNode) return { kind: 'node', span: at, id: Number(asNode[1]), parent: parent(asNode[2]) };
  const asNext = next.exec(line);
  if (asNext) return { kind: 'next', span: at, parent: parent(asNext[1]) };
  if (line.startsWith('Mutation: ') && line.length > 10)
    return { kind: 'mutation', span: at, text: line.slice(10).trim() };
  return undefined;
}

/** The index of the line of a section that holds an offset. */
export const lineOf = (section: Section, offset: number): number => indexAt(section.lineStarts, offset);
