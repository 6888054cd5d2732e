/** Hovers as Markdown: a title, lines of facts, tables. Texts of the log stand in them as text. */
import type { Fact } from '../exploration/facts.ts';
import type { Span } from '../text/span.ts';
import { plain, table } from '../text/markdown.ts';

/** What is said of a place, its span counted from the start of the log. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** So many characters of one text are enough in a hover. */
const longest = 400;

/** Blocks of Markdown below each other; empty ones are left out. */
export const blocks = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');

export const title = (text: string): string => `**${said(text)}**`;

export const sentence = (text: string): string => (text === '' ? '' : said(text));

/** A line each, those without a value left out. */
export const facts = (lines: readonly Fact[]): string =>
  lines
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `*${said(name)}:* ${said(value)}`)
    .join('  \n');

/** The rows of a table, the first being its header. In a hover columns touch each other, but for the blanks put there. */
export const grid = (rows: readonly (readonly string[])[]): string =>
  table(
    rows.map(cells => cells.map((cell, i) => said(cell) + (i < cells.length - 1 ? '&nbsp;&nbsp;' : ''))),
  ).join('\n');

function said(text: string): string {
  return plain(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
}
