/** The four runs of a batch, as they are to be started. */
import { isRefused, refused, slotFile } from '../actions/action.ts';
import type { ActionRefusal } from '../actions/action.ts';
import { batchOfNumber } from '../actions/generate.ts';
import { unrecorded, waitingIn } from '../actions/loop.ts';
import type { LoopFiles } from '../actions/loop.ts';
import { livePlan } from '../batch/plan.ts';
import { snapshotName, twoDigits } from '../files/names.ts';
import { join } from '../files/paths.ts';
import { predictedMinutes } from '../protocol/time.ts';
import { timeHistory } from '../samples/times.ts';
import type { SlotFile } from '../slots/files.ts';
import { isRefusal } from '../slots/model.ts';
import { seededRun } from '../slots/operations.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { applyEdits } from '../text/edits.ts';
import { slotCommands } from './commands.ts';
import { contentFindings } from './content-findings.ts';
import { configName, keptPlaces, onTarget, PlanBasis } from './plan-basis.ts';
import type { PlannedRun, RunRequest } from './plan-basis.ts';
import type { TaskRecord, WantedFile } from './record.ts';
import type { PushedFile, TaskPlan } from './run-plan.ts';

export interface BatchRequest extends RunRequest {
  /** Words joined by `_`; only `generate` matters to a batch. */
  readonly task: string;
}

/**
 * A batch as a run: its iterations, what each slot runs, what is written on the target before and brought home after.
 * Refused while results wait, since a run would write over them, and where a config is missing or cannot be read.
 */
export function planBatch(files: LoopFiles, request: BatchRequest): PlannedRun | ActionRefusal {
  const waiting = waitingIn(files);
  if (waiting.length > 0) return unrecorded(waiting);
  const basis = new PlanBasis(files.found.name, request);
  const slots = plannedSlots(files, basis, request);
  if (isRefused(slots)) return slots;
  const parts = { tasks: slots.map(({ plan }) => plan), files: slots.flatMap(slot => slot.files) };
  return basis.planned('batch', parts, {
    tasks: slots.map(({ record }) => record),
    wanted: slots.flatMap(({ wanted }) => wanted),
    findings: contentFindings(
      files,
      slots.map(({ record }) => record),
      request.lint,
    ),
  });
}

interface SlotParts {
  readonly plan: TaskPlan;
  readonly record: TaskRecord;
  readonly files: readonly PushedFile[];
  readonly wanted: readonly WantedFile[];
}

function plannedSlots(
  files: LoopFiles,
  basis: PlanBasis,
  request: BatchRequest,
): SlotParts[] | ActionRefusal {
  const parts: SlotParts[] = [];
  for (const [slot, iteration] of iterationsToRun(files).entries()) {
    const file = slotFile(files, slot);
    if (isRefused(file)) return file;
    const part = slotParts(file, iteration, files, basis, request);
    if (isRefused(part)) return part;
    parts.push(part);
  }
  return parts;
}

/** The batch of the live plan, else the one after the newest of the log. */
export function iterationsToRun({ plan, exploration, protocol }: LoopFiles): readonly number[] {
  const newest = exploration.nodes.reduce((most, { id }) => Math.max(most, id), 0);
  const live = plan && livePlan(plan, newest);
  if (live?.kind === 'live') return live.batch.iterations;
  return batchOfNumber(Math.ceil(newest / protocol.batchSize) + 1, protocol);
}

function slotParts(
  file: SlotFile,
  iteration: number,
  files: LoopFiles,
  basis: PlanBasis,
  request: BatchRequest,
): SlotParts | ActionRefusal {
  const task = twoDigits(file.slot);
  const place = basis.relative(file.path);
  if (isRefused(place)) return place;
  const edits = seededRun(file.text, { slot: file.slot, iteration }, files.protocol);
  if (isRefusal(edits))
    return refused(`The config of slot ${file.slot}: ${edits.message}`, 'Mend it first.', file.path);
  const own = join(basis.directory, task);
  const config = join(basis.directory, `in/slot_${task}.yaml`);
  const words = {
    ...{ python: request.target.python, device: request.target.device, config, name: configName(place) },
    ...{ result: join(own, 'result.log'), error: join(own, 'error.log') },
    ...{ slot: String(file.slot), iteration: String(iteration) },
  };
  const commands = slotCommands(words, request.task, files.protocol);
  if (isRefused(commands)) return commands;
  const wanted = wantedOf(task, iteration, { ...words, config }, files, basis);
  if (isRefused(wanted)) return wanted;
  const minutes = minutesOf(file, files);
  return {
    plan: { task, commands },
    record: {
      task,
      iteration,
      commands,
      ...(minutes !== undefined && { minutes }),
      status: { state: 'preparing' },
    },
    files: [
      basis.inRun(config, applyEdits(file.text, edits)),
      ...basis.pushed(onTarget(basis.folder, place), file.text),
    ],
    wanted,
  };
}

/** What a slot leaves that belongs beside the log. */
function wantedOf(
  task: string,
  iteration: number,
  from: Readonly<Record<'result' | 'error' | 'config', string>>,
  { found }: LoopFiles,
  basis: PlanBasis,
): WantedFile[] | ActionRefusal {
  const slot = Number(task);
  const kept = keptPlaces(found);
  const places: [WantedFile['kind'], string, string | undefined][] = [
    ['result', from.result, found.results[slot]?.path],
    ['error', from.error, kept.error(slot)],
    ['snapshot', from.config, join(kept.snapshots, snapshotName(iteration, slot))],
  ];
  const wanted: WantedFile[] = [];
  for (const [kind, path, here] of places) {
    const to = here === undefined ? undefined : basis.relative(here);
    if (to === undefined) continue;
    if (isRefused(to)) return to;
    wanted.push({ task, kind, from: path, to });
  }
  return wanted;
}

function minutesOf({ text }: SlotFile, { protocol, exploration }: LoopFiles): number | undefined {
  const document = readSlot(text);
  if (isRefusal(document)) return undefined;
  const values = statedValues(document, protocol);
  const minutes = predictedMinutes(name => values.get(name), timeHistory(exploration, protocol), protocol);
  return minutes === undefined ? undefined : Math.round(minutes * 10) / 10;
}
