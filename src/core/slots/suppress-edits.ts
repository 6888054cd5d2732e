/** The edits that write a suppressing comment into a slot config; see `suppress.ts` for how such comments are read. */
import type { TextEdit } from '../text/edits.ts';
import { insert } from '../text/edits.ts';
import { dominantBreak, lineEnd, lineStarts } from '../text/lines.ts';
import type { SlotProblem } from './problem.ts';

const nextLineComment = /^[ \t]*#[ \t]*iterlog-disable-next-line(?:[ \t,]+[a-z0-9-]+)+(?=[ \t]*$)/;
const fileComment = /^[ \t]*#[ \t]*iterlog-disable(?:[ \t,]+(?!next-line)[a-z0-9-]+)+(?=[ \t]*$)/;

/** Suppresses one rule on the line of a problem, by a comment above it or in the one that stands there already. */
export function suppressNextLine(text: string, { line, rule }: Pick<SlotProblem, 'line' | 'rule'>): TextEdit {
  const starts = lineStarts(text);
  const lineAt = (index: number) => text.slice(starts[index], lineEnd(text, starts, index));
  const above =
    line > 0 ? extended(nextLineComment, lineAt(line - 1), starts[line - 1] ?? 0, rule) : undefined;
  if (above) return above;
  const [indent = ''] = /^[ ]*/.exec(lineAt(line)) ?? [];
  const at = Math.max(starts[line] ?? 0, topOf(text));
  return insert(at, `${indent}# iterlog-disable-next-line ${rule}${dominantBreak(text)}`);
}

/** Suppresses one rule in the whole file, by a comment before its first line. */
export function suppressInSlot(text: string, rule: string): TextEdit {
  const top = topOf(text);
  const [firstLine = ''] = text.slice(top).split(/\r\n|\n|\r/, 1);
  return (
    extended(fileComment, firstLine, top, rule) ??
    insert(top, `# iterlog-disable ${rule}${dominantBreak(text)}`)
  );
}

/** A byte order mark stays first. */
const topOf = (text: string): number => (text.startsWith('\uFEFF') ? 1 : 0);

function extended(comment: RegExp, line: string, start: number, rule: string): TextEdit | undefined {
  const [found] = comment.exec(line) ?? [];
  return found === undefined ? undefined : insert(start + found.length, `, ${rule}`);
}
