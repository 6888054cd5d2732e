/** The log and the memory file before anything has run, with the headings that the loop gives them. */
import type { Protocol } from '../protocol/types.ts';
import { memoryHeading, memoryTable } from '../samples/memory.ts';
import { referenceOf } from '../samples/statistics.ts';
import type { PlannedSlot } from './plan.ts';

/** The log's title line. */
export const logSkeleton = (base: string, protocol: Protocol): string =>
  `# ${fieldOf(protocol)}Experiment Log: ${base} (parallel)\n\n`;

/** The memory file: what is known, with the table of samples, and the block that begins. */
export function memorySkeleton(base: string, protocol: Protocol, planned: readonly PlannedSlot[]): string {
  const table =
    protocol.reward === ''
      ? []
      : ['', `#${memoryHeading}`, '', ...memoryTable([], protocol.reward, referenceOf(protocol))];
  return [
    `# ${fieldOf(protocol)}Working Memory: ${base} (parallel)`,
    '',
    '## Knowledge Base (accumulated across all blocks)',
    ...table,
    '',
    '### Established Principles',
    '',
    '### Open Questions',
    '',
    '---',
    '',
    '## Previous Block Summary',
    '',
    '---',
    '',
    '## Current Block (Block 1)',
    '',
    '### Block Info',
    '',
    '### Hypothesis',
    '',
    '### Iterations This Block',
    '',
    ...planned.map(planLine),
    '',
    '### Emerging Observations',
    '',
  ].join('\n');
}

const fieldOf = ({ dialect }: Protocol): string => (dialect === 'flyvis' ? 'FlyVis ' : '');

const planLine = ({ slot, role, reason }: PlannedSlot): string =>
  `- Planned for iteration ${slot + 1}, slot ${slot} (${role}): ${reason}`;
