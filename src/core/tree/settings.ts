import type { Log } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import type { TreeSettings } from './model.ts';

/** The tree that the search used: effective parents, everything else as the protocol has it, the last logged block. */
export function treeSettings({ reward, dialect, ucb, blockSize }: Protocol, log: Log): TreeSettings {
  return { reward, dialect, ...ucb, parents: 'effective', blockSize, iteration: lastIteration(log) };
}

/** The largest iteration that has a header which the tree builder reads. */
export function lastIteration({ sections }: Log): number | undefined {
  let last: number | undefined;
  for (const { header } of sections) if (header?.readable) last = Math.max(last ?? 0, header.id);
  return last;
}
