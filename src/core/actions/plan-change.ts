/** What becomes of the plan file. */
import { appendBatch, newPlan } from '../batch/plan-write.ts';
import type { PlannedSlot } from '../batch/plan.ts';
import { baseName } from '../files/paths.ts';
import { insert } from '../text/edits.ts';
import { refused } from './action.ts';
import type { ActionRefusal, FileChange } from './action.ts';
import type { LoopFiles } from './loop.ts';

/** A file that is to be made. */
export const made = (path: string, text: string): FileChange => ({
  file: { path, text: '' },
  edits: [insert(0, text)],
  isNew: true,
});

/** The plan with the batch at its end; nothing to change where it ends with the batch already. */
export function planChange(
  { plan, planFile, planProblem, found }: LoopFiles,
  iterations: readonly number[],
  slots: readonly PlannedSlot[],
): FileChange | ActionRefusal {
  const batch = { iterations: [...iterations], slots: slots.map(plannedOnly) };
  if (planProblem !== undefined)
    return refused(`The plan cannot be read. ${planProblem}`, 'Mend or remove it first.', found.plan.path);
  if (!planFile) return made(found.plan.path, newPlan(found.name, batch));
  const last = plan?.batches.at(-1);
  if (last && JSON.stringify({ iterations: last.iterations, slots: last.slots }) === JSON.stringify(batch))
    return { file: planFile, edits: [] };
  const change = appendBatch(planFile.text, batch);
  if ('refusal' in change)
    return refused(`${baseName(planFile.path)}: ${change.refusal}`, 'Nothing was changed.', planFile.path);
  return { file: planFile, edits: change.edits };
}

/** A slot as the plan has it. */
function plannedOnly(planned: PlannedSlot): PlannedSlot {
  const { slot, role, parent, mutations, config, minutes, reason, score, samples } = planned;
  return {
    ...{ slot, role, parent, mutations, config },
    ...(minutes !== undefined && { minutes }),
    reason,
    ...(score !== undefined && { score }),
    ...(samples && { samples }),
  };
}
