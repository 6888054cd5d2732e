import type { IterationRule } from '../rule.ts';

export const parentOtherBlock: IterationRule = {
  slug: 'parent-other-block',
  severity: 'info',
  scope: 'iteration',
  summary: 'The declared parent lies in an earlier block: for the UCB scores this node is a root.',
  fixable: false,
  universal: false,
  check(node, context) {
    const line = node.field('node');
    const { blockSize } = node.protocol;
    if (blockSize === 0 || !line?.readable || !line.parent || node.crashed || node.pending) return [];
    const { parent } = line;
    if (parent.id === 0 || parent.id > (node.block - 1) * blockSize || !context.node(parent.id)?.stored)
      return [];
    const block = Math.ceil(parent.id / blockSize);
    return [
      {
        span: parent,
        message: `Iter ${parent.id} is of block ${block}, Iter ${node.id} of block ${node.block}: the UCB scores count each block for itself, so this node is a root there.`,
      },
    ];
  },
};
