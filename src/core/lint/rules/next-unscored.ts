import { nextFault } from '../next.ts';
import type { IterationRule } from '../rule.ts';
import { whyUnscored } from './parent-unscored.ts';

export const nextUnscored: IterationRule = {
  slug: 'next-unscored',
  severity: 'warning',
  scope: 'iteration',
  summary: 'Next names an iteration without a readable reward.',
  fixable: false,
  universal: true,
  check(node, context) {
    const parent = node.field('next')?.parent;
    if (!parent || !node.next || node.pending) return [];
    // What is wrong with this entry's own reward is said at its Metrics line.
    if (node.next === node.id && !node.crashed) return [];
    const target = context.node(node.next);
    if (!target || target.stored || nextFault(node, context)) return [];
    return [
      {
        span: parent,
        message: `Next names Iter ${target.id}, which ${whyUnscored(target)}: the tree builder does not know it and makes Iter ${node.id + 1} a root. Name a scored node.`,
      },
    ];
  },
};
