/** Words of a POSIX shell: the only place where one is put together. */

/** `=` is not among them, since zsh expands a word that begins with it; nor is `~`. */
const harmless = /^[A-Za-z0-9_/.,:@+-]+$/;

/**
 * A text as one word of a POSIX shell.
 * @throws {RangeError} for a text with a NUL, which no argument can hold.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new RangeError('A NUL cannot be part of a command.');
  return harmless.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** An argument vector as a command line of a POSIX shell. */
export const quoteAll = (argv: readonly string[]): string => argv.map(quote).join(' ');
