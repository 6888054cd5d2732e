/** The explorations that a command line names by any of their files, or by a folder. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { explorationsIn } from '../core/files/in-folder.ts';
import { missingFiles } from '../core/files/missing.ts';
import { findLogs } from '../node/log-files.ts';
import { portPath } from '../node/file-port.ts';
import { readText } from '../node/read-text.ts';
import { Refusal } from '../node/refusal.ts';
import { usualSlots } from '../node/explorations.ts';
import type { Explorations, ReadExploration } from '../node/explorations.ts';
import { readLog } from './inputs.ts';
import { shownPath } from './shown-path.ts';
import { UsageError } from './usage.ts';

export interface FoundExplorations {
  readonly found: readonly ReadExploration[];
  /** Folders that could not be read, and a folder that holds nothing. */
  readonly refusals: readonly Refusal[];
  /** What a person should know about the search. */
  readonly notes: readonly string[];
}

/** Whether an argument names a config, not a log or a folder. */
export const isConfig = (given: string): boolean => /\.ya?ml$/i.test(given);

export const isFolder = (full: string): Promise<boolean> =>
  stat(full).then(
    stats => stats.isDirectory(),
    () => false,
  );

/**
 * The exploration of a log or of a slot config; of a folder every one that has its log or slot configs in there.
 * @throws {Refusal} for a file that cannot be read or belongs to no exploration.
 */
export async function explorationsAt(
  given: string,
  reader: Explorations,
  cwd: string,
): Promise<FoundExplorations> {
  const full = path.resolve(cwd, given);
  if (await isFolder(full)) return inFolder(given, full, reader);
  const read = isConfig(given) ? await ofConfig(given, full, reader) : await ofLog(given, cwd, reader);
  return { found: [read], refusals: [], notes: read.files.found.notes };
}

/**
 * The one exploration that an argument names.
 * @throws {UsageError} for a folder with several.
 */
export async function oneExploration(
  given: string,
  reader: Explorations,
  cwd: string,
): Promise<ReadExploration> {
  if (given === '-') throw new UsageError('Standard input has no slot configs beside it: name the log.');
  const { found, refusals } = await explorationsAt(given, reader, cwd);
  const [read, ...others] = found;
  const [refusal] = refusals;
  if (!read && refusal) throw refusal;
  if (!read || others.length > 0) {
    const names = found.map(({ files }) => shownPath(files.found.log.path, cwd)).join(', ');
    throw new UsageError(`${given} holds ${found.length} explorations: name one of ${names}.`);
  }
  return read;
}

/** The configs that an exploration lacks, with the paths that were tried. */
export const lackingConfigs = ({ files }: ReadExploration, cwd: string): readonly string[] =>
  missingFiles(files.found, file => shownPath(file, cwd))
    .filter(({ kind }) => kind === 'baseConfig' || kind === 'slots')
    .map(({ message }) => message);

async function ofLog(given: string, cwd: string, reader: Explorations): Promise<ReadExploration> {
  const { path: full = given } = await readLog(given, cwd);
  return reader.ofLog(full);
}

async function ofConfig(given: string, full: string, reader: Explorations): Promise<ReadExploration> {
  await readText(full, given);
  const read = await reader.ofFile(await realpath(full));
  if (read) return read;
  throw new Refusal(
    'no-log',
    given,
    `${given} is no slot config: its name is not that of an exploration with _00, _01 and so on.`,
    'Name a slot config, such as <name>_00.yaml, or the log.',
  );
}

async function inFolder(given: string, full: string, reader: Explorations): Promise<FoundExplorations> {
  const logs = await findLogs(full);
  const found = new Map<string, ReadExploration>();
  const add = (read: ReadExploration | undefined) => {
    if (read) found.set(read.files.found.log.path, read);
  };
  for (const log of logs.files) add(await reader.ofLog(log));
  const { explorations, notes } = await explorationsIn(portPath(full), reader.port, usualSlots);
  for (const { log, slots } of explorations) {
    const slot = slots.find(({ exists }) => exists);
    if (slot && !found.has(log.path)) add(await reader.ofFile(slot.path));
  }
  const refusals = found.size + logs.refusals.length > 0 ? logs.refusals : [nothingIn(given)];
  return { found: [...found.values()], refusals, notes };
}

const nothingIn = (given: string): Refusal =>
  new Refusal(
    'no-log',
    given,
    `${given} holds no exploration log (*_analysis.md).`,
    'Name the log itself or another folder.',
  );
