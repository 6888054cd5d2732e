import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import type { IterationRule } from '../rule.ts';

export const parentNotOlder: IterationRule = {
  slug: 'parent-not-older',
  severity: 'error',
  scope: 'iteration',
  summary: 'The declared parent is the node itself or a later one.',
  fixable: false,
  universal: true,
  check(node, context) {
    const line = node.field('node');
    if (!line?.readable || !line.parent || node.pending) return [];
    if (line.parent.id === 0 || line.parent.id < node.id) return [];
    return [
      {
        span: line.parent,
        message: `${whatIsWrong(node, line.parent.id, context)} Name the node whose config was mutated.`,
      },
    ];
  },
};

function whatIsWrong(node: IterationNode, parent: number, context: Context): string {
  if (parent === node.id)
    return `Iter ${node.id} names itself as its parent: it hangs on no node, and the tree is no tree.`;
  const cycle = cycleOf(node, context);
  if (!cycle)
    return `The parent, Iter ${parent}, is later than Iter ${node.id}, which cannot have been made from it.`;
  return `The parents ${cycle.join(' <- ')} close a cycle, which makes their visits too high: Iter ${parent} is later than Iter ${node.id}.`;
}

/** The iterations from a node along the declared parents back to it; undefined when they do not lead back. */
function cycleOf(node: IterationNode, context: Context): number[] | undefined {
  const seen = new Set<number>([node.id]);
  let parent = node.parent;
  while (parent && !seen.has(parent)) {
    seen.add(parent);
    parent = context.node(parent)?.parent;
  }
  return parent === node.id ? [...seen, parent] : undefined;
}
