/** Text of a log inside Markdown: data, which must not end its line or its cell. */

/** On one line: control characters and line separators become blanks. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/**
 * On one line that shows as it stands: no emphasis, code, link, picture or HTML comes of it, an address is no link, and
 * at the beginning of a paragraph it is no heading, list or quote.
 */
export const plain = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_[\]<>&~$@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^(?=[#+\-=])|(?<=^\d+)(?=[.)](?:\s|$))/, '\\')
    .replace(/ {2,}/g, ' ');

/** A text that stays inside its cell. */
export const tableCell = (text: string): string => oneLine(text).replaceAll('|', '\\|');

export const tableRow = (cells: readonly string[]): string => `| ${cells.map(tableCell).join(' | ')} |`;

/** The rows of a table, the first being its header. */
export const table = ([header = [], ...rows]: readonly (readonly string[])[]): string[] => [
  tableRow(header),
  tableRow(header.map(() => '---')),
  ...rows.map(tableRow),
];
