import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Assignment, Token } from './model.ts';

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', '“': '”' };
/** What a run of characters is, as a bit: an item, the first word of a value, a key. */
const asItem = 1;
const asWord = 2;
const asKey = 4;
/** The runs that each ASCII character ends. Tables, since every character of every Config and Metrics line is asked. */
const ends = new Uint8Array(128);
const mark = (chars: string, run: number): void => {
  for (const char of chars) ends[char.charCodeAt(0)] = (ends[char.charCodeAt(0)] ?? 0) | run;
};
mark(',;\n\r([{"', asItem);
mark(' \t\n\v\f\r([{"', asWord);
mark(' \t\n\v\f\r=:,;()[]{}"', asKey);

function endsAt(code: number): number {
  if (code < 128) return ends[code] ?? 0;
  if (code === openingQuote) return asItem | asWord | asKey;
  return /\s/.test(String.fromCharCode(code)) ? asWord | asKey : 0;
}
const openingQuote = '“'.charCodeAt(0);

export const token = (text: string, start: number, end: number): Token => ({
  text: text.slice(start, end),
  start,
  end,
});

/**
 * The items of `k=v, k=v` in text[start, end): commas, semicolons and line breaks part them, except inside brackets
 * and quotes. A value is the item's first word; what follows it is its note.
 */
export function parseAssignments(
  text: string,
  start: number,
  end: number,
): { items: Assignment[]; words: Token[] } {
  const items: Assignment[] = [];
  const words: Token[] = [];
  for (let from = start; from < end;) {
    const plain = plainAssignment(text, from, end);
    if (plain) {
      items.push(plain);
      from = plain.end + 1;
      continue;
    }
    const to = endOf(text, from, end, asItem);
    const first = skipBlanks(text, from, to);
    const last = skipBlanksBack(text, first, to);
    from = to + 1;
    if (first === last) continue;
    const item = parseAssignment(text, first, last);
    if (item) items.push(item);
    else words.push(token(text, first, last));
  }
  return { items, words };
}

/** `key=value` up to a comma or an end, with blanks before it only: what most items are, read in one pass. */
function plainAssignment(text: string, from: number, end: number): ParsedAssignment | undefined {
  const start = skipBlanks(text, from, end);
  const keyEnd = runEnd(text, start, end, asKey);
  if (keyEnd === start || keyEnd + 1 >= end || text.charCodeAt(keyEnd) !== 61) return undefined;
  const to = runEnd(text, keyEnd + 1, end, asItem | asWord);
  if (to === keyEnd + 1 || (to < end && text.charCodeAt(to) !== 44)) return undefined;
  return new ParsedAssignment(text, start, keyEnd, keyEnd + 1, withoutStop(text, keyEnd + 1, to), to);
}

/** A sentence's full stop after the last value is no part of it. */
const withoutStop = (text: string, start: number, end: number): number =>
  end > start + 1 && text.charCodeAt(end - 1) === 46 ? end - 1 : end;

function parseAssignment(text: string, start: number, end: number): Assignment | undefined {
  const keyEnd = runEnd(text, start, end, asKey);
  const sign = skipSpaces(text, keyEnd, end);
  if (keyEnd === start || sign === end || !isSign(text.charCodeAt(sign))) return undefined;
  const valueStart = skipSpaces(text, sign + 1, end);
  const wordEnd = endOf(text, valueStart, end, asWord);
  return new ParsedAssignment(text, start, keyEnd, valueStart, withoutStop(text, valueStart, wordEnd), end);
}

/**
 * An assignment by its borders alone: a log has thousands, and most of their parts are never asked for.
 * `offset` moves every span, for text that was cut out of a longer one.
 */
class ParsedAssignment implements Assignment {
  #key: Token | undefined;
  #value: Token | undefined;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly keyEnd: number,
    private readonly valueStart: number,
    private readonly valueEnd: number,
    readonly end: number,
    private readonly offset = 0,
  ) {}

  get span(): Span {
    return span(this.start + this.offset, this.end + this.offset);
  }
  get key(): Token {
    return (this.#key ??= this.token(this.start, this.keyEnd));
  }
  get separator(): Token {
    return this.token(this.keyEnd, this.valueStart);
  }
  get value(): Token {
    return (this.#value ??= this.token(this.valueStart, this.valueEnd));
  }
  get note(): string {
    return this.text.slice(this.valueEnd, this.end).trim();
  }
  movedBy(offset: number): Assignment {
    return new ParsedAssignment(
      this.text,
      this.start,
      this.keyEnd,
      this.valueStart,
      this.valueEnd,
      this.end,
      this.offset + offset,
    );
  }

  private token(start: number, end: number): Token {
    return { text: this.text.slice(start, end), start: start + this.offset, end: end + this.offset };
  }
}

/** `=` or `:`. */
const isSign = (code: number): boolean => code === 61 || code === 58;

/** Where a run ends, at most `end`. */
function runEnd(text: string, from: number, end: number, run: number): number {
  let at = from;
  while (at < end && (endsAt(text.charCodeAt(at)) & run) === 0) at++;
  return at;
}

/** The same, brackets and quotes passed over whole. */
function endOf(text: string, from: number, end: number, run: number): number {
  let at = from;
  for (;;) {
    at = runEnd(text, at, end, run);
    if (at >= end) return end;
    const close = closing[text.charAt(at)];
    if (close === undefined) return at;
    const found = text.indexOf(close, at + 1);
    at = found < 0 || found >= end ? at + 1 : found + 1;
  }
}

/** Over blanks and tabs. */
function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}

/** Over everything that does not show. */
function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) <= 32) at++;
  return at;
}

function skipBlanksBack(text: string, start: number, from: number): number {
  let at = from;
  while (at > start && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}
