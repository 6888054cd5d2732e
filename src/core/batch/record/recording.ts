/** What is to be written for the results of a batch. */
import { parse } from '../../log/parse.ts';
import { applyEdits } from '../../text/edits.ts';
import { newPlan, recordResults as notedIn } from '../plan-write.ts';
import type { Plan, RecordedResult } from '../plan.ts';
import { appended } from './append.ts';
import { draftOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { finished } from './finish.ts';
import type { RecordInput, Recording, RecordOutcome } from './input.ts';
import { LoggedConfigs } from './logged-config.ts';
import { draftNotes, linkNotes } from './notes.ts';
import { Parents } from './parentage.ts';
import { ranConfig, valuesIn } from './ran-config.ts';
import type { SlotState } from './state.ts';
import type { Target } from './target.ts';

export type Refused = Extract<RecordOutcome, { kind: 'refused' }>;

export const refused = (message: string, advice: string): Refused => ({ kind: 'refused', message, advice });

/** The entries of some slots, before they know of each other; refused where it is not known what one ran with. */
export function draftsOf(
  states: readonly SlotState[],
  input: RecordInput,
  target: Target,
): readonly Draft[] | Refused {
  const { exploration } = input;
  const configs = new LoggedConfigs(exploration, valuesIn(input.base, exploration.protocol).values);
  const facts = {
    exploration,
    configs,
    parents: new Parents(exploration, configs, target.iterations[0] ?? 1),
  };
  const drafts: Draft[] = [];
  for (const state of states) {
    const planned = target.plannedFor(state.iteration);
    const { config, fault } = ranConfig(state, input, planned);
    if (!config)
      return refused(
        `What Iter ${state.iteration} ran with is not known. ${fault}`,
        'Put the config of its slot back, or the one that was kept of the run.',
      );
    drafts.push(draftOf(state, config, planned, facts));
  }
  return drafts;
}

/** The edits of log and plan; refused where they would not be read, or cannot be made. */
export function recordingOf(
  drafts: readonly Draft[],
  states: readonly SlotState[],
  input: RecordInput,
  target: Target,
  plan: Plan | undefined,
): Recording | Refused {
  const { entries, notes } = finished(drafts, input);
  const edit = appended(input.text, entries);
  const iterations = drafts.map(({ entry }) => entry.iteration);
  if (!areRead(applyEdits(input.text, [edit]), iterations))
    return refused(
      'The log ends in a comment or a code block that is not closed: entries behind it would not be read.',
      'Close it first.',
    );
  const noted = planWith(states.flatMap(usedFile), input, target, plan);
  if ('kind' in noted) return noted;
  return {
    iterations,
    edits: [edit],
    entries,
    plan: noted,
    notes: [
      ...draftNotes(drafts),
      ...notes,
      ...linkNotes(drafts, input),
      ...(target.stalePlan ? [target.stalePlan] : []),
    ],
  };
}

/** What the plan is to know a slot's entry by; also for an entry that was there, so that its result log never waits again. */
function usedFile({ slot, iteration, kind, result, failure, entry }: SlotState): RecordedResult[] {
  const isOwn = kind === 'waiting' || (kind === 'recorded' && entry?.id === iteration);
  const file = isOwn ? result?.file : failure?.file;
  return file ? [{ slot, hash: file.hash }] : [];
}

/** Whether each of these iterations has an entry that a reader and the tree builder see. */
function areRead(text: string, iterations: readonly number[]): boolean {
  const seen = parse(text).sections.flatMap(({ entry }) => (entry?.header.readable ? [entry.header.id] : []));
  return iterations.every(id => seen.includes(id));
}

function planWith(
  results: readonly RecordedResult[],
  { plan: file, name }: RecordInput,
  { iterations }: Target,
  plan: Plan | undefined,
): Recording['plan'] | Refused {
  if (!file || !plan) return { text: newPlan(name, { iterations: [...iterations], results: [...results] }) };
  const change = notedIn(file.text, iterations, results);
  return 'edits' in change
    ? change
    : refused(change.refusal, 'The plan keeps which results are recorded, so nothing is written without it.');
}
