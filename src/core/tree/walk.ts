import type { Tree, TreeNode } from './model.ts';

export interface Placed {
  readonly node: TreeNode;
  /** 0 for a root, and for the first node of a circle. */
  readonly depth: number;
}

/** The nodes below each node, in the order of the log; a circle's nodes are below each other. */
export function childrenOf({ nodes }: Tree): ReadonlyMap<number, readonly TreeNode[]> {
  const children = new Map<number, TreeNode[]>();
  for (const node of nodes) {
    if (node.rootReason !== undefined) continue;
    const siblings = children.get(node.parent);
    if (siblings) siblings.push(node);
    else children.set(node.parent, [node]);
  }
  return children;
}

/** Every node once, each before the nodes below it: the roots first, then the circles. Does not recurse. */
export function* walk(tree: Tree): Generator<Placed> {
  const children = childrenOf(tree);
  const circles = tree.cycles.flatMap(([first]) => tree.byId.get(first ?? 0) ?? []);
  const seen = new Set<TreeNode>();
  for (const start of [...tree.nodes.filter(({ rootReason }) => rootReason !== undefined), ...circles]) {
    const stack: Placed[] = [{ node: start, depth: 0 }];
    for (let place = stack.pop(); place; place = stack.pop()) {
      const { node, depth } = place;
      if (seen.has(node)) continue;
      seen.add(node);
      yield place;
      for (const child of (children.get(node.id) ?? []).toReversed())
        stack.push({ node: child, depth: depth + 1 });
    }
  }
}
