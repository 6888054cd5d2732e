/** Which slots run a config again instead of what their roles are for. */
import { counted } from '../../text/counted.ts';
import { samplesWanted } from '../../lint/samples-wanted.ts';
import { decimals } from '../../samples/wording.ts';
import type { Situation } from './situation.ts';
import { keepsConstraints, promising } from './standings.ts';
import type { Standing } from './standings.ts';

export interface Repeats {
  /** What a slot runs again, the first that can be. */
  readonly bySlot: ReadonlyMap<number, readonly Standing[]>;
  /** Why, in sentences. */
  readonly notes: readonly string[];
}

/**
 * A promising result takes all slots but the first, the best in the last slot; before a new block the best config takes
 * as many of the last slots as it lacks samples.
 * @param wantsMore whether the config to confirm takes further slots although the protocol does not ask for that.
 */
export function repeats(all: readonly Standing[], wantsMore: boolean, situation: Situation): Repeats {
  const { batchSize } = situation.protocol;
  const bySlot = new Map<number, readonly Standing[]>();
  const notes: string[] = [];
  const lucky = lookPromising(all, wantsMore, situation);
  if (wantsMore && lucky.length === 0)
    notes.push('No result looks promising and unconfirmed, so no further slot runs a config again.');
  const [first] = lucky;
  if (first) {
    for (let slot = batchSize - 1, i = 0; slot > 0; slot--, i++) {
      const own = lucky[i % lucky.length] ?? first;
      bySlot.set(slot, [own, ...lucky.filter(other => other !== own)]);
    }
    notes.push(
      `${nameOf(first)} looks promising, so further slots run it again before anything builds on it.`,
    );
  }
  const lacking = unconfirmed(all, situation);
  if (!lacking) return { bySlot, notes };
  const { best, missing } = lacking;
  for (let i = 0; i < Math.min(missing, batchSize - 1); i++) bySlot.set(batchSize - 1 - i, [best]);
  notes.push(
    `${nameOf(best)} lacks ${counted(missing, 'sample')} before a new block, so ${counted(Math.min(missing, batchSize - 1), 'slot')} ${missing === 1 ? 'runs' : 'run'} it again.`,
  );
  return { bySlot, notes };
}

function lookPromising(all: readonly Standing[], wantsMore: boolean, situation: Situation): Standing[] {
  const sound = all.filter(standing => keepsConstraints(standing, situation));
  const lucky = promising(sound, situation);
  const [best] = sound;
  if (lucky.length > 0 || !wantsMore || !best) return lucky;
  return best.n < samplesWanted(situation.protocol) ? [best] : [];
}

/** The best config while it lacks samples and the protocol asks for them before the block that comes. */
function unconfirmed(
  all: readonly Standing[],
  situation: Situation,
): { readonly best: Standing; readonly missing: number } | undefined {
  const { protocol, startsBlock, endsBlock } = situation;
  const wanted = protocol.repeatability?.beforeBlock;
  const best = all.find(standing => keepsConstraints(standing, situation));
  if (wanted === undefined || !best || best.n >= wanted || !(startsBlock || endsBlock)) return undefined;
  return { best, missing: wanted - best.n };
}

const nameOf = ({ rerun, group, mean }: Standing): string =>
  `The config of Node ${rerun.parent} (mean ${group.reward} ${decimals(mean)} over ${counted(group.samples.length, 'sample')})`;
