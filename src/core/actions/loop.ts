/** What moves an exploration on: results become entries, and a proposal becomes the next batch's configs. */
import { nextEdit } from '../batch/next-edit.ts';
import { appendBatch, newPlan } from '../batch/plan-write.ts';
import type { PlannedBatch, PlannedSlot } from '../batch/plan.ts';
import { nextParent } from '../batch/propose/propose.ts';
import type { Proposal, ProposeInput } from '../batch/propose/propose.ts';
import { recordResults, waitingResults } from '../batch/record/record.ts';
import type {
  ErrorFile,
  RecordInput,
  Recording,
  RecordOutcome,
  ResultFile,
  Waiting,
} from '../batch/record/record.ts';
import type { Exploration } from '../exploration/exploration.ts';
import { baseName } from '../files/paths.ts';
import type { Value } from '../protocol/types.ts';
import type { ConfigFile } from '../slots/files.ts';
import { isRefusal } from '../slots/model.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { insert } from '../text/edits.ts';
import { isRefused, refused } from './action.ts';
import type { Action, ActionFiles, ActionRefusal, FileChange } from './action.ts';
import { plannedChanges } from './generate.ts';

/** An exploration with its log and what its runs left. */
export interface LoopFiles extends ActionFiles {
  readonly log: ConfigFile;
  /** The log as it was linted. */
  readonly exploration: Exploration;
  /** What another text of the log would be, linted in the same way. */
  readonly reread: (text: string) => Exploration;
  /** Undefined while there is no plan. */
  readonly planFile: ConfigFile | undefined;
  readonly results: readonly ResultFile[];
  readonly errors: readonly ErrorFile[];
}

/** What comes of the results, with the parent that propose would give slot 0 of the next batch in the last entry. */
export const recordedFrom = (files: LoopFiles): RecordOutcome => recordResults(recordInput(files));

/** The slots whose runs left something that no entry says. */
export const waitingIn = (files: LoopFiles): readonly Waiting[] => waitingResults(recordInput(files));

function recordInput(files: LoopFiles): RecordInput {
  const { found, exploration, log, planFile, results, errors, slots, base, reread } = files;
  return {
    ...{ name: found.name, exploration, text: log.text, plan: planFile, results, errors, slots, base },
    snapshots: files.snapshots ?? new Map(),
    nextParent: text => nextParent(reread(text), proposalInput(files).baseValues),
  };
}

/** The entries behind the log, and what the plan says of them. */
export function recordAction(
  { log, planFile, found }: LoopFiles,
  { iterations, edits, plan, notes }: Recording,
): Action {
  const [first = 0, last = first] = [iterations[0], iterations.at(-1)];
  const label = first === last ? `Record Iter ${first}` : `Record Iter ${first}-${last}`;
  const ofPlan: FileChange =
    'text' in plan
      ? made(found.plan.path, plan.text)
      : { file: planFile ?? { path: found.plan.path, text: '' }, edits: plan.edits };
  return { kind: 'action', label, changes: [{ file: log, edits }, ofPlan], notes };
}

const made = (path: string, text: string): FileChange => ({
  file: { path, text: '' },
  edits: [insert(0, text)],
  isNew: true,
});

/** What a proposal is made from. */
export function proposalInput({ exploration, base, protocol }: LoopFiles): ProposeInput {
  return { exploration, baseValues: base && baseValues(base, protocol) };
}

function baseValues({ text }: ConfigFile, protocol: LoopFiles['protocol']): ReadonlyMap<string, Value> {
  const document = readSlot(text);
  return isRefusal(document) ? new Map() : statedValues(document, protocol);
}

/**
 * A proposed batch in its files: the slot configs, the plan, and in the log the parent that the last entry's Next names.
 * Refused while results wait, since the slot configs are what those ran with.
 */
export function batchAction(
  files: LoopFiles,
  { batch, iterations, slots }: Proposal,
): Action | ActionRefusal {
  const waiting = waitingIn(files);
  if (waiting.length > 0) return unrecorded(waiting);
  const configs = plannedChanges(files, slots, iterations);
  if (isRefused(configs)) return configs;
  const plan = planChange(files, { iterations: [...iterations], slots: slots.map(plannedOnly) });
  if (isRefused(plan)) return plan;
  const next = nextEdit(files.exploration, slots[0]?.parent ?? 'root');
  const changes = [...configs, plan, { file: files.log, edits: next ? [next] : [] }];
  return { kind: 'action', label: `Write batch ${batch}`, changes, notes: [] };
}

export function unrecorded(waiting: readonly Waiting[]): ActionRefusal {
  const ids = [...new Set(waiting.map(({ iteration }) => iteration))];
  return refused(
    `Iter ${ids.join(', ')} ran and ${ids.length === 1 ? 'has' : 'have'} no entry.`,
    'Record the results before the slot configs change.',
  );
}

/** The plan with the batch at its end; nothing to change where it ends with the batch already. */
function planChange(
  { plan, planFile, planProblem, found }: LoopFiles,
  batch: PlannedBatch,
): FileChange | ActionRefusal {
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
