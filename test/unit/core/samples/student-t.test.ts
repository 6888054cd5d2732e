/** Student's t against published tables, closed forms and values of 30-digit arithmetic. */
import assert from 'node:assert/strict';
import { studentCdf, studentQuantile, studentTail } from '../../../../src/core/samples/student-t.ts';

const near = (actual: number, expected: number, tolerance: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, not ${expected}`);

/** P(|T| <= t) for whole degrees of freedom: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3-4. */
function within(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df));
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  let [term, sum] = df % 2 === 1 ? [cos, cos] : [1, 1];
  for (let k = df % 2 === 1 ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cos * cos;
    sum += term;
  }
  if (df === 1) return (2 * angle) / Math.PI;
  return df % 2 === 1 ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}

describe("Student's t distribution", () => {
  it('has the finite series of whole degrees of freedom', () => {
    for (const df of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 30, 101, 500, 1000])
      for (const t of [0.001, 0.1, 0.5, 1, 1.96, 2.3646, 5, 12.706, 40])
        near(1 - 2 * studentTail(t, df), within(t, df), 1e-11, `t ${t}, df ${df}`);
  });

  it('has fractional degrees of freedom, as Welch needs them (mpmath, 30 digits)', () => {
    const cases = [
      [1.5, 3.7, 0.10679908460100677],
      [0.2, 17.776, 0.42187538883841582],
      [1.8608, 17.776, 0.039698289069889906],
      [6, 9.25, 9.0669799788523523e-5],
      [0.001, 2.5, 0.49963819136039244],
      [2, 1234.5, 0.02285951161552739],
      [40, 5.5, 2.7052549945230502e-8],
      [2, 100_000, 0.022751481728753232],
    ] as const;
    for (const [t, df, tail] of cases) {
      near(studentTail(t, df) / tail, 1, 1e-9, `t ${t}, df ${df}`);
      near(studentCdf(-t, df), tail, 1e-11, `-t ${t}, df ${df}`);
      near(studentCdf(t, df), 1 - tail, 1e-11, `cdf ${t}, df ${df}`);
    }
  });

  it('has the quantiles of the NIST/SEMATECH e-Handbook, table 1.3.6.7.2', () => {
    const table: Readonly<Record<number, readonly [p95: number, p975: number, p995: number]>> = {
      1: [6.314, 12.706, 63.657],
      2: [2.92, 4.303, 9.925],
      3: [2.353, 3.182, 5.841],
      4: [2.132, 2.776, 4.604],
      5: [2.015, 2.571, 4.032],
      7: [1.895, 2.365, 3.499],
      10: [1.812, 2.228, 3.169],
      30: [1.697, 2.042, 2.75],
      100: [1.66, 1.984, 2.626],
    };
    for (const [df, [p95, p975, p995]] of Object.entries(table)) {
      near(studentQuantile(0.95, Number(df)), p95, 5.1e-4, `95 % ${df}`);
      near(studentQuantile(0.975, Number(df)), p975, 5.1e-4, `97.5 % ${df}`);
      near(studentQuantile(0.995, Number(df)), p995, 5.1e-4, `99.5 % ${df}`);
    }
  });

  it('has the quantiles in closed form for 1, 2 and 4 degrees of freedom', () => {
    for (const p of [0.6, 0.9, 0.975, 0.995, 0.9999]) {
      near(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5)), 1, 1e-9, `df 1, ${p}`);
      const alpha = 4 * p * (1 - p);
      near(studentQuantile(p, 2) / ((2 * p - 1) * Math.sqrt(2 / alpha)), 1, 1e-9, `df 2, ${p}`);
      const q = Math.cos(Math.acos(Math.sqrt(alpha)) / 3) / Math.sqrt(alpha);
      near(studentQuantile(p, 4) / (2 * Math.sqrt(q - 1)), 1, 1e-9, `df 4, ${p}`);
      near(studentQuantile(1 - p, 4), -studentQuantile(p, 4), 1e-8, `other side, ${p}`);
    }
  });

  it('is defined at its edges', () => {
    assert.deepEqual([studentCdf(0, 3), studentCdf(Infinity, 3), studentCdf(-Infinity, 3)], [0.5, 1, 0]);
    assert.equal(studentQuantile(0.5, 3), 0);
    assert.ok(Number.isNaN(studentCdf(NaN, 3)));
  });
});
