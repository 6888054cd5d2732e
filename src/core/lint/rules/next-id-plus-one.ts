import { nextFault, setNext } from '../next.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const nextIdPlusOne: IterationRule = {
  slug: 'next-id-plus-one',
  severity: 'error',
  scope: 'iteration',
  summary: 'Next names the following iteration itself.',
  fixable: true,
  universal: true,
  check(node, context) {
    const parent = node.field('next')?.parent;
    if (!parent || nextFault(node, context) !== 'id-plus-one') return [];
    return [
      withFix(setNext(node, context), {
        span: parent,
        message: `Next names Iter ${parent.id}, the iteration that follows: a node cannot be its own parent. Name a node that has run.`,
      }),
    ];
  },
};
