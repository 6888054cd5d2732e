import { baseName } from '../files/paths.ts';
import { copyConfig } from '../slots/operations.ts';
import { isRefusal } from '../slots/model.ts';
import type { ConfigFile, SlotFile } from '../slots/files.ts';
import type { SlotEdits } from '../slots/edited.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { equalValues } from '../lint/config.ts';
import { namesOf } from '../protocol/names.ts';
import type { Value } from '../protocol/types.ts';
import { applyEdits } from '../text/edits.ts';
import { actionOf, baseFile, isRefused, refused, slotFile } from './action.ts';
import type { Action, ActionFiles, ActionRefusal } from './action.ts';
import { nodeOf, setValues, valuesOf } from './write-config.ts';

/** The config of a run, and how much of it is known. */
export interface Source {
  readonly text: string;
  readonly note: string;
}

/**
 * Makes a slot a verbatim copy of the config of an iteration: all that PyYAML loads is equal but the slot's own dataset,
 * its description, the section `claude`, and the seeds where the protocol has them in the YAML.
 */
export function robustnessCopy(
  files: ActionFiles,
  iteration: number,
  slot = files.protocol.robustness?.slot ?? files.protocol.batchSize - 1,
): Action | ActionRefusal {
  const node = nodeOf(files, iteration);
  if (isRefused(node)) return node;
  if (node.crashed)
    return refused(
      `Iter ${iteration} has no results: a re-run of it would measure the spread of nothing.`,
      'Choose an iteration with results.',
    );
  const file = slotFile(files, slot);
  if (isRefused(file)) return file;
  const source = sourceOf(files, iteration);
  if (isRefused(source)) return source;
  const label = `Copy the config of Iter ${iteration} to slot ${slot}`;
  return actionOf(
    label,
    [{ file, edits: copyConfig(file.text, source.text, files.protocol) }],
    [source.note],
  );
}

/**
 * The config that an iteration ran with: the one that the loop kept; else the config of its slot while that is still as
 * the entry says; else the base config with what the entry says.
 */
export function sourceOf(files: ActionFiles, iteration: number): Source | ActionRefusal {
  const kept = files.snapshots?.get(iteration);
  if (kept)
    return {
      text: kept.text,
      note: `The source is ${baseName(kept.path)}, which the loop kept of this run.`,
    };
  const values = valuesOf(files, iteration);
  if (isRefused(values)) return values;
  const slot = ownSlot(files, iteration);
  if (slot && hasAll(slot, values, files))
    return {
      text: slot.text,
      note: `The source is ${baseName(slot.path)}, which still has what Iter ${iteration} says.`,
    };
  const base = baseFile(files);
  if (isRefused(base)) return base;
  const edits: SlotEdits = setValues(base, values, files);
  if (isRefusal(edits))
    return refused(`${baseName(base.path)}: ${edits.message}`, 'Mend that first.', base.path);
  return {
    text: applyEdits(base.text, edits),
    note: `No config was kept of Iter ${iteration}: the source is ${baseName(base.path)} with what the entry says.`,
  };
}

function ownSlot({ slots, runs, protocol }: ActionFiles, iteration: number): SlotFile | undefined {
  const newest = Math.max(0, ...(runs?.nodes.map(({ id }) => id) ?? []));
  const batchOf = (id: number) => Math.floor((id - 1) / protocol.batchSize);
  if (batchOf(iteration) !== batchOf(newest)) return undefined;
  return slots.find(({ slot }) => slot === (iteration - 1) % protocol.batchSize);
}

/** Whether a config uses everything that an entry says. */
function hasAll(
  { text }: ConfigFile,
  values: ReadonlyMap<string, Value>,
  { protocol }: ActionFiles,
): boolean {
  const document = readSlot(text);
  if (isRefusal(document)) return false;
  const stated = statedValues(document, protocol);
  return namesOf(protocol).sampleKey.every(name => {
    const value = values.get(name);
    const used = stated.get(name) ?? protocol.parameters[name]?.default;
    return value === undefined || (used !== undefined && equalValues(used, value));
  });
}
