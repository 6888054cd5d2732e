import { parse } from './parse.ts';

/** How far into a text its first header is looked for, in UTF-16 code units. */
export const detectionReach = 100_000;
const header = /^#{2,} Iter \d+:/m;

/** A quick test for a header line somewhere in a text; true also for one in a code fence or a comment. */
export const hasHeaderLine = (text: string): boolean => header.test(text);

/**
 * Whether a text that has no telling name is an exploration log: near its top it has a `## Iter N:` heading that is
 * no example in a code fence.
 */
export function isLog(text: string): boolean {
  const top = text.slice(0, detectionReach);
  return hasHeaderLine(top) && parse(top).sections.some(section => section.header?.readable && section.entry);
}
