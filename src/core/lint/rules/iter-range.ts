import { isSlip, jumps } from '../order.ts';
import type { LogRule } from '../rule.ts';

export const iterRange: LogRule = {
  slug: 'iter-range',
  severity: 'error',
  scope: 'log',
  summary: 'An iteration 0, or a jump over more than a batch.',
  fixable: false,
  universal: true,
  *check(context) {
    const { nodes } = context;
    const { batchSize } = context.protocol;
    let highest = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (!node) continue;
      const at = { section: node.section, span: node.header.idToken };
      if (node.id === 0) {
        yield {
          ...at,
          message:
            'Iterations count from 1: 0 means root, so this node can never be a parent. Give the run its own number.',
        };
      } else if (jumps(node.id, highest, batchSize)) {
        const after = highest === 0 ? 'The log begins with' : `After Iter ${highest} comes`;
        const cost = 'it counts to another batch and block, and a resume goes on from there';
        yield {
          ...at,
          message: `${after} Iter ${node.id}, more than a batch ahead: ${cost}. Correct the number, or add the entries between.`,
        };
      }
      if (node.id > highest && !isSlip(nodes, i, highest)) highest = node.id;
    }
  },
};
