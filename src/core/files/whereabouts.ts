import { homesOf } from './homes.ts';
import type { FindOptions } from './gather.ts';
import { fileNames, withoutEnding } from './names.ts';
import { baseFor, namedPath } from './named.ts';
import type { NamedIn } from './named.ts';
import { baseName, join, parentOf } from './paths.ts';
import type { FilePlace, Search } from './search.ts';

/** What is known of an exploration before its other files are looked for. */
export interface Whereabouts {
  readonly name: string;
  /** The name of its base config; undefined when nothing says it. */
  readonly base: string | undefined;
  readonly log: FilePlace;
  /** The folder of the log. */
  readonly beside: string;
  /** The folders that may hold the rest, or have it in their `config`, `log` and `LLM`; the nearest first. */
  readonly homes: readonly string[];
}

/** Where the loop keeps what belongs to one base config, below a home. */
export const runFolderNames = (base: string | undefined): readonly string[] =>
  base === undefined
    ? []
    : [`log/Claude_exploration/LLM_${base}`, `log/Claude_exploration/instruction_${base}_parallel`];

/**
 * Finds the log of an exploration and where its other files can be.
 * @param file the file that the search begins at: the log itself, or any other of its files.
 */
export async function whereabouts(
  name: string,
  file: string,
  isLog: boolean,
  search: Search,
  { named, baseConfig }: FindOptions,
): Promise<Whereabouts> {
  const above = await homesOf(file, search);
  const stated = baseConfig ? withoutEnding(baseName(baseConfig)) : baseFor(name, named);
  const log = isLog ? given(file) : await findLog(name, stated, above, search, named);
  const beside = parentOf(log.path);
  const base = stated ?? /^LLM_(.+)$/.exec(baseName(beside))?.[1];
  const all = new Set([beside, ...(await homesOf(log.path, search)), ...above]);
  if (named) all.add(named.folder);
  const own = named?.files.log === undefined ? await homesOfLog(log.path, name, base, all, search) : [...all];
  return { name, base, log, beside, homes: own };
}

const given = (file: string): FilePlace => ({ path: file, exists: true, tried: [file] });

async function findLog(
  name: string,
  base: string | undefined,
  homes: readonly string[],
  search: Search,
  named: NamedIn | undefined,
): Promise<FilePlace> {
  const path = namedPath(named, 'log', { name, base });
  if (path !== undefined) return search.place([path]);
  const [own = ''] = homes;
  const home = homes.find(folder => `${own}/`.startsWith(`${join(folder, 'config')}/`)) ?? own;
  return search.place(
    homes.flatMap(folder => logsOf(folder, name, base)),
    join(home, fileNames.log({ name, base })),
  );
}

/** Where the log of a name stands in a home, in either layout. */
function logsOf(home: string, name: string, base: string | undefined): string[] {
  const file = fileNames.log({ name, base });
  return ['.', ...runFolderNames(base).slice(0, 1)].map(folder => join(home, `${folder}/${file}`));
}

/** Without the homes that have a log of the same name in its usual place: what they hold belongs to that one. */
async function homesOfLog(
  log: string,
  name: string,
  base: string | undefined,
  homes: Iterable<string>,
  search: Search,
): Promise<string[]> {
  const own: string[] = [];
  for (const home of homes) {
    const usual = logsOf(home, name, base);
    const others = (await Promise.all(usual.map(path => search.find(path)))).filter(
      path => path !== undefined && path !== log,
    );
    const [other] = others;
    if (other === undefined || home === parentOf(log) || usual.includes(log)) own.push(home);
    if (other !== undefined)
      search.notes.add(`${other} is another log of the same name, which the files in ${home} may belong to.`);
  }
  return own;
}
