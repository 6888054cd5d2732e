import { baseName, join, parentOf } from './paths.ts';
import type { Search } from './search.ts';

/** How far above a file its repository is looked for. */
const mostLevels = 12;

/** Folders that an exploration's repository has at its top. */
const inRepository = new Set(['log', 'config', 'LLM']);

/**
 * The folders whose `config`, `log` and `LLM` may hold an exploration's files, the nearest first: the file's own, each
 * above a `log`, `config` or `LLM` that holds the file, and the root of its repository, above which nothing is looked at.
 */
export async function homesOf(file: string, search: Search): Promise<readonly string[]> {
  const folders = [parentOf(file)];
  for (let at = parentOf(file); at !== parentOf(at) && folders.length < mostLevels; at = parentOf(at))
    folders.push(parentOf(at));
  const roots = await Promise.all(folders.map(folder => search.exists(join(folder, '.git'))));
  const root = roots.indexOf(true);
  const isHome = (_: string, i: number) =>
    i === 0 || i === root || inRepository.has(baseName(folders[i - 1] ?? ''));
  return folders.slice(0, root < 0 ? folders.length : root + 1).filter(isHome);
}
