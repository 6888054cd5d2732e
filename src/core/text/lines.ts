/** A zero-based position: `character` counts UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const LF = 10;
const CR = 13;

/**
 * Offsets at which lines begin, the first always 0. `\n`, `\r\n` and a lone `\r` end a line, as in Python's
 * text mode and in editors; other Unicode separators do not.
 */
export function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return starts;
}

/** The end of line `index` without its line break, also where the text goes no further than that line. */
export function lineEnd(text: string, starts: readonly number[], index: number): number {
  let end = starts[index + 1] ?? text.length;
  if (text.charCodeAt(end - 1) === LF) end--;
  if (text.charCodeAt(end - 1) === CR) end--;
  return Math.max(end, starts[index] ?? 0);
}

/** Index of the last element of the ascending `starts` that is at or before `offset`; 0 when none is. */
export function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The position of `offset`, which is clamped into the text. */
export function positionAt(starts: readonly number[], offset: number): Position {
  const line = indexAt(starts, Math.max(offset, 0));
  return { line, character: Math.max(offset, 0) - (starts[line] ?? 0) };
}

/** The line break that a text uses most; `\n` for a text without any. */
export function dominantBreak(text: string): '\n' | '\r\n' {
  const crlf = text.split('\r\n').length - 1;
  const lf = text.split('\n').length - 1 - crlf;
  return crlf > lf ? '\r\n' : '\n';
}
