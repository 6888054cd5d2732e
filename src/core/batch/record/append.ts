/** Puts entries at the end of a log. */
import { insert } from '../../text/edits.ts';
import type { TextEdit } from '../../text/edits.ts';
import { dominantBreak, lineStarts } from '../../text/lines.ts';

/** One insertion at the end of the text, in its own line breaks, with an empty line before each entry. */
export function appended(text: string, entries: readonly string[]): TextEdit {
  const lineBreak = dominantBreak(text);
  const own = entries.map(entry => entry.replaceAll('\n', lineBreak)).join(lineBreak);
  return insert(text.length, gapAfter(text, lineBreak) + own);
}

/** What is missing to an empty line at the end; a text of nothing needs none. */
function gapAfter(text: string, lineBreak: string): string {
  const starts = lineStarts(text);
  const isEnded = starts.at(-1) === text.length;
  const last = text.slice(isEnded ? starts.at(-2) : starts.at(-1));
  if (isEnded && last.trim() === '') return '';
  return isEnded ? lineBreak : lineBreak + lineBreak;
}
