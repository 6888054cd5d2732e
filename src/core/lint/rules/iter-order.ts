import { increases, isSlip } from '../order.ts';
import type { LogRule } from '../rule.ts';

export const iterOrder: LogRule = {
  slug: 'iter-order',
  severity: 'warning',
  scope: 'log',
  summary: 'Iteration numbers do not increase.',
  fixable: false,
  universal: true,
  *check(context) {
    const { nodes } = context;
    if (increases(nodes)) return;
    const seen = new Set<number>();
    let highest = 0;
    let last = 0;
    for (const [index, node] of nodes.entries()) {
      const repeated = seen.has(node.id);
      seen.add(node.id);
      // A slip is iter-range's, a repetition duplicate-iter's.
      if (repeated || isSlip(nodes, index, highest)) continue;
      if (node.id < last) {
        yield {
          section: node.section,
          span: node.header.span,
          message: `Iter ${node.id} follows Iter ${last}: a log is append-only, and who reads it from its end takes an old batch for the newest. Move the entry to its place.`,
        };
      }
      last = node.id;
      highest = Math.max(highest, node.id);
    }
  },
};
