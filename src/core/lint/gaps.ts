/** Iterations that a log lacks. */
import type { Context } from './context.ts';

export interface Gap {
  /** The missing iterations, consecutive and of one batch. */
  readonly ids: number[];
  /** The nearest iteration below them that has an entry; 0 when none has. */
  readonly after: number;
}

/** Missing iterations below a present one. What lacks more than a batch is a jump, of which iter-range speaks. */
export function* gaps(context: Context): Generator<Gap> {
  const { batchSize } = context.protocol;
  const entries = new Set(context.nodes.map(node => node.id));
  let last = 0;
  let after = 0;
  for (const id of presentIds(context)) {
    if (id - last <= batchSize) {
      for (let from = last + 1; from < id;) {
        const to = Math.min(Math.ceil(from / batchSize) * batchSize, id - 1);
        yield { ids: Array.from({ length: to - from + 1 }, (_, i) => from + i), after };
        from = to + 1;
      }
    }
    last = id;
    if (entries.has(id)) after = id;
  }
}

/** The numbers that stand in the log in any way, ascending: also those whose header another rule already reports. */
function presentIds({ nodes, sections }: Context): number[] {
  const ids = new Set<number>();
  for (const { header } of sections) if (header) ids.add(header.id);
  for (const node of nodes) ids.add(node.field('node')?.id ?? node.id);
  return [...ids].sort((a, b) => a - b);
}
