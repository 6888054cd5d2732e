/** Results become entries of the log: each once, as measured, after what is there. */
import { readPlan } from '../plan-read.ts';
import type { Plan } from '../plan.ts';
import { differencesFrom } from './agreement.ts';
import { configDoubts, lackOf, resultDoubts, twinDoubts } from './doubts.ts';
import type { RecordInput, RecordOutcome } from './input.ts';
import { draftsOf, recordingOf, refused } from './recording.ts';
import { slotStates } from './state.ts';
import type { SlotState } from './state.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import { waitingIn } from './waiting.ts';

export type { ErrorFile, RecordInput, Recording, RecordOutcome, ResultFile } from './input.ts';
export { ownSentence } from './observation.ts';
export { waitingResults } from './waiting.ts';
export type { Waiting } from './waiting.ts';

/** What comes of the files that the slots of an exploration have left. */
export function recordResults(input: RecordInput): RecordOutcome {
  const { protocol } = input.exploration;
  if (Object.keys(protocol.parameters).length === 0 || protocol.reward === '')
    return refused(
      'The log fits no protocol, so what its entries state is unknown.',
      'Add an iterlog.yaml, or name the protocol.',
    );
  const read = input.plan && readPlan(input.plan.text);
  if (read && !read.plan)
    return refused(
      `The plan cannot be read. ${read.problems[0]?.message ?? ''}`.trim(),
      'Mend the plan file first: it says which results are recorded.',
    );
  const target = targetOf(input.exploration, read?.plan);
  const states = slotStates(input, target, read?.plan);
  if (waitingIn(states, target, input).length === 0) return nothing(states);
  const pending = input.exploration.nodes.find(
    node => node.pending && node.id > target.newest - protocol.batchSize,
  );
  if (pending)
    return refused(
      `Iter ${pending.id} is in the log as pending.`,
      'Take the pending entries out: the results are added behind what is there.',
    );
  return skippedBatch(input, target) ?? recordStates(input, target, states, read?.plan);
}

/** The loop can go on without a batch's entries: then its result logs are gone, and those that are there are of later runs. */
function skippedBatch({ snapshots }: RecordInput, { iterations }: Target): RecordOutcome | undefined {
  const last = Math.max(...snapshots.keys());
  const [first = 0, end = 0] = [iterations[0], iterations.at(-1)];
  if (last <= end) return undefined;
  return refused(
    `A config was kept of Iter ${last}, so the result logs are not those of Iter ${first}-${end}, which the log lacks.`,
    'Add the entries of what is lost, as failed; configs that are of an earlier start belong elsewhere.',
  );
}

function nothing(states: readonly SlotState[]): RecordOutcome {
  const differences = states.flatMap(({ entry, result }) =>
    entry && result ? differencesFrom(result.measured, entry) : [],
  );
  const reasons = states.flatMap(state =>
    state.kind === 'stale' || state.kind === 'unfinished' ? (lackOf(state) ?? []) : [],
  );
  return { kind: 'nothing', message: ['No result waits.', ...reasons].join(' '), differences };
}

function recordStates(
  input: RecordInput,
  target: Target,
  states: readonly SlotState[],
  plan: Plan | undefined,
): RecordOutcome {
  const own = states.filter(({ iteration }) => target.missing.includes(iteration));
  const drafts = draftsOf(own, input, target);
  if ('kind' in drafts) return drafts;
  const recording = recordingOf(drafts, states, input, target, plan);
  if ('kind' in recording) return recording;
  const doubts = [
    ...drafts.flatMap(({ state }) => lackOf(state) ?? []),
    ...twinDoubts(own),
    ...drafts.flatMap(({ state, config }) => resultDoubts(state, config, input.exploration.protocol)),
    ...drafts.flatMap(({ state, config }) => configDoubts(state, config)),
    ...strangersIn(states, input, target),
  ];
  if (doubts.length === 0) return { kind: 'record', ...recording };
  const lost = drafts
    .filter(({ state }) => lackOf(state) !== undefined)
    .map(({ entry }) => `Iter ${entry.iteration}`);
  const asFailed = lost.length > 0 ? [`${lost.join(', ')} would be written as failed.`] : [];
  return { kind: 'ask', message: [...doubts, ...asFailed].join(' '), doubts, recording };
}

/** Results of slots whose entries are there and say something else: then the others may be of another batch, too. */
const strangersIn = (
  states: readonly SlotState[],
  { exploration }: RecordInput,
  { missing }: Target,
): string[] =>
  states.flatMap(({ slot, iteration, kind }) =>
    kind === 'waiting' && !missing.includes(iteration) && exploration.node(iteration)
      ? [`The result log of slot ${slot} is not that of Iter ${iteration}, which is in the log.`]
      : [],
  );
