import type { IterationRule } from '../rule.ts';

export const parentSameBatch: IterationRule = {
  slug: 'parent-same-batch',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The declared parent is of the same batch and had not run yet.',
  fixable: false,
  universal: false,
  check(node, context) {
    const line = node.field('node');
    if (!line?.readable || !line.parent || node.pending) return [];
    const { parent } = line;
    const first = node.id - node.slot;
    if (parent.id < first || parent.id >= node.id || parent.id === 0 || !context.node(parent.id)) return [];
    return [
      {
        span: parent,
        message: `Iter ${parent.id} ran in the same batch: its result was not known when Iter ${node.id} was planned. Name the node whose config was mutated, of an earlier batch.`,
      },
    ];
  },
};
