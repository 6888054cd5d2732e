import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { hasColours } from './io.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { printableLines } from './printable.ts';

/** A unified diff that `patch -p1` and `git apply` take; empty for equal texts. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const name = path.isAbsolute(file) ? file.slice(path.parse(file).root.length) : file;
  const shown = name.replaceAll(path.sep, '/');
  const patch = createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, '', '', { context: 3 });
  return patch.slice(patch.indexOf('--- '));
}

/** A diff as it goes out: to the byte into a file or a pipe, readable and harmless on a terminal. */
export function shownDiff(diff: string, { stdout, env }: Io): string {
  if (stdout.isTTY !== true) return diff;
  const lines = printableLines(diff);
  if (!hasColours(stdout, env)) return lines;
  return lines.replace(/^[-+@].*$/gm, line =>
    paint(line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'cyan', line),
  );
}
