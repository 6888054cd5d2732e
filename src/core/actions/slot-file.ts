/** What can be done to one slot config. */
import {
  copyConfig,
  restoreDataset as datasetEdits,
  restoreLocked as lockedEdits,
} from '../slots/operations.ts';
import { datasetOf, slotSuffix } from '../slots/dataset.ts';
import { isRefusal } from '../slots/model.ts';
import { overlap } from '../text/edits.ts';
import { readSlot } from '../slots/read.ts';
import { actionOf, baseFile, isRefused, refused, slotFile } from './action.ts';
import type { Action, ActionFiles, ActionRefusal } from './action.ts';

/** Makes a slot a copy of another one, in everything that is not the slot's own. */
export function copySlot(files: ActionFiles, from: number, to: number): Action | ActionRefusal {
  if (from === to) return refused(`Slot ${from} cannot be copied to itself.`, 'Name two slots.');
  const source = slotFile(files, from);
  if (isRefused(source)) return source;
  const file = slotFile(files, to);
  if (isRefused(file)) return file;
  return actionOf(`Copy slot ${from} to slot ${to}`, [
    { file, edits: copyConfig(file.text, source.text, files.protocol) },
  ]);
}

/** Gives every value that the search may not change its value in the base config. */
export function restoreLocked(files: ActionFiles, slot: number): Action | ActionRefusal {
  const file = slotFile(files, slot);
  if (isRefused(file)) return file;
  const base = baseFile(files);
  if (isRefused(base)) return base;
  return actionOf(`Restore the locked values of slot ${slot}`, [
    { file, edits: lockedEdits(file.text, base.text, files.protocol) },
  ]);
}

/** Gives a slot its own dataset; one that is the slot's own already stays. */
export function restoreDataset(files: ActionFiles, slot: number): Action | ActionRefusal {
  const file = slotFile(files, slot);
  if (isRefused(file)) return file;
  const base = baseFile(files);
  if (isRefused(base)) return base;
  const document = readSlot(file.text);
  const isOwn = !isRefusal(document) && datasetOf(document)?.endsWith(slotSuffix(slot)) === true;
  return actionOf(`Restore the dataset of slot ${slot}`, [
    { file, edits: isOwn ? [] : datasetEdits(file.text, base.text, slot) },
  ]);
}

/** Gives a slot both back, its locked values and its dataset. */
export function restoreSlot(files: ActionFiles, slot: number): Action | ActionRefusal {
  const parts: Action[] = [];
  for (const restore of [restoreLocked, restoreDataset]) {
    const part = restore(files, slot);
    if (isRefused(part)) return part;
    parts.push(part);
  }
  const [change] = parts.flatMap(({ changes }) => changes);
  if (!change) return refused(`There is no slot ${slot}.`, 'Name a slot.');
  const edits = parts.flatMap(({ changes }) => changes.flatMap(part => part.edits));
  if (edits.some((edit, i) => edits.slice(0, i).some(other => overlap(edit, other))))
    return refused(
      'The locked values and the dataset stand too close to be restored together.',
      'Restore one after the other.',
      change.file.path,
    );
  const label = `Restore the locked values and the dataset of slot ${slot}`;
  return { kind: 'action', label, changes: [{ file: change.file, edits }], notes: [] };
}
