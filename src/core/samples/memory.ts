/** The table of the memory file: `Config (Node) | samples | mean | std | conn mean | status`. */
import { parse } from '../log/parse.ts';
import { isOpaque } from '../log/section.ts';
import { dominantBreak, indexAt, lineEnd, lineStarts } from '../text/lines.ts';
import { table } from '../text/markdown.ts';
import { insert, replace } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Reference, Statistics } from './statistics.ts';
import { configText, countText, decimals, nodesText, statusText } from './wording.ts';

const columns = ['Config (Node)', 'samples', 'mean', 'std', 'conn mean', 'status'] as const;
/** The heading of the section that is added to a memory file without the table. */
export const memoryHeading = '## Samples per config';

/** The table's lines: the reference first, then the configs in the given order. */
export function memoryTable(
  all: readonly Statistics[],
  reward: string,
  reference: Reference | undefined,
): string[] {
  const rows = all.map(statistics => {
    const { group, metrics } = statistics;
    const summary = metrics[reward];
    return [
      `${configText(group)} (${nodesText(group)})`,
      countText(statistics),
      decimals(summary?.mean),
      decimals(summary?.std),
      decimals(metrics.connectivity_R2?.mean),
      statusText(statistics),
    ];
  });
  return table([columns, ...referenceRow(reward, reference), ...rows]);
}

function referenceRow(reward: string, reference: Reference | undefined): string[][] {
  const summary = reference?.metrics[reward];
  if (!reference || !summary) return [];
  const { n, mean, std } = summary;
  const conn = decimals(reference.metrics.connectivity_R2?.mean);
  return [[`${reference.name} (reference)`, String(n), decimals(mean), decimals(std), conn, 'reference']];
}

/** What puts the table into a memory file; how many such tables it holds when that is more than one. */
export type MemoryUpdate = { readonly edit: TextEdit } | { readonly tables: number };

/**
 * Puts the lines of the table in place of the one that the file holds, or adds a section at its end. Everything else stays as it
 * is; the table gets the line breaks of the file. Tables in code fences and comments are examples and do not count.
 */
export function updateMemory(text: string, lines: readonly string[]): MemoryUpdate {
  const [found, ...more] = tablesIn(text);
  if (found && more.length > 0) return { tables: more.length + 1 };
  const lineBreak = dominantBreak(text);
  const own = lines.join(lineBreak);
  if (found) return { edit: replace(found, own) };
  const blank = /^\uFEFF?\s*$/.test(text);
  const gap = blank ? '' : /[\r\n]$/.test(text) ? lineBreak : lineBreak.repeat(2);
  const section = [memoryHeading, '', own, ''].join(lineBreak);
  return { edit: insert(text.length, gap + section) };
}

/** Where the tables with the memory file's columns stand, without their last line break. */
function tablesIn(text: string): Span[] {
  const starts = lineStarts(text);
  const isHidden = hiddenIn(text);
  const bom = text.startsWith('\uFEFF') ? 1 : 0;
  const startOf = (line: number): number => (line === 0 ? bom : (starts[line] ?? text.length));
  const lineAt = (line: number): string => text.slice(startOf(line), lineEnd(text, starts, line));
  const tables: Span[] = [];
  for (let line = 0; line < starts.length; line++) {
    const start = startOf(line);
    if (!isHeaderRow(lineAt(line), lineAt(line + 1)) || isHidden(start)) continue;
    let last = line;
    while (last + 1 < starts.length && lineAt(last + 1).includes('|')) last++;
    tables.push(span(start, lineEnd(text, starts, last)));
    line = last;
  }
  return tables;
}

/** Whether a place lies in a code fence or a comment. */
function hiddenIn(text: string): (offset: number) => boolean {
  const { sections, offsets } = parse(text);
  return offset => {
    const index = indexAt(offsets, offset);
    return isOpaque(sections[index]?.opaque ?? [], offset - (offsets[index] ?? 0));
  };
}

/** The row of column names, in any case and emphasis; without outer bars only above a row of dashes. */
function isHeaderRow(line: string, next: string): boolean {
  const row = /^ {0,3}(\|?)(.*?)\|?\s*$/.exec(line);
  const names = (row?.[2] ?? '').split('|').map(name => name.replaceAll('*', '').trim().toLowerCase());
  if (names.length !== columns.length) return false;
  if (!columns.every((name, i) => names[i] === name.toLowerCase())) return false;
  return row?.[1] === '|' || /^[\s|:-]*-[\s|:-]*$/.test(next);
}
