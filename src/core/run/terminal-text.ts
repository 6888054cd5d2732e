/**
 * What a run wrote, as a terminal may have it: with its colours, and without anything else that a terminal obeys. What comes
 * from a target is data; a title, a link or the clipboard is none of its business.
 */
export function terminalText(line: string): string {
  const text = line.replace(sequences, found => (colour.test(found) ? found : ''));
  return text.includes('\x1b') ? `${text}\x1b[0m` : text;
}

/** ECMA-48: strings to the terminal, control sequences, other escapes, and single controls but for the tab. */
const sequences =
  /\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?|[^\P{Cc}\t]/gu;
const colour = /^\x1b\[[\d;:]*m$/;
