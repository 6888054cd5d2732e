import type { Summary } from './describe.ts';
import { studentCdf, studentTail } from './student-t.ts';

export interface Welch {
  readonly t: number;
  /** By the Welch-Satterthwaite formula; rarely whole. */
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** How likely the first mean is above the second one, taking the difference to lie about its estimate as t does. */
  readonly greater: number;
}

/** Welch's t-test of two means; undefined where a side has one sample, or neither has any spread. */
export function welchTest(
  a: Pick<Summary, 'n' | 'mean' | 'std'>,
  b: Pick<Summary, 'n' | 'mean' | 'std'>,
): Welch | undefined {
  if (a.std === undefined || b.std === undefined) return undefined;
  const [va, vb] = [a.std ** 2 / a.n, b.std ** 2 / b.n];
  if (va + vb === 0) return undefined;
  const t = (a.mean - b.mean) / Math.sqrt(va + vb);
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  return { t, df, p: 2 * studentTail(t, df), greater: studentCdf(t, df) };
}
