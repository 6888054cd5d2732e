/** A proposed batch as edits of its slot configs. */
import { equalValues } from '../lint/config.ts';
import { formatValue } from '../protocol/format.ts';
import type { Protocol } from '../protocol/types.ts';
import { isRefusal } from '../slots/model.ts';
import { prepareRun } from '../slots/operations.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import type { TextEdit } from '../text/edits.ts';
import type { PlannedSlot } from './plan.ts';

/** The configs of an exploration as texts. */
export interface ConfigTexts {
  /** Slot 0 first; undefined for one that is not there. */
  readonly slots: readonly (string | undefined)[];
  readonly base?: string | undefined;
  /** The kept config of each iteration that has one. */
  readonly snapshots: ReadonlyMap<number, string>;
}

export type BatchEdits =
  /** Of each slot config, slot 0 first. */
  | { readonly kind: 'edits'; readonly slots: readonly (readonly TextEdit[])[] }
  /** Why no slot config is changed. */
  | { readonly kind: 'refused'; readonly slot: number; readonly message: string };

/**
 * The edits that give each slot config its planned run: its values set, or for a re-run a copy of the config that was kept
 * of the first run, where there is one. All slots or none.
 */
export function slotEdits(
  planned: readonly PlannedSlot[],
  iterations: readonly number[],
  texts: ConfigTexts,
  protocol: Protocol,
): BatchEdits {
  const slots: (readonly TextEdit[])[] = [];
  for (const [i, own] of planned.entries()) {
    const { slot } = own;
    const text = texts.slots[slot];
    if (text === undefined) return refused(slot, 'There is no config to change.');
    const source = sourceOf(own, texts);
    const fault = source === undefined ? undefined : otherThan(own, source, protocol);
    if (fault !== undefined) return refused(slot, fault);
    const run = { slot, iteration: iterations[i] ?? 0, values: own.config, source };
    const edits = prepareRun(text, run, protocol, texts.base);
    if (isRefusal(edits)) return refused(slot, edits.message);
    slots.push(edits);
  }
  return { kind: 'edits', slots };
}

const refused = (slot: number, message: string): BatchEdits => ({
  kind: 'refused',
  slot,
  message: `Slot ${slot}: ${message}`,
});

/** What a re-run repeats to the letter; undefined where only its values are known. */
function sourceOf({ parent, mutations }: PlannedSlot, { base, snapshots }: ConfigTexts): string | undefined {
  if (mutations.length > 0) return undefined;
  return parent === 'root' ? base : snapshots.get(parent);
}

/** That a kept config is not what the log says of its run, in a sentence. */
function otherThan({ config, parent }: PlannedSlot, source: string, protocol: Protocol): string | undefined {
  const document = readSlot(source);
  if (isRefusal(document)) return undefined;
  const stated = statedValues(document, protocol);
  for (const [name, value] of Object.entries(config)) {
    const own = stated.get(name) ?? protocol.parameters[name]?.default;
    if (own === undefined || equalValues(own, value)) continue;
    const owner = parent === 'root' ? 'the base config' : `the config that was kept of Iter ${parent}`;
    return `By the log ${name} is ${formatValue(value)}, and ${owner} has ${formatValue(own)}: put right what is wrong.`;
  }
  return undefined;
}
