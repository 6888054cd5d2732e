/** A permutation test of the difference of two means. The core has no randomness: what is drawn is derived from the data. */

/** Up to so many arrangements are all counted; of more, so many are drawn. */
export const mostArrangements = 100_000;

export interface Permutation {
  /** Two-sided. */
  readonly p: number;
  /** How many arrangements were looked at. */
  readonly arrangements: number;
  /** Whether these were all there are. */
  readonly exact: boolean;
}

/** Undefined where a side has no samples. */
export function permutationTest(a: readonly number[], b: readonly number[]): Permutation | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  // In one order, so that neither the order of the log nor that of the sides changes the result.
  const pool = [...few, ...many].sort((x, y) => x - y);
  const isExtreme = extremeness(few, pool);
  const all = arrangementsOf(pool.length, few.length);
  if (all <= mostArrangements) {
    return { p: countAll(pool, few.length, isExtreme) / all, arrangements: all, exact: true };
  }
  const extreme = countDrawn(pool, few.length, isExtreme);
  return { p: (extreme + 1) / (mostArrangements + 1), arrangements: mostArrangements, exact: false };
}

/** How many ways there are to choose k of n; more than {@link mostArrangements} when it passes that. */
export function arrangementsOf(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k && count <= mostArrangements; i++) count = (count * (n - k + i)) / i;
  return Math.round(count);
}

/** Whether a group with this sum differs from the rest at least as much as the observed one, rounding errors aside. */
function extremeness(few: readonly number[], pool: readonly number[]): (sum: number) => boolean {
  const total = sumOf(pool);
  const expected = (total * few.length) / pool.length;
  const largest = Math.max(...pool.map(Math.abs));
  const observed = Math.abs(sumOf([...few].sort((x, y) => x - y)) - expected) - 1e-12 * largest * pool.length;
  return sum => Math.abs(sum - expected) >= observed;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Goes through every choice of `size` values from `from` on. */
function countAll(
  pool: readonly number[],
  size: number,
  isExtreme: (sum: number) => boolean,
  from = 0,
  sum = 0,
): number {
  if (size === 0) return isExtreme(sum) ? 1 : 0;
  let count = 0;
  for (let i = from; i <= pool.length - size; i++)
    count += countAll(pool, size - 1, isExtreme, i + 1, sum + (pool[i] ?? 0));
  return count;
}

/** Draws each group by the first steps of a Fisher-Yates shuffle. */
function countDrawn(pool: readonly number[], size: number, isExtreme: (sum: number) => boolean): number {
  const values = [...pool];
  const next = generator(seedOf([size, ...pool]));
  let count = 0;
  for (let draw = 0; draw < mostArrangements; draw++) {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const j = i + Math.floor(next() * (values.length - i));
      const chosen = values[j] ?? 0;
      values[j] = values[i] ?? 0;
      values[i] = chosen;
      sum += chosen;
    }
    if (isExtreme(sum)) count++;
  }
  return count;
}

/** FNV-1a, 32 bits, over the numbers as text. */
function seedOf(numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const char of numbers.join(',')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** SplitMix32: numbers from 0 up to 1, the same ones for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
