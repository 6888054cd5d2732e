import { span } from '../text/span.ts';
import type { Assignment, Token } from './model.ts';

const opening = '([{"“';
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', '“': '”' };

export const token = (text: string, start: number, end: number): Token => ({ text: text.slice(start, end), start, end });

/** Where the bracket or quote opened at `at` closes, or `at` itself when it never does. */
function closingOf(text: string, at: number, end: number): number {
  const close = closing[text.charAt(at)] ?? '';
  const found = text.indexOf(close, at + 1);
  return found < 0 || found >= end ? at : found;
}

/** Index in [from, end) of the first character that `stops` accepts outside brackets and quotes; `end` when there is none. */
export function indexOutside(text: string, from: number, end: number, stops: (char: string) => boolean): number {
  for (let i = from; i < end; i++) {
    const char = text.charAt(i);
    if (stops(char)) return i;
    if (opening.includes(char)) i = closingOf(text, i, end);
  }
  return end;
}

const isSeparator = (char: string): boolean => char === ',' || char === ';' || char === '\n' || char === '\r';
const isBlank = (char: string): boolean => char === ' ' || char === '\t';
const keyAndSeparator = /([^\s=:,()[\]{}]+)(\s*[=:]\s*)/y;

/** The token with surrounding blanks, and with a sentence's trailing full stop, left out. */
function trimmed(text: string, start: number, end: number, stop = false): Token {
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  if (stop && end > start + 1 && text.charAt(end - 1) === '.') end--;
  return token(text, start, end);
}

/**
 * The items of `k=v, k=v` in text[start, end): commas, semicolons and line breaks part them, except inside brackets
 * and quotes. A value is the item's first word; what follows it is its note.
 */
export function parseAssignments(text: string, start: number, end: number): { items: Assignment[]; words: Token[] } {
  const items: Assignment[] = [];
  const words: Token[] = [];
  for (let from = start; from < end; ) {
    const to = indexOutside(text, from, end, isSeparator);
    const whole = trimmed(text, from, to);
    from = to + 1;
    if (whole.start === whole.end) continue;
    const item = parseAssignment(text, whole);
    if (item) items.push(item);
    else words.push(whole);
  }
  return { items, words };
}

function parseAssignment(text: string, whole: Token): Assignment | undefined {
  keyAndSeparator.lastIndex = whole.start;
  const match = keyAndSeparator.exec(text);
  if (!match || match.index + match[0].length > whole.end) return undefined;
  const keyEnd = whole.start + (match[1] ?? '').length;
  const valueStart = whole.start + match[0].length;
  const wordEnd = indexOutside(text, valueStart, whole.end, isBlank);
  const value = trimmed(text, valueStart, wordEnd, true);
  return {
    span: span(whole.start, whole.end),
    key: token(text, whole.start, keyEnd),
    separator: token(text, keyEnd, valueStart),
    value,
    note: text.slice(value.end, whole.end).trim(),
  };
}
