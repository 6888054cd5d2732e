import { slotEdits } from '../batch/apply.ts';
import { livePlan } from '../batch/plan.ts';
import type { PlannedSlot } from '../batch/plan.ts';
import type { SlotFile } from '../slots/files.ts';
import type { SlotEdits } from '../slots/edited.ts';
import { actionOf, isRefused, plannedFor, refused, slotFile } from './action.ts';
import type { Action, ActionFiles, ActionRefusal, FileChange } from './action.ts';
import { setValues, valuesOf } from './write-config.ts';

/** The iterations of the batch of an iteration. */
export function batchAround(iteration: number, { batchSize }: ActionFiles['protocol']): readonly number[] {
  return batchOfNumber(Math.floor((iteration - 1) / batchSize) + 1, { batchSize });
}

/** The iterations of a batch, the first of which has the number 1. */
export const batchOfNumber = (
  batch: number,
  { batchSize }: Pick<ActionFiles['protocol'], 'batchSize'>,
): readonly number[] => Array.from({ length: batchSize }, (_, slot) => (batch - 1) * batchSize + 1 + slot);

/** The batch to generate where nobody names one: the planned one, else the newest of the log. */
export function batchToGenerate({ plan, runs, protocol }: ActionFiles): readonly number[] | undefined {
  const newest = newestOf(runs);
  const live = plan ? livePlan(plan, newest) : undefined;
  if (live?.kind === 'live') return live.batch.iterations;
  return newest > 0 ? batchAround(newest, protocol) : undefined;
}

/** Writes the slot configs of a batch: as the plan has them, else as the Config lines of its entries have them. */
export function generateBatch(files: ActionFiles, iterations: readonly number[]): Action | ActionRefusal {
  if (files.planProblem !== undefined)
    return refused(
      `The plan cannot be read. ${files.planProblem}`,
      'Mend or remove it first.',
      files.found.plan.path,
    );
  const planned = plannedFor(files.plan, iterations)?.slots;
  const [first, last] = [iterations[0] ?? 0, iterations.at(-1) ?? 0];
  const label = `Write the slot configs of Iter ${first}-${last}`;
  if (planned) {
    const changes = plannedChanges(files, planned, iterations);
    return isRefused(changes)
      ? changes
      : { kind: 'action', label: `${label}, as the plan has them`, changes, notes: [] };
  }
  const wanted: { file: SlotFile; edits: SlotEdits }[] = [];
  for (const [slot, iteration] of iterations.entries()) {
    const file = slotFile(files, slot);
    if (isRefused(file)) return file;
    const edits = loggedEdits(file, iteration, files);
    if (isRefused(edits)) return edits;
    wanted.push({ file, edits });
  }
  return actionOf(`${label}, as their entries have them`, wanted, staleNotes(files));
}

/** The slot configs as a plan has them: a re-run is a copy of the kept config, all else sets what the plan says. */
export function plannedChanges(
  files: ActionFiles,
  planned: readonly PlannedSlot[],
  iterations: readonly number[],
): readonly FileChange[] | ActionRefusal {
  const { protocol, base, snapshots } = files;
  const configs: SlotFile[] = [];
  for (const { slot } of planned) {
    const file = slotFile(files, slot);
    if (isRefused(file)) return file;
    configs.push(file);
  }
  const kept = new Map([...(snapshots ?? [])].map(([id, { text }]) => [id, text]));
  const texts = { slots: configs.map(({ text }) => text), base: base?.text, snapshots: kept };
  const edits = slotEdits(planned, iterations, texts, protocol);
  if (edits.kind === 'refused')
    return refused(edits.message, 'Mend that first; nothing was changed.', configs[edits.slot]?.path);
  return configs.map((file, i) => ({ file, edits: edits.slots[i] ?? [] }));
}

/** That there is a plan, but for other iterations. */
function staleNotes({ plan, runs }: ActionFiles): readonly string[] {
  const live = plan && livePlan(plan, newestOf(runs));
  return live?.kind === 'stale' ? [live.message] : [];
}

/** The highest iteration of the log; 0 for none. */
const newestOf = (runs: ActionFiles['runs']): number =>
  Math.max(0, ...(runs?.nodes.map(({ id }) => id) ?? []));

function loggedEdits(file: SlotFile, iteration: number, files: ActionFiles): SlotEdits | ActionRefusal {
  const values = valuesOf(files, iteration);
  return isRefused(values) ? values : setValues(file, values, files);
}
