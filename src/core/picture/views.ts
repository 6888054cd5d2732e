/** The trees that a picture can be looked at by. */
import { treeOf } from '../tree/build.ts';
import type { Parents, Tree } from '../tree/model.ts';
import type { StoredNode } from '../tree/reading.ts';
import type { Picture } from './model.ts';
import { readingOf } from './tree-message.ts';

export interface ViewOptions {
  readonly parents: Parents;
  /** `block`: each block by itself, as the search counts. `log`: all iterations as one tree. */
  readonly scope: 'block' | 'log';
  /** The last batch that is looked at: the trees are as they were when it had run. */
  readonly batch: number;
}

/** One tree a block, in their order; a single one for the whole log or a search without blocks. */
export function treesOf(picture: Picture, { parents, scope, batch }: ViewOptions): Tree[] {
  const { tree, reward, blockSize, batchSize } = picture;
  if (!tree) return [];
  const { dialect, c, formula } = tree;
  const settings = { reward, dialect, c, formula, parents };
  const reading = readingOf(tree, batch * batchSize);
  if (scope === 'log' || blockSize === 0)
    return [treeOf(reading, { ...settings, blockSize: 0, iteration: undefined })];
  const blocks = new Map<number, Map<number, StoredNode>>();
  for (const [id, node] of reading.nodes) {
    const block = Math.floor((Math.max(id, 1) - 1) / blockSize);
    const own = blocks.get(block);
    if (own) own.set(id, node);
    else blocks.set(block, new Map([[id, node]]));
  }
  // What a block's tree leaves out anyway is not looked through again for each block.
  return [...blocks]
    .sort(([a], [b]) => a - b)
    .map(([block, nodes]) =>
      treeOf({ ...reading, nodes }, { ...settings, blockSize, iteration: block * blockSize + 1 }),
    );
}

/** The last batch of a log; 0 for an empty one. */
export const lastBatch = ({ last, batchSize }: Picture): number => Math.ceil(last / batchSize);
