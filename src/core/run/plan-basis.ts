/** What planning a batch and planning a loop have in common. */
import { refused } from '../actions/action.ts';
import type { ActionRefusal } from '../actions/action.ts';
import type { ExplorationFiles } from '../files/gather.ts';
import { fileNames } from '../files/names.ts';
import { baseName, join, parentOf } from '../files/paths.ts';
import type { LintOptions } from '../lint/engine.ts';
import type { RunRecord } from './record.ts';
import type { PushedFile, RunPlan } from './run-plan.ts';
import type { Target } from './target.ts';

/** What a person, or a task, asks for; the host adds what the core cannot know. */
export interface RunRequest {
  /** Unique, of letters, digits and `-`. */
  readonly id: string;
  readonly targetName: string;
  readonly target: Target;
  /** The folder of the project here. */
  readonly root: string;
  /** The folder of the log, and the time, as an ISO text. */
  readonly logFolder: string;
  readonly created: string;
  /** How the exploration is linted. */
  readonly lint: Pick<LintOptions, 'protocol' | 'universalOnly' | 'severities'>;
  /** `sha256:` and the hash of a text in hexadecimal digits. */
  readonly hashOf: (text: string) => string;
  /** What iterlog is known to have written at a path of the target, or to have brought home from it. */
  readonly knownHashes: (path: string) => readonly string[];
}

/** Something to know before a run starts. An error stops it unless a person overrules it. */
export interface RunFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly advice?: string;
}

export interface PlannedRun {
  readonly kind: 'planned';
  readonly plan: RunPlan;
  /** As it is kept before anything was done. */
  readonly record: RunRecord;
  readonly findings: readonly RunFinding[];
}

export class PlanBasis {
  readonly folder: string;
  readonly directory: string;

  constructor(
    private readonly exploration: string,
    private readonly request: RunRequest,
  ) {
    this.folder = request.target.folder ?? request.root;
    this.directory = join(this.folder, `.iterlog/runs/${request.id}`);
  }

  /** A path from the folder of the project; refused for one outside of it, which has no place on the target. */
  relative(path: string): string | ActionRefusal {
    const { root } = this.request;
    const start = root.endsWith('/') ? root : `${root}/`;
    if (path.startsWith(start)) return path.slice(start.length);
    return refused(
      `${path} is outside the folder of the project, ${root}, so it has no place on the target.`,
      'Open the folder that holds all files of the exploration.',
      path,
    );
  }

  /** A file in the directory of the run. */
  inRun(path: string, text: string): PushedFile {
    return { path, text, hash: this.request.hashOf(text) };
  }

  /** A file of the project as it is to be on the target; nothing where that is the same file. */
  pushed(path: string, text: string): readonly PushedFile[] {
    const { target, root, knownHashes } = this.request;
    const isHere = target.type === 'local' || (target.type !== 'ssh' && target.host === undefined);
    if (isHere && this.folder === root) return [];
    return [{ ...this.inRun(path, text), replaces: knownHashes(path) }];
  }

  planned(
    kind: RunPlan['kind'],
    { tasks, files }: Pick<RunPlan, 'tasks' | 'files'>,
    own: Pick<RunRecord, 'tasks' | 'wanted'> & { readonly findings: readonly RunFinding[] },
  ): PlannedRun {
    const { id, target, targetName, created, root, logFolder } = this.request;
    const { folder, directory } = this;
    return {
      kind: 'planned',
      plan: { id, kind, target, folder, directory, tasks, files },
      record: {
        version: 1,
        ...{ id, kind, exploration: this.exploration, root: upFrom(logFolder, root), targetName, target },
        ...{ folder, directory, created, state: 'preparing', tasks: own.tasks },
        pushed: files.filter(({ replaces }) => replaces).map(({ path, hash }) => ({ path, hash })),
        ...{ keptAside: [], overridden: [], wanted: own.wanted, fetched: [] },
      },
      findings: own.findings,
    };
  }
}

/** The path of a folder from one that is below it. */
function upFrom(below: string, folder: string): string {
  let steps = '';
  for (let at = below; at !== folder && at !== parentOf(at); at = parentOf(at)) steps += '../';
  return steps || '.';
}

/** Where the loop would put what it keeps of runs, of an exploration that has nothing of the kind yet. */
export function keptPlaces({ base, log, snapshotFolder, errors }: ExplorationFiles): {
  readonly snapshots: string;
  readonly error: (slot: number) => string;
} {
  const beside = parentOf(log.path);
  const isOwn = base === undefined || baseName(beside).startsWith('LLM_');
  const folder = isOwn ? beside : join(beside, `log/Claude_exploration/instruction_${base}_parallel`);
  return {
    snapshots: snapshotFolder.exists ? snapshotFolder.path : join(folder, 'config'),
    error: slot => {
      const place = errors[slot];
      return place?.exists ? place.path : join(folder, fileNames.errors({ name: '', base, slot }));
    },
  };
}

export const onTarget = (folder: string, relative: string): string => join(folder, relative);

/** How the reference names a config: its path below the last folder called `config`, without ending. */
export const configName = (relative: string): string =>
  relative.replace(/^(?:.*\/)?config\//, '').replace(/\.ya?ml$/, '');
