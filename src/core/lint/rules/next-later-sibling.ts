import { nextFault, setNext } from '../next.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const nextLaterSibling: IterationRule = {
  slug: 'next-later-sibling',
  severity: 'warning',
  scope: 'iteration',
  summary: 'Next names a later iteration of the same batch.',
  fixable: true,
  universal: true,
  check(node, context) {
    const parent = node.field('next')?.parent;
    if (!parent || nextFault(node, context) !== 'later-sibling') return [];
    return [
      withFix(setNext(node, context), {
        span: parent,
        message: `Next names Iter ${parent.id}, which runs in the same batch: the tree builder makes it the parent of Iter ${node.id + 1}, which was not made from it.`,
      }),
    ];
  },
};
