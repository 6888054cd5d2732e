/** What the tree builder reads of a log as part of a message, from which the tree of any moment can be built. */
import type { Protocol } from '../protocol/types.ts';
import type { Reading, StoredNode } from '../tree/reading.ts';
import { finite } from './finite.ts';
import type { PictureTree } from './model.ts';

export function treeMessage({ nodes, nexts, zeros, mentioned }: Reading, protocol: Protocol): PictureTree {
  const { dialect, ucb } = protocol;
  return {
    dialect,
    c: ucb.c,
    formula: ucb.formula,
    nodes: [...nodes.values()].map(({ id, declaredParent, reward, mutation }) => ({
      id: finite(id),
      parent: finite(declaredParent),
      reward: finite(reward),
      mutation,
    })),
    nexts: [...nexts].map(([id, next]) => [finite(id), finite(next)]),
    zeros: [...zeros].map(finite),
    mentioned: [...mentioned].map(finite),
  };
}

/**
 * The reading of the log as it was when an iteration was the last.
 * @param last the iterations behind it are left out.
 */
export function readingOf(tree: PictureTree, last: number): Reading {
  const nodes = new Map<number, StoredNode>();
  for (const { id, parent, reward, mutation } of tree.nodes)
    if (id <= last) nodes.set(id, { id, declaredParent: parent, reward, mutation, metrics: {} });
  return {
    nodes,
    nexts: new Map(tree.nexts.filter(([id]) => id <= last)),
    zeros: new Set(tree.zeros.filter(id => id <= last)),
    mentioned: new Set(tree.mentioned.filter(id => id <= last)),
  };
}
