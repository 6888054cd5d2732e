import type { IterationNode } from '../node.ts';
import type { IterationRule } from '../rule.ts';

export const parentUnscored: IterationRule = {
  slug: 'parent-unscored',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The declared parent has no readable reward, so the tree builder makes this node a root.',
  fixable: false,
  universal: true,
  check(node, context) {
    const line = node.field('node');
    if (!line?.readable || !line.parent || line.parent.id >= node.id || node.crashed || node.pending)
      return [];
    const parent = context.parentOf(node);
    if (!parent || parent.stored) return [];
    return [
      {
        span: line.parent,
        message: `Iter ${parent.id} ${whyUnscored(parent)}, so the tree builder does not know it and makes Iter ${node.id} a root. Repair that entry, or name the scored node it came from.`,
      },
    ];
  },
};

/** Why the tree builder has no node for an iteration, as the rest of a sentence. */
export function whyUnscored(node: IterationNode): string {
  if (node.pending) return 'has not run yet';
  if (node.crashed) return 'crashed';
  if (!node.header.readable) return 'has a header that is not read';
  return node.field('node')?.readable ? 'has no readable reward' : 'has no readable Node line';
}
