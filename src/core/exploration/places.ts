/** Where the iterations of one version of a log stand. */
import type { LintResult } from '../lint/engine.ts';
import type { IterationNode } from '../lint/node.ts';
import { indexAt } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { shift } from '../text/span.ts';

export class Places {
  private readonly sections = new Map<IterationNode, number>();
  private readonly nodes = new Map<number, IterationNode>();

  constructor(private readonly result: LintResult) {
    // Every section with an entry has the next node.
    let next = 0;
    for (const [index, section] of result.log.sections.entries()) {
      const node = section.entry && result.nodes[next++];
      if (!node) continue;
      this.sections.set(node, index);
      this.nodes.set(index, node);
    }
  }

  /** The index of an iteration's section; undefined for an iteration of another version. */
  sectionOf(node: IterationNode): number | undefined {
    return this.sections.get(node);
  }

  /** The header line of an iteration, from the start of the log. */
  headerOf(node: IterationNode): Span {
    return shift(node.header.span, this.offsetOf(node));
  }

  /** The iteration whose entry holds a place; none between entries. */
  at(offset: number): IterationNode | undefined {
    const node = this.nodes.get(indexAt(this.result.log.offsets, offset));
    return node && offset <= this.offsetOf(node) + node.entry.span.end ? node : undefined;
  }

  /** The iterations whose sections a span touches, in the order of the log. */
  within({ start, end }: Span): IterationNode[] {
    const { offsets } = this.result.log;
    const found: IterationNode[] = [];
    for (let i = indexAt(offsets, start); i < offsets.length && (offsets[i] ?? 0) <= end; i++) {
      const node = this.nodes.get(i);
      if (node) found.push(node);
    }
    return found;
  }

  /** Where the section of an iteration begins, from which its spans count. */
  offsetOf(node: IterationNode): number {
    return this.result.log.offsets[this.sections.get(node) ?? -1] ?? 0;
  }
}
