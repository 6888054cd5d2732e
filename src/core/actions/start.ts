import { baseName } from '../files/paths.ts';
import type { ExplorationFiles } from '../files/gather.ts';
import type { Protocol } from '../protocol/types.ts';
import { isRefusal } from '../slots/model.ts';
import type { ConfigFile } from '../slots/files.ts';
import { startExploration } from '../batch/start.ts';
import { refused } from './action.ts';
import type { ActionRefusal } from './action.ts';

/** A file of a new exploration. */
export interface StartFile {
  readonly path: string;
  readonly text: string;
  /** Whether something stands there that would be lost. */
  readonly exists: boolean;
}

export interface StartAction {
  readonly kind: 'start';
  readonly name: string;
  /** The slot configs, the log, the memory file and the plan. */
  readonly files: readonly StartFile[];
  /** Files of earlier runs that stay, and would be taken for results of this exploration. */
  readonly leftovers: readonly string[];
}

/**
 * Every file that an exploration begins with. Nothing is decided about those that are there already.
 * @param found where they belong, from {@link explorationOfBase}.
 */
export function startFiles(
  base: ConfigFile,
  found: ExplorationFiles,
  protocol: Protocol,
): StartAction | ActionRefusal {
  const { name } = found;
  const start = startExploration(base.text, {
    name,
    base: found.base ?? baseName(base.path).replace(/\.ya?ml$/i, ''),
    protocol,
  });
  if (isRefusal(start))
    return refused(
      `${baseName(base.path)}: ${start.message}`,
      'Mend that first; nothing was made.',
      base.path,
    );
  const file = ({ path, exists }: { path: string; exists: boolean }, text: string): StartFile => ({
    path,
    exists,
    text,
  });
  const slots = start.slots.flatMap((text, slot) => {
    const place = found.slots[slot];
    return place ? [file(place, text)] : [];
  });
  const files = [
    ...slots,
    file(found.log, start.log),
    file(found.memory, start.memory),
    file(found.plan, start.plan),
  ];
  if (files.some(({ path }) => path === base.path))
    return refused(
      `${baseName(base.path)} would be overwritten by a slot config.`,
      'Choose another name or base config.',
      base.path,
    );
  const leftovers = [
    ...found.results.filter(({ exists }) => exists).map(({ path }) => path),
    ...found.snapshots.map(({ path }) => path),
  ];
  return { kind: 'start', name, files, leftovers };
}
