import { lineEnd, lineStarts as startsOf } from '../text/lines.ts';
import { mayBeHeader, parseHeader } from './header.ts';
import type { Header } from './model.ts';

/** A line that may open or close a code fence or a comment. */
export type Marker =
  | {
      readonly kind: 'fence';
      readonly line: number;
      readonly char: string;
      readonly length: number;
      readonly closes: boolean;
    }
  | { readonly kind: 'comment'; readonly line: number; readonly opens: boolean; readonly closes: boolean };

/** A piece of the log cut at a header line, before fences and comments are known. */
export interface Chunk {
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly header?: Header;
  readonly markers: readonly Marker[];
}

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const commentStart = /^ {0,3}<!--/;

/**
 * Cuts a text at its header lines. The pieces joined are the text; all but the first begin at a header.
 * @param goesOn the text is part of a log that goes on after it, so that no empty line follows its last break.
 */
export function chunksOf(text: string, goesOn = false): Chunk[] {
  const starts = startsOf(text);
  const hasMarkers = mayHoldMarkers(text);
  if (goesOn && starts.at(-1) === text.length) starts.pop();
  if (starts.length === 0) return [];
  const chunks: Chunk[] = [];
  let first = 0;
  let header = headerAt(text, starts, 0);
  for (let i = 1; i <= starts.length; i++) {
    const next = i < starts.length ? headerAt(text, starts, i) : undefined;
    if (i < starts.length && !next) continue;
    chunks.push(chunk(text, starts, first, i, header, hasMarkers));
    first = i;
    header = next;
  }
  return chunks;
}

function headerAt(text: string, starts: readonly number[], index: number): Header | undefined {
  const start = starts[index] ?? 0;
  return mayBeHeader(text, start) ? headerOn(text, starts, index, start) : undefined;
}

function headerOn(text: string, starts: readonly number[], index: number, start: number): Header | undefined {
  return parseHeader(text, start, lineEnd(text, starts, index), () => followingLine(text, starts, index));
}

function followingLine(text: string, starts: readonly number[], index: number): string {
  for (let i = index + 1; i < starts.length; i++) {
    const line = text.slice(starts[i], lineEnd(text, starts, i));
    if (line.trim() !== '') return line;
  }
  return '';
}

function chunk(
  text: string,
  starts: readonly number[],
  first: number,
  end: number,
  header: Header | undefined,
  hasMarkers: boolean,
): Chunk {
  const from = starts[first] ?? 0;
  const to = starts[end] ?? text.length;
  const own = text.slice(from, to);
  const lines: number[] = [];
  for (let i = first; i < end; i++) lines.push((starts[i] ?? 0) - from);
  const markers = hasMarkers ? markersOf(own, lines) : none;
  return header
    ? { text: own, lineStarts: lines, markers, header: moved(header, -from) }
    : { text: own, lineStarts: lines, markers };
}

function moved(header: Header, by: number): Header {
  const at = <T extends { start: number; end: number }>(s: T): T => ({
    ...s,
    start: s.start + by,
    end: s.end + by,
  });
  return { ...header, span: at(header.span), idToken: at(header.idToken), status: at(header.status) };
}

const none: readonly Marker[] = [];
const mayHoldMarkers = (text: string): boolean =>
  text.includes('```') || text.includes('~~~') || text.includes('<!--') || text.includes('-->');

function markersOf(text: string, lines: readonly number[]): readonly Marker[] {
  if (!mayHoldMarkers(text)) return none;
  return lines.flatMap((start, line) => marker(text.slice(start, lineEnd(text, lines, line)), line));
}

function marker(text: string, line: number): Marker[] {
  const match = fence.exec(text);
  if (match) {
    const [, run = '', info = ''] = match;
    return [{ kind: 'fence', line, char: run.charAt(0), length: run.length, closes: info.trim() === '' }];
  }
  const opens = commentStart.test(text);
  const closes = text.includes('-->', opens ? text.indexOf('<!--') + 4 : 0);
  return opens || closes ? [{ kind: 'comment', line, opens, closes }] : [];
}
