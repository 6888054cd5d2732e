import type { IterationNode } from '../node.ts';
import { increases } from '../order.ts';
import type { LogRule } from '../rule.ts';

export const duplicateIter: LogRule = {
  slug: 'duplicate-iter',
  severity: 'error',
  scope: 'log',
  summary: 'The same iteration stands in the log twice.',
  fixable: false,
  universal: true,
  *check(context) {
    if (increases(context.nodes)) return;
    const firsts = new Map<number, IterationNode>();
    for (const node of context.nodes) {
      const first = firsts.get(node.id);
      if (!first) {
        firsts.set(node.id, node);
        continue;
      }
      yield {
        section: node.section,
        span: node.header.span,
        message: `Iter ${node.id} is in the log already: the tree builder keeps only the last entry of a number, so a run is lost. Give each run its own number.`,
        related: [
          { section: first.section, span: first.header.span, message: `Iter ${node.id} stands here first.` },
        ],
      };
    }
  },
};
