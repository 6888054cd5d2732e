import type { IterationRule } from '../rule.ts';

export const parentUnknown: IterationRule = {
  slug: 'parent-unknown',
  severity: 'error',
  scope: 'iteration',
  summary: 'The declared parent is not in the log.',
  fixable: false,
  universal: true,
  check(node, context) {
    const line = node.field('node');
    if (!line?.readable || !line.parent || node.pending) return [];
    const { parent } = line;
    if (parent.id === 0 || parent.id >= node.id || context.node(parent.id)) return [];
    return [
      {
        span: parent,
        message: `Iter ${parent.id} is not in the log: the tree builder makes Iter ${node.id} a root, and its gain counts for no ancestor. Name the node whose config was mutated.`,
      },
    ];
  },
};
