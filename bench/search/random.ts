/** Seeded random numbers: the same seeds give the same numbers on every machine. */

/** Uniform in [0, 1). */
export type Random = () => number;

/**
 * A stream of its own for every list of seeds.
 *
 * The generator is mulberry32 by Tommy Ettinger (public domain, 2017, gist.github.com/tommyettinger/46a874533244883189143505d203312c):
 * 32 bits of state, passes gjrand, and its short period of 2^32 is no concern for the few hundred numbers of a search.
 * The seeds are mixed by the finalizer of MurmurHash3 (Austin Appleby, public domain).
 */
export function random(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => finalize(mixed ^ finalize(seed + 0x9e3779b9)), 0x2545f491);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function finalize(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A standard normal number, by the transform of Box and Muller. */
export const normal = (rng: Random): number =>
  Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());

/** One of the items, each as likely; undefined where there is none. */
export const pick = <T>(items: readonly T[], rng: Random): T | undefined =>
  items[Math.floor(rng() * items.length)];

/** The items in a random order, by the shuffle of Fisher and Yates. */
export function shuffle<T>(items: readonly T[], rng: Random): T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(Math.floor(rng() * rest.length), 1));
  return order;
}
