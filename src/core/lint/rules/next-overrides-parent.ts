import { nextFault, parentText, setNext } from '../next.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const nextOverridesParent: IterationRule = {
  slug: 'next-overrides-parent',
  severity: 'warning',
  scope: 'iteration',
  summary: 'Next gives the following iteration another parent than it declares.',
  fixable: true,
  universal: true,
  check(node, context) {
    const parent = node.field('next')?.parent;
    if (!parent || nextFault(node, context) !== 'overrides') return [];
    const following = context.node(node.id + 1);
    const declared = following?.field('node')?.parent;
    if (!following || !declared) return [];
    return [
      withFix(setNext(node, context), {
        span: parent,
        message: `Iter ${following.id} declares parent=${parentText(declared.id)}, but the tree builder takes this Next and makes parent=${parentText(parent.id)} its parent.`,
        related: [
          {
            section: following.section,
            span: declared,
            message: `Iter ${following.id} declares its parent here.`,
          },
        ],
      }),
    ];
  },
};
