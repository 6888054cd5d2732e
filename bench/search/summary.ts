/** Means of searches with their 95 % intervals, and the table of them. */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { batches } from './loop.ts';
import type { Search } from './loop.ts';
import type { Surface } from './surface.ts';

/** What is kept of a search. */
export interface Result {
  readonly regret: number;
  readonly confirmed?: number;
}

/** The results of one policy on one surface, one a seed, in the order of the seeds. */
export interface Results {
  readonly surface: Surface;
  readonly policy: string;
  readonly results: readonly Result[];
}

export const resultOf = ({ regret, confirmed }: Search): Result => ({
  regret,
  ...(confirmed !== undefined && { confirmed }),
});

/** Batches until the best region was confirmed; the budget where it never was, as a restricted mean has it. */
const batchesOf = ({ confirmed = batches }: Result): number => confirmed;
const regretOf = ({ regret }: Result): number => regret;

/** A mean and the half width of its 95 % interval, by the normal approximation: 1.96 standard errors. */
export function interval(values: readonly number[]): { mean: number; half: number } {
  const items = [...values];
  return { mean: mean(items), half: (1.96 * sampleStandardDeviation(items)) / Math.sqrt(items.length) };
}

const header = [
  '| surface | policy | regret | against random | batches to confirm | against random | confirmed |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

/** A row for each policy on each surface. Differences are paired by seed; those whose interval leaves out 0 are bold. */
export function table(all: readonly Results[], rival: string): string {
  const rows = all.map(item => {
    const other = all.find(({ surface, policy }) => surface === item.surface && policy === rival) ?? item;
    return row(item, other);
  });
  return [...header, ...rows].join('\n');
}

function row(item: Results, rival: Results): string {
  const { surface, policy, results } = item;
  const share = results.filter(({ confirmed }) => confirmed !== undefined).length / results.length;
  const cells = [
    surface.heldOut ? `${surface.name} (held out)` : surface.name,
    policy,
    shown(results.map(regretOf), 3),
    difference(item, rival, regretOf, 3),
    shown(results.map(batchesOf), 2),
    difference(item, rival, batchesOf, 2),
    `${(share * 100).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function shown(values: readonly number[], digits: number): string {
  const { mean: middle, half } = interval(values);
  return `${middle.toFixed(digits)} ± ${half.toFixed(digits)}`;
}

function difference(a: Results, b: Results, of: (result: Result) => number, digits: number): string {
  if (a === b) return '';
  const values = a.results.map((result, i) => of(result) - of(b.results[i] ?? result));
  const { mean: middle, half } = interval(values);
  const text = `${middle > 0 ? '+' : ''}${shown(values, digits)}`;
  return Math.abs(middle) > half ? `**${text}**` : text;
}
