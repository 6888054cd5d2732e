/** What hangs from what: the nodes of a tree, the entries that it lacks, and the runs that are proposed next. */
import type { Picture, PictureEntry, ProposedRun } from '../../core/picture/model.ts';
import { lastBatch } from '../../core/picture/views.ts';
import type { ViewOptions } from '../../core/picture/views.ts';
import type { Tree, TreeNode } from '../../core/tree/model.ts';
import { walk } from '../../core/tree/walk.ts';

/** Something that is drawn as one mark. */
export interface Item {
  /** The entry's key; for a node in no entry and for a proposed run one of its own. */
  readonly key: string;
  readonly id: number;
  readonly batch: number;
  /** Missing for an entry that the tree lacks, and for a proposed run. */
  readonly node?: TreeNode;
  readonly entry?: PictureEntry;
  readonly proposed?: ProposedRun;
  readonly children: Item[];
}

/** The items of one block, or of the whole log. */
export interface Forest {
  /** From 1; undefined for the whole log. */
  readonly block: number | undefined;
  readonly roots: readonly Item[];
  readonly nodes: ReadonlyMap<number, Item>;
  readonly tree: Tree | undefined;
}

/** @param trees those of `treesOf` for the same options. */
export function forestsOf(picture: Picture, trees: readonly Tree[], options: ViewOptions): Forest[] {
  const byBlock = options.scope === 'block' && picture.blockSize > 0;
  const blockOf = (id: number) => (byBlock ? Math.floor((Math.max(id, 1) - 1) / picture.blockSize) + 1 : 0);
  const grown = new Map<number, Growing>();
  const at = (block: number): Growing => {
    const known = grown.get(block);
    if (known) return known;
    const made = new Growing(block || undefined);
    grown.set(block, made);
    return made;
  };
  const owners = new Map(
    picture.entries.flatMap(entry => (entry.node === undefined ? [] : [[entry.node, entry]])),
  );
  for (const tree of trees)
    at(tree.block ? tree.block.index + 1 : 0).addTree(tree, owners, picture.batchSize);
  for (const entry of picture.entries)
    if (entry.node === undefined && entry.batch <= options.batch) at(blockOf(entry.id)).addLost(entry);
  if (options.batch >= lastBatch(picture))
    for (const run of picture.proposal) at(blockOf(run.iteration)).addProposed(run, picture.batchSize);
  return [...grown].sort(([a], [b]) => a - b).map(([, forest]) => forest);
}

class Growing implements Forest {
  readonly roots: Item[] = [];
  readonly nodes = new Map<number, Item>();
  tree: Tree | undefined;

  constructor(readonly block: number | undefined) {}

  addTree(tree: Tree, owners: ReadonlyMap<number, PictureEntry>, batchSize: number): void {
    this.tree = tree;
    const path: Item[] = [];
    for (const { node, depth } of walk(tree)) {
      const entry = owners.get(node.id);
      const batch = entry?.batch ?? batchOf(node.id, batchSize);
      const key = entry?.key ?? `node ${node.id}`;
      const item: Item = { key, id: node.id, batch, node, ...(entry && { entry }), children: [] };
      path.length = depth;
      (path.at(-1)?.children ?? this.roots).push(item);
      path.push(item);
      this.nodes.set(node.id, item);
    }
  }

  addLost(entry: PictureEntry): void {
    const { key, id, batch, parent } = entry;
    const item: Item = { key, id, batch, entry, children: [] };
    this.below(parent, item);
  }

  addProposed(run: ProposedRun, batchSize: number): void {
    const { iteration: id, parent } = run;
    const batch = batchOf(id, batchSize);
    this.below(parent, { key: `proposed ${id}`, id, batch, proposed: run, children: [] });
  }

  private below(parent: number | undefined, item: Item): void {
    (this.nodes.get(parent ?? 0)?.children ?? this.roots).push(item);
  }
}

const batchOf = (id: number, batchSize: number): number => Math.floor(Math.max(id - 1, 0) / batchSize) + 1;
