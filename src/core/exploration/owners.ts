/** Which entry each node of the tree builder came from. */
import type { IterationNode } from '../lint/node.ts';

export class Owners {
  private readonly byId = new Map<number, IterationNode>();

  constructor(nodes: readonly IterationNode[]) {
    for (const node of nodes) {
      const id = builderId(node);
      if (id !== undefined && (node.stored || !this.byId.get(id)?.stored)) this.byId.set(id, node);
    }
  }

  get ids(): Iterable<number> {
    return this.byId.keys();
  }

  /** The entry that a node of the tree builder came from: of several with one Node id the last that is read whole. */
  of(id: number): IterationNode | undefined {
    return this.byId.get(id);
  }

  /** Whether the Node line of another entry has the same id and counts. */
  isOverwritten(node: IterationNode): boolean {
    const owner = this.byId.get(builderId(node) ?? -1);
    return owner !== undefined && owner !== node;
  }
}

/** The id that the tree builder reads off an entry's Node line. */
export function builderId({ section }: IterationNode): number | undefined {
  const line = section.builder.findLast(({ kind }) => kind === 'node');
  return line?.kind === 'node' ? line.id : undefined;
}
