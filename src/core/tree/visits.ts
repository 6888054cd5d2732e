export interface Visits {
  readonly visits: readonly number[];
  /** Indices, each circle once: a node, its parent, and so on. */
  readonly cycles: readonly (readonly number[])[];
}

/**
 * Visits of every node in linear time: 1 for itself and 1 for each node below it.
 *
 * The tree builder walks from each node up to the first ancestor that it has met already, and adds 1 to each it
 * meets. On a circle the walk comes back to where it began, so every node of the circle counts one more than all
 * nodes on it and below it; the same numbers come out here without the walks.
 * @param parents the index of each node's parent; -1 for roots.
 */
export function countVisits(parents: readonly number[]): Visits {
  const visits = parents.map(() => 1);
  const children = parents.map(() => 0);
  for (const parent of parents) if (parent >= 0) children[parent] = (children[parent] ?? 0) + 1;
  const ready = [...parents.keys()].filter(i => children[i] === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const parent = parents[node] ?? -1;
    if (parent < 0) continue;
    visits[parent] = (visits[parent] ?? 0) + (visits[node] ?? 0);
    children[parent] = (children[parent] ?? 0) - 1;
    if (children[parent] === 0) ready.push(parent);
  }
  const cycles = circles(parents, children);
  for (const cycle of cycles) {
    const all = cycle.reduce((sum, node) => sum + (visits[node] ?? 0), 0);
    for (const node of cycle) visits[node] = all + 1;
  }
  return { visits, cycles };
}

/** What has children left once every leaf is taken away, over and over, is on a circle. */
function circles(parents: readonly number[], left: readonly number[]): number[][] {
  const seen = new Set<number>();
  const cycles: number[][] = [];
  for (const [start, count] of left.entries()) {
    if (count === 0) continue;
    const cycle: number[] = [];
    for (let node = start; !seen.has(node); node = parents[node] ?? -1) {
      seen.add(node);
      cycle.push(node);
    }
    if (cycle.length > 0) cycles.push(cycle);
  }
  return cycles;
}
