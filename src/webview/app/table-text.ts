/** The table of configs for other programs. */
import { table } from '../../core/text/markdown.ts';

type Cells = readonly (readonly string[])[];
type Data = readonly (readonly (string | number)[])[];

/** @param rows the first being the header. */
export const markdownOf = (rows: Cells): string =>
  `${table(rows.map(cells => cells.map(inert))).join('\n')}\n`;

/** What would be read as HTML. */
const inert = (text: string): string => text.replaceAll('<', '&lt;');

export const csvOf = (rows: Data): string =>
  `${rows.map(cells => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** A text that a spreadsheet would take for a formula gets an apostrophe, as texts of a log are data. */
function csvCell(text: string | number): string {
  if (typeof text === 'number') return String(text);
  const safe = /^[=@\t\r]|^[+-](?![\d.]+(?:e[+-]?\d+)?$)/i.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
