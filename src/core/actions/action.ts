/** What a person can have done to the files of an exploration: the whole of it, or nothing and why. */
import type { Plan } from '../batch/plan.ts';
import type { ExplorationFiles } from '../files/gather.ts';
import { baseName } from '../files/paths.ts';
import type { Protocol } from '../protocol/types.ts';
import type { ConfigFile, SlotFile, SlotFiles } from '../slots/files.ts';
import { isRefusal } from '../slots/model.ts';
import type { SlotEdits } from '../slots/edited.ts';
import type { TextEdit } from '../text/edits.ts';

/** An exploration as a host read it just now. */
export interface ActionFiles extends SlotFiles {
  readonly protocol: Protocol;
  /** Where its files are, and where those belong that are missing. */
  readonly found: ExplorationFiles;
  /** Why the plan cannot be read; nothing for one that can, or for none. */
  readonly planProblem?: string | undefined;
}

/** A file that is to change; one without edits is as it should be already. */
export interface FileChange {
  readonly file: ConfigFile;
  readonly edits: readonly TextEdit[];
  /** Whether the file is to be made. */
  readonly isNew?: true;
}

export interface Action {
  readonly kind: 'action';
  /** What it does, as the preview names it. */
  readonly label: string;
  readonly changes: readonly FileChange[];
  /** What a person should know before it is done, in sentences. */
  readonly notes: readonly string[];
}

/** Why nothing is done, and what to do about it. */
export interface ActionRefusal {
  readonly kind: 'refused';
  readonly message: string;
  readonly advice: string;
  /** The file that stands in the way. */
  readonly path?: string;
  /** Whether a file that is needed is not there or cannot be read; else it is what the files say. */
  readonly isMissing?: true;
}

export const refused = (message: string, advice: string, path?: string): ActionRefusal => ({
  kind: 'refused',
  message,
  advice,
  ...(path !== undefined && { path }),
});

const missing = (message: string, advice: string): ActionRefusal => ({
  ...refused(message, advice),
  isMissing: true,
});

const unread = (what: string, path: string): ActionRefusal => ({
  ...refused(`${what} cannot be read.`, 'Check the file and its permissions.', path),
  isMissing: true,
});

/** The files with edits, where every one of them can be had. */
export function actionOf(
  label: string,
  wanted: readonly { readonly file: ConfigFile; readonly edits: SlotEdits }[],
  notes: readonly string[] = [],
): Action | ActionRefusal {
  const changes: FileChange[] = [];
  for (const { file, edits } of wanted) {
    if (isRefusal(edits))
      return refused(
        `${baseName(file.path)}: ${edits.message}`,
        'Mend that first; nothing was changed.',
        file.path,
      );
    changes.push({ file, edits });
  }
  return { kind: 'action', label, changes, notes };
}

/** The config of a slot, or where it was looked for. */
export function slotFile(files: ActionFiles, slot: number): SlotFile | ActionRefusal {
  const file = files.slots.find(own => own.slot === slot);
  if (file) return file;
  const place = files.found.slots[slot];
  if (!place) return refused(`There is no slot ${slot}.`, `Slots are 0 to ${files.protocol.batchSize - 1}.`);
  if (place.exists) return unread(`The config of slot ${slot}`, place.path);
  return missing(
    `There is no config of slot ${slot}. Looked for ${place.tried.join(', ')}.`,
    'Start Exploration makes the slot configs from the base config.',
  );
}

/** The base config, or where it was looked for. */
export function baseFile({ base, found }: ActionFiles): ConfigFile | ActionRefusal {
  if (base) return base;
  if (found.baseConfig?.exists) return unread('The base config', found.baseConfig.path);
  const tried = found.baseConfig?.tried ?? [];
  return missing(
    tried.length > 0
      ? `There is no base config. Looked for ${tried.join(', ')}.`
      : `The base config is not known: ${found.name} does not end in _Claude.`,
    'Name it in iterlog.yaml as files.baseConfig.',
  );
}

export const isRefused = (value: object | string): value is ActionRefusal =>
  typeof value === 'object' && 'kind' in value && value.kind === 'refused';

/** What the plan has for some iterations. */
export const plannedFor = (plan: Plan | undefined, iterations: readonly number[]) =>
  plan?.batches.findLast(
    batch =>
      batch.slots &&
      batch.iterations.length === iterations.length &&
      batch.iterations.every((id, i) => id === iterations[i]),
  );
