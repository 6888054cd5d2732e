/** How the tree builder reads a metric off a line: the one account of it, for rules and tree alike. */

/** Its digits and dots, or `nan`, right after `metric=`; the first place where they stand counts. */
export function builderReads(line: string, metric: string): string | undefined {
  for (let at = line.indexOf(metric); at >= 0; at = line.indexOf(metric, at + 1)) {
    const from = at + metric.length;
    const text = line.charCodeAt(from) === 61 ? readableAt(line, from + 1) : undefined;
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
