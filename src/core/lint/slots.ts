import type { IterationNode } from './node.ts';

/** Whether a run belongs to a first batch whose configs the protocol prescribes. */
export const isStart = (node: IterationNode): boolean =>
  node.batch === 1 && node.protocol.startBatch.length > 0;
