import type { IterationNode } from '../lint/node.ts';
import { blockItem, entryItem, filtered, groupedBy } from './blocks.ts';
import type { Entries } from './entries.ts';
import { joined } from './entries.ts';
import { makeItem } from './item.ts';
import type { OutlineItem } from './item.ts';

/** How many batches of a block are open from the start, the newest ones: in a search without blocks there can be hundreds. */
const openBatches = 12;

/** Blocks, their batches, their entries; without the blocks in a protocol that has none. */
export function batchOrder(entries: Entries, current: number, currentOnly: boolean): readonly OutlineItem[] {
  const blocks = [...groupedBy(entries.inOrder, node => node.block)].map(([number, nodes]) => ({
    number,
    nodes,
  }));
  if (entries.exploration.protocol.blockSize === 0)
    return blocks.flatMap(({ nodes }) => batchesOf(entries, nodes));
  return filtered(blocks, current, currentOnly).map(block =>
    blockItem(entries, block, block.number === current, entries.groupText(block.nodes), parent =>
      batchesOf(entries, block.nodes, parent),
    ),
  );
}

function batchesOf(entries: Entries, nodes: readonly IterationNode[], parent?: OutlineItem): OutlineItem[] {
  const batches = [...groupedBy(nodes, node => node.batch)];
  return batches.map(([batch, own], i) =>
    batchItem(entries, batch, own, batches.length - i <= openBatches, parent),
  );
}

function batchItem(
  entries: Entries,
  batch: number,
  nodes: readonly IterationNode[],
  isOpen: boolean,
  parent: OutlineItem | undefined,
): OutlineItem {
  const more = entries.groupText(nodes);
  return makeItem(
    {
      key: `batch ${batch}`,
      kind: 'batch',
      label: `Batch ${batch}`,
      description: joined(more),
      spoken: [`Batch ${batch}`, ...more].join(', '),
      findings: entries.findings.count(nodes),
      isOpen,
    },
    parent,
    own => nodes.map(node => entryItem(entries, node, own)),
  );
}
