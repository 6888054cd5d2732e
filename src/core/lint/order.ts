/** What the order of iteration numbers says; three rules share it. One cheap pass each: they run on every keystroke. */
import type { IterationNode } from './node.ts';

/** Whether every iteration has a higher number than the one before it: then none is repeated or out of order. */
export function increases(nodes: readonly IterationNode[]): boolean {
  let last = -1;
  for (const { id } of nodes) {
    if (id <= last) return false;
    last = id;
  }
  return true;
}

/** Whether a number is more than a batch above all before it. */
export const jumps = (id: number, highest: number, batchSize: number): boolean => id > highest + batchSize;

/** Whether a jump is a slip of one number: the log goes on below it. */
export function isSlip(nodes: readonly IterationNode[], index: number, highest: number): boolean {
  const node = nodes[index];
  const next = nodes[index + 1];
  return (
    node !== undefined &&
    next !== undefined &&
    jumps(node.id, highest, node.protocol.batchSize) &&
    next.id < node.id
  );
}
