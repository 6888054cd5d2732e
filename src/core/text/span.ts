/** A half-open range of UTF-16 code units: `start` is inside, `end` is not; `0 <= start <= end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

/** The span of `token` in a line that begins at `base`, searched from column `from`; `from` when it is absent. */
export function spanIn(line: string, token: string, base: number, from = 0): Span {
  const column = Math.max(line.indexOf(token, from), 0);
  return span(base + column, base + column + token.length);
}

export const shift = (s: Span, by: number): Span => span(s.start + by, s.end + by);

export const contains = (s: Span, offset: number): boolean => s.start <= offset && offset < s.end;
