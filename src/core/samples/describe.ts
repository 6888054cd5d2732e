/** What the samples of one metric say about it. Formulas and assumptions: docs/statistics.md. */
import * as statistics from 'simple-statistics';
import { studentQuantile } from './student-t.ts';

export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** The sample standard deviation, with n - 1; undefined for one sample. */
  readonly std: number | undefined;
  readonly min: number;
  readonly max: number;
  /** The 95 % confidence interval of the mean by Student's t; undefined for one sample. */
  readonly interval: readonly [low: number, high: number] | undefined;
}

/** Undefined without samples. The values are finite. */
export function describe(values: readonly number[]): Summary | undefined {
  if (values.length === 0) return undefined;
  const own = [...values];
  const [min, max] = [statistics.min(own), statistics.max(own)];
  // Equal values have no spread; a mean that is off by a rounding error would give them one.
  const mean = min === max ? min : statistics.mean(own);
  const std = own.length === 1 ? undefined : min === max ? 0 : statistics.sampleStandardDeviation(own);
  return { n: own.length, mean, std, min, max, interval: intervalOf(own.length, mean, std) };
}

function intervalOf(n: number, mean: number, std: number | undefined): readonly [number, number] | undefined {
  if (std === undefined) return undefined;
  const half = std === 0 ? 0 : (studentQuantile(0.975, n - 1) * std) / Math.sqrt(n);
  return [mean - half, mean + half];
}
