/** Where the files of an exploration are: the one account of it, for every host and every feature. */
import { gather } from './gather.ts';
import type { ExplorationFiles, FindOptions } from './gather.ts';
import { baseOf, meaningOf, nameOf, withoutEnding } from './names.ts';
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
  return gather(await whereabouts(nameOf(log), log, true, search, options), log, search, options);
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
  const at = await whereabouts(name, file, isLog, search, options);
  if (named === undefined && !at.log.exists && baseOf(name) === undefined) return undefined;
  return gather(at, file, search, options);
}

/**
 * The exploration that starts from a base config: where its files are, or where they are to be made. The log belongs into
 * the folder above `config`, or beside the base config where there is no such folder; the slot configs beside the base.
 * @param name what the exploration is called; the name that the loop gives when left out.
 */
export async function explorationOfBase(
  baseConfig: string,
  port: FilePort,
  options: FindOptions,
  name?: string,
): Promise<ExplorationFiles> {
  const search = new Search(port);
  const own = { ...options, baseConfig };
  const called = name ?? `${withoutEnding(baseName(baseConfig))}_Claude`;
  return gather(await whereabouts(called, baseConfig, false, search, own), baseConfig, search, own);
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
