/** Where the files of an exploration are: the one account of it, for every host and every feature. */
import { gather } from './gather.ts';
import type { ExplorationFiles, FindOptions } from './gather.ts';
import { baseOf, meaningOf, nameOf } from './names.ts';
import { namedExploration } from './named.ts';
import { baseName, parentOf } from './paths.ts';
import type { FilePort } from './port.ts';
import { Search } from './search.ts';
import { whereabouts } from './whereabouts.ts';

/** The exploration of a log, whatever the log is called. */
export async function explorationOfLog(
  log: string,
  port: FilePort,
  options: FindOptions,
): Promise<ExplorationFiles> {
  const search = new Search(port);
  return gather(await whereabouts(nameOf(log), log, true, search, options.named), log, search, options);
}

/**
 * The exploration that any of its files belongs to: its log, a slot config, a result log, a snapshot, an error log ...
 * Undefined for a file whose name and place speak of none. A config whose name ends in two digits is a slot's only
 * where there is a log of that name, or where the name is one that the loop gives.
 */
export async function explorationOfFile(
  file: string,
  port: FilePort,
  options: FindOptions,
): Promise<ExplorationFiles | undefined> {
  const search = new Search(port);
  const named = namedExploration(options.named, file);
  const name = named ?? (await nameFor(file, search));
  if (name === undefined) return undefined;
  const isLog = meaningOf(baseName(file))?.kind === 'log';
  const at = await whereabouts(name, file, isLog, search, options.named);
  if (named === undefined && !at.log.exists && baseOf(name) === undefined) return undefined;
  return gather(at, file, search, options);
}

/** The name in a file's name; for what runs leave, that of the only log in the folder, else what the folder's name says. */
async function nameFor(file: string, search: Search): Promise<string | undefined> {
  const meaning = meaningOf(baseName(file));
  if (!meaning) return undefined;
  if ('name' in meaning) return meaning.name;
  const own = parentOf(file);
  const folder = baseName(own) === 'config' ? parentOf(own) : own;
  const { files } = await search.list(folder);
  const [log, ...others] = files.filter(name => meaningOf(name)?.kind === 'log');
  if (log !== undefined && others.length === 0) return nameOf(log);
  const [, single, parallel] = /^(?:LLM_(.+)|instruction_(.+)_parallel)$/.exec(baseName(folder)) ?? [];
  const base = single ?? parallel;
  return base && `${base}_Claude`;
}
