import type { IterationNode } from '../lint/node.ts';
import { describeRefusal } from '../tree/describe.ts';
import type { Tree, TreeNode } from '../tree/model.ts';
import { pythonFixed } from '../tree/python-number.ts';
import { walk } from '../tree/walk.ts';
import { blockItem, entryItem, filtered, groupedBy } from './blocks.ts';
import type { Block } from './blocks.ts';
import { joined } from './entries.ts';
import type { Entries } from './entries.ts';
import { noFindings } from './findings.ts';
import { makeItem } from './item.ts';
import type { OutlineItem } from './item.ts';

/** How deep a tree is open from the start. */
const openDepth = 8;

/** Each block's tree with the parents that the search used, then what the tree lacks. */
export function treeOrder(entries: Entries, current: number, currentOnly: boolean): readonly OutlineItem[] {
  const { exploration } = entries;
  const { blockSize } = exploration.protocol;
  const why = whyNoTree(entries);
  if (why !== undefined) return withoutTree(entries, why);
  const blocks = blocksOf(entries);
  if (blockSize === 0) return blocks.flatMap(block => treeOf(entries, block));
  return filtered(blocks, current, currentOnly).map(block => {
    const size = exploration.treeAt(firstOf(block, blockSize))?.nodes.length ?? 0;
    const range = block.nodes.length > 0 ? entries.groupText(block.nodes) : [];
    const said = [...range, `${size} in the tree`];
    return blockItem(entries, block, block.number === current, said, parent =>
      treeOf(entries, block, parent),
    );
  });
}

/** Also those into which a wrong Node id leads. */
function blocksOf(entries: Entries): Block[] {
  const { blockSize } = entries.exploration.protocol;
  const blocks: Map<number, readonly IterationNode[]> = groupedBy(entries.inOrder, node => node.block);
  for (const id of entries.exploration.owners.ids) {
    if (!entries.exploration.treeNode(id)) continue;
    const number = blockSize > 0 ? Math.floor((Math.max(id, 1) - 1) / blockSize) + 1 : 1;
    if (!blocks.has(number)) blocks.set(number, []);
  }
  return [...blocks].map(([number, nodes]) => ({ number, nodes })).sort((a, b) => a.number - b.number);
}

const firstOf = ({ number }: Block, blockSize: number): number => (number - 1) * blockSize + 1;

function treeOf(entries: Entries, block: Block, parent?: OutlineItem): OutlineItem[] {
  const { exploration } = entries;
  const tree = exploration.treeAt(firstOf(block, exploration.protocol.blockSize));
  const roots = tree ? forest(tree).map(sprout => nodeItem(entries, sprout, 0, parent)) : [];
  const dropped = block.nodes.filter(node => !exploration.treeNodeOf(node));
  return dropped.length > 0 ? [...roots, droppedItem(entries, block.number, dropped, parent)] : roots;
}

interface Sprout {
  readonly node: TreeNode;
  readonly children: Sprout[];
}

/** The tree as nested nodes, each once: a circle of parents hangs from its first node. */
function forest(tree: Tree): Sprout[] {
  const roots: Sprout[] = [];
  const path: Sprout[] = [];
  for (const { node, depth } of walk(tree)) {
    const sprout: Sprout = { node, children: [] };
    path.length = depth;
    (path.at(-1)?.children ?? roots).push(sprout);
    path.push(sprout);
  }
  return roots;
}

function nodeItem(
  entries: Entries,
  { node, children }: Sprout,
  depth: number,
  parent: OutlineItem | undefined,
): OutlineItem {
  const grow = (own: OutlineItem): OutlineItem[] =>
    children.map(child => nodeItem(entries, child, depth + 1, own));
  const owner = entries.exploration.owners.of(node.id);
  const look = owner ? { ...entries.look(owner), key: entries.keyOf(owner) } : hiddenNode(node);
  const { overriddenBy, declaredParent } = node;
  const stated = overriddenBy === undefined ? '' : `stated parent ${declaredParent || 'root'}`;
  return makeItem(
    {
      ...look,
      description: joined([look.description, stated]),
      spoken: [look.spoken, stated].filter(Boolean).join(', '),
      isOpen: depth < openDepth,
      node: owner,
    },
    parent,
    children.length > 0 ? grow : undefined,
  );
}

/** A node that only the tree builder reads: its header stands in a code fence or a comment. */
function hiddenNode({ id, reward, score }: TreeNode) {
  const description = `${pythonFixed(reward, 3)} · UCB ${pythonFixed(score, 3)} · in no entry`;
  return {
    key: `node ${id}`,
    kind: 'entry',
    label: `Node ${id}`,
    description,
    spoken: `Node ${id}, in no entry`,
    grade: 'unknown',
    findings: noFindings,
  } as const;
}

/** @param block 0 for the whole log. */
function droppedItem(
  entries: Entries,
  block: number,
  nodes: readonly IterationNode[],
  parent: OutlineItem | undefined,
): OutlineItem {
  return makeItem(
    {
      key: `dropped ${block}`,
      kind: 'dropped',
      label: 'Not in the tree',
      description: String(nodes.length),
      spoken: `Not in the tree, ${nodes.length}`,
      findings: entries.findings.count(nodes),
      isOpen: true,
    },
    parent,
    own => nodes.map(node => entryItem(entries, node, own)),
  );
}

function whyNoTree({ exploration }: Entries): string | undefined {
  if (exploration.protocol.reward === '') return 'No protocol fits this log, so no reward drives a search.';
  return exploration.refusal && describeRefusal(exploration.refusal);
}

function withoutTree(entries: Entries, why: string): OutlineItem[] {
  const { inOrder } = entries;
  if (inOrder.length === 0) return [];
  const note = makeItem({
    key: 'note',
    kind: 'note',
    label: 'No tree',
    description: why,
    spoken: `No tree. ${why}`,
    findings: noFindings,
  });
  return [note, droppedItem(entries, 0, inOrder, undefined)];
}
