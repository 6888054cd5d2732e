/** What configs do differently, for people and for programs. */
import type { ConfigDifference } from '../core/actions/compare.ts';
import type { Io } from './io.ts';
import type { NamedConfig } from './named-config.ts';
import { printable, printableJson } from './printable.ts';
import { shownPath } from './shown-path.ts';

export interface Comparison {
  readonly a: NamedConfig;
  readonly b: NamedConfig;
  readonly differences: readonly ConfigDifference[];
}

/** An array with one object a comparison; what a config does not have is null. */
export function differencesJson(compared: readonly Comparison[], { cwd }: Io): string {
  const configOf = ({ name, path }: NamedConfig) => ({
    name,
    file: path === undefined ? null : shownPath(path, cwd),
  });
  const all = compared.map(({ a, b, differences }) => ({
    a: configOf(a),
    b: configOf(b),
    differences: differences.map(found => ({
      key: found.key,
      parameter: found.parameter ?? null,
      a: found.a ?? null,
      b: found.b ?? null,
      implied: found.implied,
      default: found.default ?? null,
    })),
  }));
  return `${printableJson(all)}\n`;
}

/** A table a comparison. */
export const differencesTable = (compared: readonly Comparison[]): string => compared.map(tableOf).join('\n');

function tableOf({ a, b, differences }: Comparison): string {
  const title = `${a.name} and ${b.name}`;
  if (differences.length === 0) return `${title}: no difference\n`;
  const rows = [
    ['key', 'in the log', a.name, b.name],
    ...differences.map(found => [
      found.key,
      found.parameter ?? '',
      shown(found.a, found),
      shown(found.b, found),
    ]),
  ].map(row => row.map(printable));
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const lines = rows.map(row => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  return `${title}\n${lines.map(line => `  ${line.trimEnd()}\n`).join('')}`;
}

/** Characters of a value that a table has room for; the JSON has it whole. */
const most = 40;

function shown(value: string | undefined, { default: implied }: ConfigDifference): string {
  if (value === undefined) return implied === undefined ? '(missing)' : `(missing: ${implied})`;
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
