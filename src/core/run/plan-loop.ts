/** The parallel script, as it is to be started. */
import { isRefused, refused, slotFile } from '../actions/action.ts';
import type { ActionRefusal } from '../actions/action.ts';
import { unrecorded, waitingIn } from '../actions/loop.ts';
import type { LoopFiles } from '../actions/loop.ts';
import { snapshotName } from '../files/names.ts';
import { baseName, join } from '../files/paths.ts';
import type { FilePlace } from '../files/search.ts';
import type { ConfigFile } from '../slots/files.ts';
import { loopCommand } from './commands.ts';
import type { LoopCommand } from './commands.ts';
import { contentFindings } from './content-findings.ts';
import { keptPlaces, onTarget, PlanBasis } from './plan-basis.ts';
import type { PlannedRun, RunFinding, RunRequest } from './plan-basis.ts';
import type { WantedFile } from './record.ts';
import type { PushedFile } from './run-plan.ts';

export interface LoopRequest extends RunRequest, Omit<LoopCommand, 'base'> {
  /** The files beside the log that a resumed loop goes on from, where they exist. */
  readonly kept: readonly ConfigFile[];
}

/**
 * The loop as a run of one task. The log, the slot configs and what else it goes on from are put on the target first.
 * Refused while results wait: with --resume the script would skip that batch or run it again.
 */
export function planLoop(files: LoopFiles, request: LoopRequest): PlannedRun | ActionRefusal {
  const waiting = waitingIn(files);
  if (waiting.length > 0) return unrecorded(waiting);
  const { base } = files.found;
  if (base === undefined)
    return refused(
      `The base config is not known: ${files.found.name} does not end in _Claude.`,
      'Name it in iterlog.yaml as files.baseConfig.',
    );
  const command = loopCommand({ ...request, base }, request.target);
  if (isRefused(command)) return command;
  const basis = new PlanBasis(files.found.name, request);
  const pushed = pushedFiles(files, request, basis);
  if (isRefused(pushed)) return pushed;
  const wanted = wantedFiles(files, request, basis);
  if (isRefused(wanted)) return wanted;
  const commands = [command];
  return basis.planned(
    'loop',
    { tasks: [{ task: '00', commands, ...(!request.resume && { input: consent }) }], files: pushed },
    {
      tasks: [{ task: '00', commands, status: { state: 'preparing' } }],
      wanted,
      findings: [...erased(files, request), ...contentFindings(files, [], request.lint)],
    },
  );
}

/** Without --resume the script asks whether it may erase; a person has said so before the run. */
const consent = 'y\n';

/** What a start without --resume destroys. */
function erased({ found }: LoopFiles, { resume }: LoopRequest): RunFinding[] {
  if (resume) return [];
  const names = [found.log, found.memory, found.scores, ...found.slots]
    .filter(({ exists }) => exists)
    .map(({ path }) => baseName(path));
  return [
    {
      severity: 'warning',
      message: `Without --resume the script erases ${names.join(', ') || 'nothing that is here'}.`,
      advice: 'Run Loop goes on instead.',
    },
  ];
}

function pushedFiles(
  files: LoopFiles,
  { kept }: LoopRequest,
  basis: PlanBasis,
): readonly PushedFile[] | ActionRefusal {
  const all: ConfigFile[] = [files.log, ...kept];
  if (files.planFile) all.push(files.planFile);
  for (const slot of files.found.slots.keys()) {
    const file = slotFile(files, slot);
    if (isRefused(file)) return file;
    all.push(file);
  }
  const pushed: PushedFile[] = [];
  for (const { path, text } of all) {
    const place = basis.relative(path);
    if (isRefused(place)) return place;
    pushed.push(...basis.pushed(onTarget(basis.folder, place), text));
  }
  return pushed;
}

/** What the script changes: from its place on the target to the same place here. */
function wantedFiles(
  { found, protocol, exploration }: LoopFiles,
  { iterations }: LoopRequest,
  basis: PlanBasis,
): WantedFile[] | ActionRefusal {
  const first = exploration.nodes.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const kept = keptPlaces(found);
  const snapshots = Array.from({ length: Math.max(0, iterations - first + 1) }, (_, i) => {
    const iteration = first + i;
    return join(kept.snapshots, snapshotName(iteration, (iteration - 1) % protocol.batchSize));
  });
  const places: readonly FilePlace[] = [
    ...[found.log, found.memory, found.scores, found.reasoning, found.plan],
    ...[...found.slots, ...found.results],
  ];
  const errors = found.errors.map((_, slot) => kept.error(slot));
  const wanted: WantedFile[] = [];
  for (const path of [...places.map(place => place.path), ...errors, ...snapshots]) {
    const to = basis.relative(path);
    if (isRefused(to)) return to;
    wanted.push({ task: '00', kind: 'file', from: onTarget(basis.folder, to), to });
  }
  return wanted;
}
