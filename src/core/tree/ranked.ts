import type { Tree, TreeNode } from './model.ts';

/** The nodes with the highest score first; equal ones in the order of the log. */
export const ranked = ({ nodes }: Tree): readonly TreeNode[] => nodes.toSorted((a, b) => compare(b, a));

const compare = (a: TreeNode, b: TreeNode): number => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0);
