import type { Exploration } from '../exploration/exploration.ts';
import type { IterationNode } from '../lint/node.ts';
import type { Span } from '../text/span.ts';
import { lastIteration } from '../tree/settings.ts';
import { batchOrder } from './batch-order.ts';
import { blockKey } from './blocks.ts';
import { Entries } from './entries.ts';
import { factsWithFindings } from './facts.ts';
import type { Fact } from '../exploration/facts.ts';
import { descendants } from './item.ts';
import type { OutlineItem } from './item.ts';
import { treeOrder } from './tree-order.ts';

/** `batch`: as the runs were trained. `tree`: each below the parent that the search gave it. */
export type Order = 'batch' | 'tree';

export interface OutlineOptions {
  readonly order: Order;
  /** Leaves out all blocks but the one that the search is in. */
  readonly currentBlockOnly: boolean;
}

/** One version of an exploration as a tree of items, in one of the orders. What is below an item is made when asked for. */
export class Outline {
  readonly roots: readonly OutlineItem[];
  private readonly entries: Entries;

  constructor(
    readonly exploration: Exploration,
    { order, currentBlockOnly }: OutlineOptions,
  ) {
    this.entries = new Entries(exploration);
    const current = currentBlock(exploration);
    const arrange = order === 'batch' ? batchOrder : treeOrder;
    this.roots = arrange(this.entries, current, currentBlockOnly);
  }

  /** What is to be known of an iteration at a glance. */
  factsOf(node: IterationNode): readonly Fact[] {
    return factsWithFindings(this.entries, node);
  }

  /** The header line of an iteration, from the start of the log. */
  headerOf(node: IterationNode): Span {
    return this.exploration.places.headerOf(node);
  }

  /** The iteration whose entry holds a place in the log. */
  at(offset: number): IterationNode | undefined {
    return this.exploration.places.at(offset);
  }

  /** The item of an iteration; undefined when it is filtered out. */
  itemOf(node: IterationNode): OutlineItem | undefined {
    const key = this.entries.keyOf(node);
    const own = this.roots.filter(root => root.key === blockKey(node.block));
    const others = this.roots.filter(root => !own.includes(root));
    for (const item of descendants([...own, ...others])) if (item.key === key) return item;
    return undefined;
  }
}

/** The block that the search is in: that of the last iteration. */
function currentBlock({ result, protocol, nodes }: Exploration): number {
  const last = lastIteration(result.log) ?? nodes.reduce((most, { id }) => Math.max(most, id), 1);
  return protocol.blockSize > 0 ? Math.floor((Math.max(last, 1) - 1) / protocol.blockSize) + 1 : 1;
}
