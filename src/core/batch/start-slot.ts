/** What the plan says of a slot of the first batch. */
import { equalValues } from '../lint/config.ts';
import { namesOf } from '../protocol/names.ts';
import { noHistory, predictedMinutes } from '../protocol/time.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import { mutationText } from './mutation-text.ts';
import type { PlannedSlot } from './plan.ts';

/** @param base the values of the base config by canonical name. */
export function startSlot(slot: number, base: ReadonlyMap<string, Value>, protocol: Protocol): PlannedSlot {
  const names = namesOf(protocol);
  const before = new Map<string, Value>();
  for (const name of names.sampleKey) {
    const value = base.get(name) ?? protocol.parameters[name]?.default;
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
