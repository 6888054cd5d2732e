/** The table of configs for other programs. */
import { table } from '../../core/text/markdown.ts';

type Cells = readonly (readonly string[])[];

/** @param rows the first being the header. */
export const markdownOf = (rows: Cells): string => `${table(rows).join('\n')}\n`;

export const csvOf = (rows: Cells): string =>
  `${rows.map(cells => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** A text that a spreadsheet would take for a formula gets an apostrophe, as texts of a log are data. */
function csvCell(text: string): string {
  const safe = /^[=@\t\r]|^[+-](?![\d.]+(?:e[+-]?\d+)?$)/i.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
