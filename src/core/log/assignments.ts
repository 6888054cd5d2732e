import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Assignment, Token } from './model.ts';

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', '“': '”' };
/** Runs of characters that neither part items nor open a bracket or quote, so that most text is passed over at once. */
const plain = { item: /[^,;\n\r([{"“]*/y, word: /[^\s([{"“]*/y } as const;
const keyAndSeparator = /([^\s=:,;()[\]{}"“]+)([ \t]*[=:][ \t]*)/y;

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
    const to = endOf(text, from, end, plain.item);
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

function parseAssignment(text: string, start: number, end: number): Assignment | undefined {
  keyAndSeparator.lastIndex = start;
  if (!keyAndSeparator.test(text) || keyAndSeparator.lastIndex > end) return undefined;
  const valueStart = keyAndSeparator.lastIndex;
  const wordEnd = endOf(text, valueStart, end, plain.word);
  // A sentence's full stop after the last value is no part of it.
  const valueEnd = wordEnd > valueStart + 1 && text.charAt(wordEnd - 1) === '.' ? wordEnd - 1 : wordEnd;
  return new ParsedAssignment(text, start, valueStart, valueEnd, end);
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
    private readonly valueStart: number,
    private readonly valueEnd: number,
    private readonly end: number,
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
      this.valueStart,
      this.valueEnd,
      this.end,
      this.offset + offset,
    );
  }

  private get keyEnd(): number {
    let end = this.start + 1;
    while (!endsKey(this.text.charCodeAt(end))) end++;
    return end;
  }
  private token(start: number, end: number): Token {
    return { text: this.text.slice(start, end), start: start + this.offset, end: end + this.offset };
  }
}

/** Blank, tab, `=` or `:`. */
const endsKey = (code: number): boolean => code === 61 || code === 32 || code === 58 || code === 9;

/** Where the run of characters ends that `run` allows, brackets and quotes passed over whole; at most `end`. */
function endOf(text: string, from: number, end: number, run: RegExp): number {
  let at = from;
  for (;;) {
    run.lastIndex = at;
    run.exec(text);
    at = run.lastIndex;
    if (at >= end) return end;
    const close = closing[text.charAt(at)];
    if (close === undefined) return at;
    const found = text.indexOf(close, at + 1);
    at = found < 0 || found >= end ? at + 1 : found + 1;
  }
}

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
