/** Numbers of a log as a message holds them. */

/** Digits enough make an infinity, which no message holds; what is no number at all becomes 0. */
export const finite = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
