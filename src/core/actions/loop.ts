/** What moves an exploration on: results become entries, and a proposal becomes the next batch's configs. */
import { nextEdit } from '../batch/next-edit.ts';
import { nextParent } from '../batch/propose/propose.ts';
import type { Proposal, ProposeInput } from '../batch/propose/propose.ts';
import { editedSince } from '../batch/record/ran-config.ts';
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
import type { Value } from '../protocol/types.ts';
import type { ConfigFile } from '../slots/files.ts';
import { isRefusal } from '../slots/model.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { isRefused, plannedFor, refused } from './action.ts';
import type { Action, ActionFiles, ActionRefusal, FileChange } from './action.ts';
import { plannedChanges } from './generate.ts';
import { made, planChange } from './plan-change.ts';

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

/** What a proposal is made from. */
export function proposalInput({ exploration, base, protocol }: LoopFiles): ProposeInput {
  return { exploration, baseValues: base && baseValues(base, protocol) };
}

/** What a base config states of the parameters of a protocol. */
export function baseValues(
  { text }: Pick<ConfigFile, 'text'>,
  protocol: LoopFiles['protocol'],
): ReadonlyMap<string, Value> {
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
  const plan = planChange(files, iterations, slots);
  if (isRefused(plan)) return plan;
  const next = nextEdit(files.exploration, slots[0]?.parent ?? 'root');
  const changes = [...configs, plan, { file: files.log, edits: next ? [next] : [] }];
  return {
    kind: 'action',
    label: `Write batch ${batch}`,
    changes,
    notes: lostEdits(files, iterations, configs),
  };
}

/** What a person changed in the slot configs since the same batch was planned, where it would be written over. */
function lostEdits(
  { plan, protocol }: LoopFiles,
  iterations: readonly number[],
  configs: readonly FileChange[],
): string[] {
  const planned = plannedFor(plan, iterations)?.slots ?? [];
  return planned.flatMap((own, i) => {
    const { file, edits } = configs[i] ?? {};
    const edited = file && edits?.length ? editedSince(file, own, protocol) : [];
    return edited.length > 0
      ? [`Slot ${own.slot} was edited after the plan: ${edited.join('; ')}. That would be lost.`]
      : [];
  });
}

export function unrecorded(waiting: readonly Waiting[]): ActionRefusal {
  const ids = [...new Set(waiting.map(({ iteration }) => iteration))];
  return refused(
    `Iter ${ids.join(', ')} ran and ${ids.length === 1 ? 'has' : 'have'} no entry.`,
    'Record the results before the slot configs change.',
  );
}
