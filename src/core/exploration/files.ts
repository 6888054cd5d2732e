/** The files of an exploration, by the name of its log. */

/** `<name>` of `<name>_analysis.md`, whatever folder it is in. */
export const nameOf = (log: string): string => withoutEnding(log.slice(log.search(/[^/\\]*$/)));

/** `<name>_memory.md` beside `<name>_analysis.md`. */
export const memoryFileOf = (log: string): string => `${withoutEnding(log)}_memory.md`;

/** The log's path without what all logs end in. */
export const withoutEnding = (log: string): string => log.replace(/(?:_analysis)?(?:\.md)?$/, '');
