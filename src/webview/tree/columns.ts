/** The columns of a tree: one a batch, as wide as it needs. */
import type { Item } from './forest.ts';

/** Room for an item that hangs from another one of its batch, as the Next of a run's neighbour often has it. */
const step = 50;

export interface Columns {
  /** Where the column of each batch begins, in the order of the batches. */
  readonly starts: ReadonlyMap<number, number>;
  readonly width: number;
  placeOf(item: Item): number;
}

/**
 * Batches that have nothing take no room.
 * @param wide how wide a column is in which nothing hangs from its neighbours.
 */
export function columnsOf(roots: readonly Item[], wide: number): Columns {
  const inside = new Map<Item, number>();
  const deepest = new Map<number, number>();
  const rest = roots.map((item): [item: Item, depth: number] => [item, 0]);
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [item, depth] = next;
    inside.set(item, depth);
    deepest.set(item.batch, Math.max(deepest.get(item.batch) ?? 0, depth));
    for (const child of item.children) rest.push([child, child.batch === item.batch ? depth + 1 : 0]);
  }
  const starts = new Map<number, number>();
  let width = 0;
  for (const [batch, depth] of [...deepest].sort(([a], [b]) => a - b)) {
    starts.set(batch, width);
    width += wide + depth * step;
  }
  return {
    starts,
    width,
    placeOf: item => (starts.get(item.batch) ?? 0) + (inside.get(item) ?? 0) * step,
  };
}
