import { presets } from '../protocol/presets/index.ts';
import { presetNames } from '../protocol/types.ts';
import type { PresetName } from '../protocol/types.ts';
import { isRefusal } from './model.ts';
import { readSlot } from './read.ts';
import { statedValues } from './stated.ts';

/**
 * The preset of an exploration that has no log yet: that of V_rest where its name says so, else the one that knows more
 * parameters of the base config than any other does. V_rest and flyvis share theirs, so those alone mean flyvis.
 * Undefined where no preset fits.
 * @param names of the exploration and of its base config.
 * @param text the base config.
 */
export function presetOfBase(names: readonly string[], text: string): PresetName | undefined {
  if (names.some(name => /v_?rest/i.test(name))) return 'vrest';
  const document = readSlot(text);
  if (isRefusal(document)) return undefined;
  const count = (preset: PresetName): number =>
    [...statedValues(document, presets[preset]).keys()].filter(
      parameter => presets[preset].parameters[parameter]?.role !== 'seed',
    ).length;
  const [best, next] = presetNames
    .filter(preset => preset !== 'vrest')
    .map(preset => ({ preset, known: count(preset) }))
    .sort((a, b) => b.known - a.known);
  return best && best.known > (next?.known ?? 0) ? best.preset : undefined;
}
