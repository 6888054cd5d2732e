import type { LintOptions } from '../lint/engine.ts';
import { applyEdits } from '../text/edits.ts';
import type { SlotFile, SlotFiles } from './files.ts';
import { lintSlots } from './lint.ts';
import type { SlotProblem } from './problem.ts';

/** One fix can make room for another; more rounds than this mean that two rules disagree. */
const mostRounds = 10;

/**
 * The slot configs with every fix applied, again and again until none is left.
 * @param wanted picks the problems to fix; all of them when left out.
 */
export function fixAllSlots(
  files: SlotFiles,
  options: LintOptions,
  wanted: (problem: SlotProblem) => boolean = () => true,
): readonly SlotFile[] {
  let slots = files.slots;
  for (let round = 0; round < mostRounds; round++) {
    const reports = lintSlots({ ...files, slots }, options);
    const fixed = slots.map(slot => {
      const problems = reports.find(({ file }) => file === slot)?.problems.filter(wanted) ?? [];
      const edits = problems.flatMap(({ fix }) => fix?.edits ?? []);
      return edits.length > 0 ? { ...slot, text: applyEdits(slot.text, edits) } : slot;
    });
    if (fixed.every((slot, i) => slot === slots[i])) break;
    slots = fixed;
  }
  return slots;
}
