/** The edits that write a suppressing comment; see `suppress.ts` for how such comments are read. */
import type { Log, Section } from '../log/model.ts';
import { print } from '../log/parse.ts';
import type { TextEdit } from '../text/edits.ts';
import { insert } from '../text/edits.ts';
import { dominantBreak, indexAt, lineEnd } from '../text/lines.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Problem } from './problem.ts';

const nextLineComment =
  /^[ \t]*<!--[ \t]*iterlog-disable-next-line(?:[ \t,]+[a-z0-9-]+)+(?=[ \t]*-->[ \t]*$)/;
const logComment = /^[ \t]*<!--[ \t]*iterlog-disable(?:[ \t,]+(?!next-line)[a-z0-9-]+)+(?=[ \t]*-->[ \t]*$)/;
/** YAML at the top, which must stay the first thing in the file; a line `---` before a heading is none. */
const frontMatter =
  /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)(?:(?!#|---).*(?:\r\n|\n|\r))*?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r)/;

/**
 * Suppresses one rule on the line of a problem, by a comment above it or in the comment that stands there already.
 * @returns undefined where no comment can stand: within a comment, a fence, or a value of several lines.
 */
export function suppressNextLine(
  log: Log,
  { line, rule }: Pick<Problem, 'line' | 'rule'>,
): TextEdit | undefined {
  const place = lineOf(log, line);
  if (!place || isInside(place.section, place.local)) return undefined;
  const above = lineOf(log, line - 1);
  const extended = above && extend(nextLineComment, above.text, above.start, rule);
  return (
    extended ?? insert(place.start, `<!-- iterlog-disable-next-line ${rule} -->${dominantBreak(print(log))}`)
  );
}

/** Suppresses one rule in the whole log, by a comment before its first line. */
export function suppressInLog(log: Log, rule: string): TextEdit {
  const text = print(log);
  const top = frontMatter.exec(text)?.[0].length ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const [firstLine = ''] = text.slice(top).split(/\r\n|\n|\r/, 1);
  return (
    extend(logComment, firstLine, top, rule) ??
    insert(top, `<!-- iterlog-disable ${rule} -->${dominantBreak(text)}`)
  );
}

function extend(comment: RegExp, line: string, start: number, rule: string): TextEdit | undefined {
  const [found] = comment.exec(line) ?? [];
  return found === undefined ? undefined : insert(start + found.length, `, ${rule}`);
}

interface Line {
  readonly section: Section;
  /** Its place from the section's start. */
  readonly local: Span;
  /** Where it begins in the log. */
  readonly start: number;
  readonly text: string;
}

function lineOf(log: Log, line: number): Line | undefined {
  const index = indexAt(log.firstLines, line);
  const section = log.sections[index];
  const from = section?.lineStarts[line - (log.firstLines[index] ?? 0)];
  if (!section || from === undefined) return undefined;
  const local = span(from, lineEnd(section.text, section.lineStarts, indexAt(section.lineStarts, from)));
  return {
    section,
    local,
    start: (log.offsets[index] ?? 0) + from,
    text: section.text.slice(local.start, local.end),
  };
}

/** Whether a comment above the line would cut something in two. */
function isInside({ opaque, entry }: Section, { start }: Span): boolean {
  const cut = (s: Span) => s.start < start && start < s.end;
  return opaque.some(cut) || (entry?.lines.some(line => cut(line.span)) ?? false);
}
