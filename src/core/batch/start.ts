/** The first batch of an exploration, as `PARALLEL START` has it: the texts of every file that it begins with. */
import { equalValues } from '../lint/config.ts';
import { namesOf } from '../protocol/names.ts';
import { noHistory, predictedMinutes } from '../protocol/time.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import { isRefusal } from '../slots/model.ts';
import type { SlotDocument, SlotRefusal } from '../slots/model.ts';
import { slotFromBase } from '../slots/operations.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { applyEdits } from '../text/edits.ts';
import { mutationText } from './mutation-text.ts';
import { newPlan } from './plan-write.ts';
import type { PlannedSlot } from './plan.ts';
import { logSkeleton, memorySkeleton } from './skeletons.ts';

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
  const slots: string[] = [];
  const planned: PlannedSlot[] = [];
  for (let slot = 0; slot < protocol.batchSize; slot++) {
    const values = protocol.startBatch[slot] ?? {};
    const edits = slotFromBase(text, { slot, values, iteration: slot + 1 }, protocol);
    if (isRefusal(edits)) return edits;
    slots.push(applyEdits(text, edits));
    planned.push(plannedSlot(slot, document, protocol));
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

function plannedSlot(slot: number, base: SlotDocument, protocol: Protocol): PlannedSlot {
  const stated = statedValues(base, protocol);
  const names = namesOf(protocol);
  const before = new Map<string, Value>();
  for (const name of names.sampleKey) {
    const value = stated.get(name) ?? protocol.parameters[name]?.default;
    if (value !== undefined) before.set(name, value);
  }
  const after = new Map(before);
  const mutations: PlannedSlot['mutations'] = [];
  for (const [given, value] of Object.entries(protocol.startBatch[slot] ?? {})) {
    const name = names.parameter(given) ?? given;
    const old = before.get(name);
    after.set(name, value);
    if (old !== undefined && !equalValues(old, value)) mutations.push({ parameter: name, old, new: value });
  }
  const minutes = predictedMinutes(name => after.get(name), noHistory, protocol);
  return {
    slot,
    role: protocol.slots[slot]?.role ?? 'explore',
    parent: 'root',
    mutations,
    config: Object.fromEntries(after),
    ...(minutes !== undefined && { minutes }),
    reason: reasonFor(mutations),
  };
}

const reasonFor = (mutations: PlannedSlot['mutations']): string =>
  mutations.length === 0
    ? 'Start batch, the base config unchanged: a sample of the baseline.'
    : `Start batch, ${mutations.map(mutationText).join(', ')}, the rest as in the base config.`;
