import type { ProposalInput } from './proposal-input.ts';

/** The iterations whose results wait to be recorded: the loop has kept their configs, and the log ends before them. */
export function isWaiting({ exploration, files }: ProposalInput): readonly number[] {
  const last = exploration.nodes.reduce((most, { id }) => Math.max(most, id), 0);
  const kept = files?.snapshots.map(({ iteration }) => iteration) ?? [];
  return [...new Set(kept)].filter(iteration => iteration > last);
}
