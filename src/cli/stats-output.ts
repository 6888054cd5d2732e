/** What `iterlog stats` prints. The JSON is described in docs/statistics.md. */
import { changesText } from '../core/samples/changes.ts';
import { memoryTable } from '../core/samples/memory.ts';
import type { Reference, Statistics } from '../core/samples/statistics.ts';
import {
  configText,
  countText,
  decimals,
  meanText,
  nodesText,
  verdictText,
} from '../core/samples/wording.ts';
import { formatValue } from '../core/protocol/format.ts';
import type { Protocol } from '../core/protocol/types.ts';
import { printable, printableJson } from './printable.ts';
import { counted } from '../core/text/counted.ts';

export interface StatsReport {
  readonly file: string;
  readonly protocol: Protocol;
  readonly reward: string;
  readonly reference: Reference | undefined;
  /** In the order for readers. */
  readonly groups: readonly Statistics[];
}

export const statsFormats = ['text', 'json', 'markdown'] as const;

export const statsReporters: Readonly<
  Record<(typeof statsFormats)[number], (report: StatsReport) => string>
> = {
  text,
  json: report => `${printableJson(jsonOf(report))}\n`,
  markdown: ({ groups, reward, reference }) => `${memoryTable(groups, reward, reference).join('\n')}\n`,
};

function text({ file, protocol, reward, reference, groups }: StatsReport): string {
  const runs = groups.reduce((sum, { group }) => sum + group.runs.length, 0);
  const size = `${counted(groups.length, 'config')} in ${counted(runs, 'iteration')}`;
  const title = `${printable(file)}: ${printable(reward)} by config, ${size} (protocol ${printable(protocol.title)})\n`;
  const rows = groups.map(statistics => row(statistics));
  const above = reference ? `P(> ${reference.name})` : 'P';
  const header = ['config', 'nodes', 'samples', 'mean ± std', '95 % interval', 'conn mean', above, 'verdict'];
  return `${title}\n${aligned([header, ...referenceRow(reward, reference), ...rows])}`;
}

function row(statistics: Statistics): string[] {
  const { group, metrics, comparison } = statistics;
  return [
    configText(group),
    nodesText(group),
    countText(statistics),
    meanText(statistics),
    intervalText(metrics[group.reward]?.interval),
    decimals(metrics.connectivity_R2?.mean),
    decimals(comparison?.welch?.greater),
    verdictText(statistics),
  ];
}

function referenceRow(reward: string, reference: Reference | undefined): string[][] {
  const summary = reference?.metrics[reward];
  if (!reference || !summary) return [];
  const { n, mean, std, interval } = summary;
  const conn = decimals(reference.metrics.connectivity_R2?.mean);
  const spread = `${decimals(mean)} ± ${decimals(std)}`;
  return [[reference.name, '–', String(n), spread, intervalText(interval), conn, '–', 'reference']];
}

const intervalText = (interval: readonly [number, number] | undefined): string =>
  interval ? interval.map(decimals).join(' .. ') : '–';

/** Columns of equal width, two blanks apart; a column that says nothing is left out. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const safe = rows.map(cells => cells.map(printable));
  const [header = []] = safe;
  const kept = header.map(
    (_, i) => safe.length === 1 || safe.slice(1).some(cells => !/^–?$/.test(cells[i] ?? '')),
  );
  const widths = header.map((_, i) => Math.max(...safe.map(cells => (cells[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .filter((_, i) => kept[i])
      .join('  ')
      .trimEnd();
  return safe.map(cells => `${line(cells)}\n`).join('');
}

function jsonOf({ file, protocol, reward, reference, groups }: StatsReport): unknown {
  return {
    file,
    protocol: protocol.title,
    reward,
    reference: reference ? { name: reference.name, metrics: summaries(reference.metrics) } : null,
    groups: groups.map(groupJson),
  };
}

function groupJson({ group, metrics, seeds, statuses, comparison, improvement }: Statistics): unknown {
  const ids = (runs: readonly { readonly id: number }[]): number[] => runs.map(({ id }) => id);
  return {
    config: changesText(group.changes),
    changes: group.changes.map(({ name, value, inherited }) => ({
      name,
      value: value === undefined ? null : formatValue(value),
      inherited,
    })),
    samples: ids(group.samples),
    nan: ids(group.nan),
    unscored: ids(group.unscored),
    crashed: ids(group.crashed),
    pending: ids(group.pending),
    seeds: seeds ?? null,
    statuses,
    metrics: summaries(metrics),
    comparison: comparison
      ? {
          difference: comparison.difference,
          welch: comparison.welch ?? null,
          permutation: comparison.permutation ?? null,
        }
      : null,
    improvement: improvement
      ? {
          verdict: improvement.verdict,
          reasons: improvement.reasons,
          moreSamples: improvement.moreSamples ?? null,
          unsettled: improvement.unsettled ?? null,
        }
      : null,
  };
}

const summaries = (metrics: Reference['metrics']): unknown =>
  Object.fromEntries(Object.entries(metrics).map(([name, summary]) => [name, nulled(summary)]));

/** What is undefined as null, so that every key is always there. */
const nulled = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]: [string, unknown]) => [key, value ?? null]));
