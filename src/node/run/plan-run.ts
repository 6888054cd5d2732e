/** Plans a run from an exploration as it is on disk: adds to the core what only a host knows. */
import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { isRefused } from '../../core/actions/action.ts';
import type { ActionRefusal } from '../../core/actions/action.ts';
import type { LoopFiles } from '../../core/actions/loop.ts';
import { parentOf } from '../../core/files/paths.ts';
import { defaultBatchTask, defaultIterations, defaultLoopTask } from '../../core/run/commands.ts';
import { parallelScript, scriptOf, slotTemplate } from '../../core/run/commands.ts';
import { inTheWay } from '../../core/run/ownership.ts';
import { planBatch } from '../../core/run/plan-batch.ts';
import { planLoop } from '../../core/run/plan-loop.ts';
import type { PlannedRun, RunRequest } from '../../core/run/plan-basis.ts';
import type { Target } from '../../core/run/target.ts';
import type { ConfigFile } from '../../core/slots/files.ts';
import { Disk } from '../disk.ts';
import { portPath } from '../file-port.ts';
import { resultHash } from '../result-hash.ts';
import { keptRuns } from './record-store.ts';
import type { KeptRun, RunsPlace } from './record-store.ts';

/** What is to run; what is left out is as the reference does it. */
export interface WantedRun {
  readonly kind: 'batch' | 'loop';
  readonly targetName: string;
  readonly target: Target;
  /** The folder of the project, or one above it: then it is the nearest one above the log that has the script. */
  readonly top: string;
  readonly task?: string | undefined;
  readonly script?: string | undefined;
  readonly iterations?: number | undefined;
  /** Whether the loop goes on where the log ends; without it the script erases. */
  readonly resume?: boolean | undefined;
  readonly args?: readonly string[] | undefined;
}

export interface PlannedHere {
  readonly kind: 'ready';
  readonly planned: PlannedRun;
  readonly place: RunsPlace;
  /** Files of the project that the run cannot do without. */
  readonly scripts: readonly string[];
  /** The files here that it was planned from. */
  readonly sources: readonly ConfigFile[];
}

/**
 * @param files an exploration as it was read just now.
 * @param lint how it was linted.
 */
export async function planRun(
  files: LoopFiles,
  lint: RunRequest['lint'],
  wanted: WantedRun,
  now = new Date(),
): Promise<PlannedHere | ActionRefusal> {
  const place = placeOfRuns(files);
  const { runs } = await keptRuns(place);
  const blocked = inTheWay(runs.map(({ record }) => record));
  if (blocked) return blocked;
  const script =
    wanted.kind === 'loop' ? (wanted.script ?? parallelScript) : scriptOf(slotTemplate(files.protocol));
  const root = await projectRoot(place.folder, wanted.top, script);
  const request: RunRequest = {
    ...{ id: newId(now), targetName: wanted.targetName, target: wanted.target, lint },
    ...{ root: portPath(root), logFolder: portPath(place.folder), created: now.toISOString() },
    hashOf: text => resultHash(Buffer.from(text)),
    knownHashes: file => hashesKnown(runs, wanted.target, file),
  };
  const kept = wanted.kind === 'loop' ? await keptFiles(files) : [];
  const planned =
    wanted.kind === 'batch'
      ? planBatch(files, { ...request, task: wanted.task ?? defaultBatchTask })
      : planLoop(files, { ...request, ...loopOf(wanted), kept });
  if (isRefused(planned)) return planned;
  const ofLoop = wanted.kind === 'loop' ? [files.log, files.planFile, ...kept] : [];
  const sources = [...files.slots, ...ofLoop].filter(file => file !== undefined);
  return { kind: 'ready', planned, place, scripts: script === undefined ? [] : [script], sources };
}

/** Where the runs of an exploration are kept. */
export const placeOfRuns = ({ found }: LoopFiles): RunsPlace => ({
  folder: path.normalize(parentOf(found.log.path)),
  name: found.name,
});

const loopOf = ({ task, script, iterations, resume, args }: WantedRun) => ({
  script: script ?? parallelScript,
  task: task ?? defaultLoopTask,
  iterations: iterations ?? defaultIterations,
  resume: resume ?? true,
  args: args ?? [],
});

/** By time, so that runs sort; the rest keeps two that start in one second apart. */
function newId(now: Date): string {
  const [day = '', time = ''] = now.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  return `${day}-${time}-${randomBytes(2).toString('hex')}`;
}

/** The nearest folder from that of the log up to the top that has the script; the top where none has it. */
async function projectRoot(from: string, top: string, script: string | undefined): Promise<string> {
  if (script === undefined || path.isAbsolute(script)) return top;
  const isBelow = !path.relative(top, from).startsWith('..');
  for (let at = from; isBelow; at = path.dirname(at)) {
    if (await exists(path.join(at, script))) return at;
    if (path.relative(at, top) === '') break;
  }
  return top;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** What iterlog put at a path of a target, and what it brought home from there. */
function hashesKnown(runs: readonly KeptRun[], target: Target, file: string): string[] {
  const isSame = (other: Target) =>
    other.type === target.type && hostName(other) === hostName(target) && other.folder === target.folder;
  return runs
    .filter(({ record }) => isSame(record.target))
    .flatMap(({ record: { pushed, fetched } }) => [
      ...pushed.filter(own => own.path === file).map(({ hash }) => hash),
      ...fetched.filter(({ from }) => from === file).map(({ hash }) => hash),
    ]);
}

const hostName = (target: Target): string => (target.type === 'local' ? '' : (target.host ?? ''));

/** What the loop goes on from besides log, plan and slot configs. */
async function keptFiles({ found }: LoopFiles): Promise<readonly ConfigFile[]> {
  const disk = new Disk();
  const read = await Promise.all([found.memory, found.scores].map(place => disk.config(place)));
  return read.filter(file => file !== undefined);
}
