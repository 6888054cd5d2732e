import type { IterationNode } from '../lint/node.ts';
import { joined } from './entries.ts';
import type { Entries } from './entries.ts';
import { makeItem } from './item.ts';
import type { OutlineItem } from './item.ts';

/** The iterations of one block, in order; there may be none where only a wrong Node id leads into it. */
export interface Block {
  readonly number: number;
  readonly nodes: readonly IterationNode[];
}

/** Iterations by a number of theirs, ascending. */
export function groupedBy(
  nodes: readonly IterationNode[],
  numberOf: (node: IterationNode) => number,
): Map<number, IterationNode[]> {
  const groups = new Map<number, IterationNode[]>();
  for (const node of nodes) {
    const number = numberOf(node);
    const group = groups.get(number);
    if (group) group.push(node);
    else groups.set(number, [node]);
  }
  return groups;
}

/** The current block alone, where there is such a one. */
export function filtered(blocks: readonly Block[], current: number, currentOnly: boolean): readonly Block[] {
  if (!currentOnly) return blocks;
  const own = blocks.filter(({ number }) => number === current);
  return own.length > 0 ? own : blocks.slice(-1);
}

export const blockKey = (block: number): string => `block ${block}`;

/** @param more what is to be said of the block besides its range. */
export function blockItem(
  entries: Entries,
  { number, nodes }: Block,
  isOpen: boolean,
  more: readonly string[],
  grow: (parent: OutlineItem) => readonly OutlineItem[],
): OutlineItem {
  const description = joined(more);
  return makeItem(
    {
      key: blockKey(number),
      kind: 'block',
      label: `Block ${number}`,
      description,
      spoken: [`Block ${number}`, ...more].join(', '),
      findings: entries.findings.count(nodes),
      isOpen,
    },
    undefined,
    grow,
  );
}

export const entryItem = (
  entries: Entries,
  node: IterationNode,
  parent: OutlineItem | undefined,
): OutlineItem => makeItem({ ...entries.look(node), key: entries.keyOf(node), node }, parent);
