import path from 'node:path';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { StructuredPatchHunk } from 'diff';
import type { Span } from '../core/text/span.ts';
import { hasColours } from './io.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { printableLines } from './printable.ts';

/** Unchanged lines around a change. */
const context = 3;

/** A unified diff that `patch -p1` and `git apply` take; empty for equal texts. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const name = path.isAbsolute(file) ? file.slice(path.parse(file).root.length) : file;
  const shown = name.replaceAll(path.sep, '/');
  const names = structuredPatch(`a/${shown}`, `b/${shown}`, '', '');
  return formatPatch(
    { ...names, hunks: hunksOf(markedLines(linesOf(before), linesOf(after))) },
    FILE_HEADERS_ONLY,
  );
}

/** The diff that makes a file. */
export const newFileDiff = (file: string, text: string): string =>
  unifiedDiff(file, '', text).replace(/^--- .*$/m, '--- /dev/null');

/**
 * Every line of both versions, marked as a diff marks it. The library's time grows with the square of the number of
 * changes, so it compares what lies between two headers at a time.
 */
function markedLines(before: readonly string[], after: readonly string[]): string[] {
  const marked: string[] = [];
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of [...commonHeaders(before, after), [before.length, after.length] as const]) {
    const [old, fresh] = [before.slice(x, nextX).join(''), after.slice(y, nextY).join('')];
    const [all] = structuredPatch('', '', old, fresh, '', '', { context: Infinity }).hunks;
    if (all) for (const line of all.lines) marked.push(line);
    else for (let i = x; i < nextX; i++) marked.push(` ${(before[i] ?? '').replace(/\n$/, '')}`);
    [x, y] = [nextX, nextY];
  }
  return marked;
}

/** The changed lines with their context, each hunk apart from the next. */
function hunksOf(marked: readonly string[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  let [oldLine, newLine, done] = [1, 1, 0];
  for (const { start, end } of stretchesOf(marked)) {
    const before = marked.slice(done, start);
    const lines = marked.slice(start, end);
    oldLine += count(before, '+');
    newLine += count(before, '-');
    const [oldLines, newLines] = [count(lines, '+'), count(lines, '-')];
    hunks.push({ oldStart: oldLine, oldLines, newStart: newLine, newLines, lines });
    [oldLine, newLine, done] = [oldLine + oldLines, newLine + newLines, end];
  }
  return hunks;
}

/** Stretches of marked lines that hold changes, with three lines around them; nearer changes share a stretch. */
function stretchesOf(marked: readonly string[]): Span[] {
  const stretches: Span[] = [];
  for (const [i, line] of marked.entries()) {
    if (!/^[-+]/.test(line)) continue;
    // The remark `\ No newline at end of file` belongs to the line before it.
    const end = marked[i + context + 1]?.startsWith('\\') ? i + context + 2 : i + context + 1;
    const last = stretches.at(-1);
    const joins = last !== undefined && i - context <= last.end;
    if (joins) stretches.pop();
    stretches.push({ start: joins ? last.start : Math.max(i - context, 0), end });
  }
  return stretches;
}

/** How many lines belong to one of the versions: all but remarks and the other version's. */
const count = (marked: readonly string[], other: '+' | '-'): number =>
  marked.filter(line => !line.startsWith(other) && !line.startsWith('\\')).length;

/** Where both versions have the same header, which neither has twice. */
function commonHeaders(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const there = headersOf(after);
  const common: (readonly [number, number])[] = [];
  for (const [header, x] of headersOf(before)) {
    const y = there.get(header);
    if (y !== undefined && y >= (common.at(-1)?.[1] ?? 0)) common.push([x, y]);
  }
  return common;
}

/** Where each iteration header stands that stands there only once. */
function headersOf(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('#')) continue;
    if (found.has(line)) twice.add(line);
    found.set(line, i);
  }
  for (const line of twice) found.delete(line);
  return found;
}

/** The lines of a text with their breaks. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** A diff as it goes out: to the byte into a file or a pipe, readable and harmless on a terminal. */
export function shownDiff(diff: string, { stdout, env }: Io): string {
  if (stdout.isTTY !== true) return diff;
  const lines = printableLines(diff);
  if (!hasColours(stdout, env)) return lines;
  return lines.replace(/^[-+@].*$/gm, line =>
    paint(line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'cyan', line),
  );
}
