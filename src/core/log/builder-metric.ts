/** How the tree builder reads a metric off a line: the one account of it, for rules and tree alike. */

/** Where `metric=` stands next in a text; -1 when it does not. */
export function assignmentOf(metric: string, text: string, from: number): number {
  let at = text.indexOf(metric, from);
  while (at >= 0 && text.charCodeAt(at + metric.length) !== 61) at = text.indexOf(metric, at + 1);
  return at;
}

/** Its digits and dots, or `nan`, right after `metric=`; the first place where they stand counts. */
export function builderReads(line: string, metric: string): string | undefined {
  for (let at = assignmentOf(metric, line, 0); at >= 0; at = assignmentOf(metric, line, at + 1)) {
    const text = readableAt(line, at + metric.length + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The digits and dots, or `nan`, that begin at an offset; undefined when none do. */
export function readableAt(text: string, from: number): string | undefined {
  let to = from;
  while (isDigitOrDot(text.charCodeAt(to))) to++;
  if (to > from) return text.slice(from, to);
  return text.startsWith('nan', from) ? 'nan' : undefined;
}

const isDigitOrDot = (code: number): boolean => (code >= 48 && code <= 57) || code === 46;

/**
 * The number that the tree builder makes of what it read, NaN for `nan`; `raises` for what it cannot convert, such as
 * `0.9.5`, which ends the whole batch loop. Full stops at the end are dropped.
 */
export function builderNumber(read: string): number | 'raises' {
  if (read === 'nan') return NaN;
  const digits = read.endsWith('.') ? read.replace(/\.+$/, '') : read;
  return digits === '' || digits.indexOf('.') !== digits.lastIndexOf('.') ? 'raises' : Number(digits);
}
