/** The dataset of a slot: it routes the slot's run to a folder of its own. */
import { entryAt } from './model.ts';
import type { SlotDocument } from './model.ts';

/** `_03`. */
export const slotSuffix = (slot: number): string => `_${String(slot).padStart(2, '0')}`;

/** `flyvis_62_1_gs_vrest_03`, from the dataset of the base config. */
export const slotDataset = (dataset: string, slot: number): string => dataset + slotSuffix(slot);

/** What a config names as its dataset; undefined for nothing, or for what is no text. */
export function datasetOf(document: SlotDocument): string | undefined {
  const node = entryAt(document, ['dataset'])?.node;
  return node?.kind === 'scalar' && node.scalar.kind === 'text' ? node.scalar.value : undefined;
}
