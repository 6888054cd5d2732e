import { nextFault } from '../next.ts';
import type { IterationRule } from '../rule.ts';

export const nextFuture: IterationRule = {
  slug: 'next-future',
  severity: 'error',
  scope: 'iteration',
  summary: 'Next names an iteration beyond the current batch, or an unknown one.',
  fixable: false,
  universal: true,
  check(node, context) {
    const parent = node.field('next')?.parent;
    if (!parent || nextFault(node, context) !== 'future') return [];
    const why = parent.id > node.id ? 'has not run yet' : 'is not in the log';
    return [
      {
        span: parent,
        message: `Next names Iter ${parent.id}, which ${why}: the tree builder makes Iter ${node.id + 1} a root. Name a node of this batch or an earlier one.`,
      },
    ];
  },
};
