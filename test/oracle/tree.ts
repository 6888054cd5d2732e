/** The search's tree as the specification's tree builder scores it. */
import type { Run } from './history.ts';

const blockSize = 12;
const c = 1.414;

/**
 * The nodes of the last iteration's block with their UCB scores. The Next of the iteration before replaces the declared
 * parent; a parent outside the block is the root; a nan reward counts as 0.
 */
export function scoresOf(runs: readonly Run[]): Map<number, number> {
  const last = Math.max(0, ...runs.map(({ id }) => id));
  const from = Math.floor((last - 1) / blockSize) * blockSize;
  const next = new Map(runs.map(run => [run.id, run.next]));
  const nodes = new Map(runs.filter(({ id, isNode }) => isNode && id > from).map(run => [run.id, run]));
  const parentOf = (run: Run): Run | undefined => {
    const named = next.get(run.id - 1);
    const parent = named === undefined || named === run.id ? run.parent : named;
    return nodes.get(Number(parent));
  };
  const visits = new Map([...nodes.keys()].map(id => [id, 1]));
  for (const run of nodes.values()) {
    const met = new Set([run.id]);
    for (let at = parentOf(run); at && !met.has(at.id); at = parentOf(at)) {
      met.add(at.id);
      visits.set(at.id, (visits.get(at.id) ?? 1) + 1);
    }
  }
  return new Map(
    [...nodes.values()].map(({ id, vrest }) => {
      const reward = Number.isNaN(vrest ?? NaN) ? 0 : (vrest ?? 0);
      return [id, reward + (c * Math.sqrt(nodes.size)) / (1 + (visits.get(id) ?? 1))];
    }),
  );
}
