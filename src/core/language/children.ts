import type { Tree, TreeNode } from '../tree/model.ts';
import { childrenOf } from '../tree/walk.ts';

const known = new WeakMap<Tree, ReadonlyMap<number, readonly TreeNode[]>>();

/** The nodes below a node of a tree; worked out once for all of them, since every entry on screen asks. */
export function childrenIn(tree: Tree, id: number): readonly TreeNode[] {
  let children = known.get(tree);
  if (!children) known.set(tree, (children = childrenOf(tree)));
  return children.get(id) ?? [];
}
