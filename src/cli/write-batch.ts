/** Writes a proposed batch: the slot configs, the plan, and the parent that the last entry's Next names. */
import { slotEdits } from '../core/batch/apply.ts';
import { nextEdit } from '../core/batch/next-edit.ts';
import { readPlan } from '../core/batch/plan-read.ts';
import { appendBatch, newPlan } from '../core/batch/plan-write.ts';
import type { PlannedBatch } from '../core/batch/plan.ts';
import type { Proposal, ProposedSlot } from '../core/batch/propose/propose.ts';
import type { ExplorationFiles } from '../core/files/gather.ts';
import type { FilePlace } from '../core/files/search.ts';
import { applyEdits } from '../core/text/edits.ts';
import { readText } from '../node/read-text.ts';
import type { TextFile } from '../node/read-text.ts';
import { Refusal } from '../node/refusal.ts';
import { writeFiles } from '../node/write-files.ts';
import type { FileChange } from '../node/write-files.ts';
import type { Io } from './io.ts';
import type { ProposalInput } from './proposal-input.ts';
import { shownPath } from './shown-path.ts';
import { say } from './tree-input.ts';

/**
 * Writes all files or none, and says which.
 * @returns why nothing was written, in a sentence or two; undefined when everything says what is proposed.
 * @throws {Refusal} when a file cannot be read or written.
 */
export async function writeBatch(
  read: ProposalInput,
  proposal: Proposal,
  io: Io,
): Promise<string | undefined> {
  const { files, input, exploration } = read;
  if (!files) return 'Standard input has no slot configs.';
  const slots = await Promise.all(files.slots.map(place => configOf(place, io)));
  const edits = slotEdits(
    proposal.slots,
    proposal.iterations,
    {
      slots: slots.map(({ text }) => text),
      base: await textOf(files.baseConfig),
      snapshots: await keptOf(files, proposal),
    },
    exploration.protocol,
  );
  if (edits.kind === 'refused') return edits.message;
  const plan = await planChange(files, proposal, io);
  if (typeof plan === 'string') return plan;
  const next = nextEdit(exploration, proposal.slots[0]?.parent ?? 'root');
  const log = { path: input.path ?? '', name: input.file, before: input.bytes };
  const changes = [
    ...slots.map((file, i) => changeOf(file, applyEdits(file.text, edits.slots[i] ?? []), io)),
    ...plan,
    ...(next ? [{ ...log, after: applyEdits(input.text, [next]) }] : []),
  ].filter(({ before, after }) => !before || !Buffer.from(after).equals(before));
  await writeFiles(changes);
  for (const { name } of changes) say(io, `wrote ${name}`);
  if (changes.length === 0) say(io, 'The slot configs and the plan have this batch already.');
  return undefined;
}

const changeOf = ({ path, bytes }: TextFile, after: string, io: Io): FileChange => ({
  path,
  name: shownPath(path, io.cwd),
  before: bytes,
  after,
});

async function configOf({ path, exists }: FilePlace, io: Io): Promise<TextFile> {
  const name = shownPath(path, io.cwd);
  if (exists) return readText(path, name);
  throw new Refusal(
    'missing',
    name,
    `The slot config ${name} does not exist.`,
    'Make the slot configs of the exploration first.',
  );
}

const textOf = async (place: FilePlace | undefined): Promise<string | undefined> =>
  place?.exists ? (await readText(place.path)).text : undefined;

/** The kept configs of the runs that the batch repeats. */
async function keptOf(
  { snapshots }: ExplorationFiles,
  { slots }: Proposal,
): Promise<ReadonlyMap<number, string>> {
  const repeated = slots.filter(({ mutations }) => mutations.length === 0).map(({ parent }) => parent);
  const found = snapshots.filter(({ iteration }) => repeated.includes(iteration));
  return new Map(
    await Promise.all(
      found.map(async ({ iteration, path }) => [iteration, (await readText(path)).text] as const),
    ),
  );
}

/** The plan with the batch at its end; nothing to change where it ends with the batch already. */
async function planChange(
  { plan, name }: ExplorationFiles,
  { iterations, slots }: Proposal,
  io: Io,
): Promise<readonly FileChange[] | string> {
  const batch: PlannedBatch = { iterations: [...iterations], slots: slots.map(plannedOnly) };
  if (!plan.exists)
    return [
      { path: plan.path, name: shownPath(plan.path, io.cwd), before: undefined, after: newPlan(name, batch) },
    ];
  const file = await readText(plan.path, shownPath(plan.path, io.cwd));
  const { batches = [] } = readPlan(file.text).plan ?? {};
  const last = batches.at(-1);
  if (last && JSON.stringify({ iterations: last.iterations, slots: last.slots }) === JSON.stringify(batch))
    return [];
  const change = appendBatch(file.text, batch);
  if ('refusal' in change) return `${shownPath(plan.path, io.cwd)}: ${change.refusal}`;
  return [changeOf(file, applyEdits(file.text, change.edits), io)];
}

/** A slot as the plan has it. */
function plannedOnly({
  slot,
  role,
  parent,
  mutations,
  config,
  minutes,
  reason,
  score,
  samples,
}: ProposedSlot) {
  return {
    ...{ slot, role, parent, mutations, config },
    ...(minutes !== undefined && { minutes }),
    reason,
    ...(score !== undefined && { score }),
    ...(samples && { samples }),
  };
}
