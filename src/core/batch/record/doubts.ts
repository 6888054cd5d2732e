/** Why it is open whether what the slots have left is what the batch measured. */
import { equalValues } from '../../lint/config.ts';
import { formatValue, readValue } from '../../protocol/format.ts';
import type { Protocol } from '../../protocol/types.ts';
import { keysOf } from '../../slots/keys.ts';
import type { RanConfig } from './ran-config.ts';
import type { SlotState } from './state.ts';

/** That a slot has nothing to write an entry from; undefined where it has. */
export function lackOf(state: SlotState): string | undefined {
  const { slot, iteration, kind, failure, result, entry, hasSnapshot } = state;
  if (kind === 'waiting' || failure) return undefined;
  const kept = hasSnapshot ? ` The config of Iter ${iteration} was kept, so its run went well.` : '';
  const going = hasSnapshot ? '' : ': the run may not have finished';
  if (kind === 'recorded')
    return `Slot ${slot} has no new result: its result log is that of ${entry ? `Iter ${entry.id}` : 'an earlier run'}.${kept}`;
  if (kind === 'stale')
    return `The result log of slot ${slot} is older than one that is recorded: it is of an earlier run.${kept}`;
  if (kind === 'none' || result?.file.text.trim() === '')
    return `Slot ${slot} has neither results nor an error log${going}.${kept}`;
  const lacking = result?.measured.lacking.join(', ') ?? '';
  return `The result log of slot ${slot} has no ${lacking || 'metrics'}${going}.${kept}`;
}

/** Slots whose result logs are the same to the byte. */
export function twinDoubts(states: readonly SlotState[]): string[] {
  const bySlots = new Map<string, number[]>();
  for (const { slot, kind, result } of states) {
    if (kind !== 'waiting' || !result) continue;
    bySlots.set(result.file.hash, [...(bySlots.get(result.file.hash) ?? []), slot]);
  }
  return [...bySlots.values()].flatMap(slots => {
    if (slots.length < 2) return [];
    const all = slots.length === states.length;
    const which = all ? `All ${slots.length} result logs` : `The result logs of slots ${slots.join(', ')}`;
    return [`${which} are the same: runs with seeds of their own do not measure the same.`];
  });
}

/** Why it is open what a run used. */
export function configDoubts({ slot, iteration }: SlotState, { source, deviations }: RanConfig): string[] {
  if (source === 'plan')
    return [`The config of slot ${slot} cannot be read: Iter ${iteration} would state it as planned.`];
  if (source === 'kept' || deviations.length === 0) return [];
  const edited = `Slot ${slot} was edited after the plan: ${deviations.join('; ')}`;
  return [
    `${edited}. Whether Iter ${iteration} ran with that is not known; it would state what the slot has.`,
  ];
}

/** What is odd about a result that waits. */
export function resultDoubts(state: SlotState, config: RanConfig, protocol: Protocol): string[] {
  const { slot, kind, result } = state;
  if (kind !== 'waiting' || !result) return [];
  const { lacking } = result.measured;
  return [
    ...state.doubts,
    ...(lacking.length > 0
      ? [`The result log of slot ${slot} has no ${lacking.join(', ')}: it may not be finished.`]
      : []),
    ...contradictions(state, config, protocol),
  ];
}

/** Where a run says that it used another value than its config has: then one of the two is of another run. */
function contradictions({ slot, result }: SlotState, { values }: RanConfig, protocol: Protocol): string[] {
  const keys = keysOf(protocol);
  return [...(result?.measured.parameters ?? [])].flatMap(([name, text]) => {
    const parameter = protocol.parameters[name];
    const own = values.get(name);
    const isShared = keys.pathsOf(name).some(path => keys.namesAt(path).length > 1);
    const said = readValue(text, parameter);
    if (own === undefined || isShared || parameter?.role === 'seed' || equalValues(own, said)) return [];
    return [
      `The result log of slot ${slot} is of a run with ${name}=${formatValue(said)}, and its config has ${formatValue(own)}: one of them is of another run.`,
    ];
  });
}
