/** The first batch of an exploration, as `PARALLEL START` has it: the texts of every file that it begins with. */
import type { Protocol } from '../protocol/types.ts';
import { isRefusal } from '../slots/model.ts';
import type { SlotRefusal } from '../slots/model.ts';
import { slotFromBase } from '../slots/operations.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { applyEdits } from '../text/edits.ts';
import { newPlan } from './plan-write.ts';
import type { PlannedSlot } from './plan.ts';
import { logSkeleton, memorySkeleton } from './skeletons.ts';
import { startSlot } from './start-slot.ts';

export interface StartOptions {
  /** The name of the exploration. */
  readonly name: string;
  /** The name of the base config. */
  readonly base: string;
  readonly protocol: Protocol;
}

/** The texts of the files of a new exploration. */
export interface Start {
  /** The slot configs, slot 0 first. */
  readonly slots: readonly string[];
  readonly log: string;
  readonly memory: string;
  readonly plan: string;
  /** What the plan says of each slot. */
  readonly planned: readonly PlannedSlot[];
}

/**
 * What an exploration begins with: each slot has the base config with what the protocol's first batch changes in it, and
 * a dataset of its own.
 * @param text the base config.
 * @returns a refusal where the base config cannot be read or does not take a change.
 */
export function startExploration(text: string, options: StartOptions): Start | SlotRefusal {
  const { name, base, protocol } = options;
  const document = readSlot(text);
  if (isRefusal(document)) return document;
  const stated = statedValues(document, protocol);
  const slots: string[] = [];
  const planned: PlannedSlot[] = [];
  for (let slot = 0; slot < protocol.batchSize; slot++) {
    const values = protocol.startBatch[slot] ?? {};
    const edits = slotFromBase(text, { slot, values, iteration: slot + 1 }, protocol);
    if (isRefusal(edits)) return edits;
    slots.push(applyEdits(text, edits));
    planned.push(startSlot(slot, stated, protocol));
  }
  const iterations = planned.map(({ slot }) => slot + 1);
  return {
    slots,
    planned,
    log: logSkeleton(base, protocol),
    memory: memorySkeleton(base, protocol, planned),
    plan: newPlan(name, { iterations, slots: planned }),
  };
}
