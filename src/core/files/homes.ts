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
  const own = parentOf(file);
  const homes = new Set([own]);
  let at = own;
  for (let level = 0; level < mostLevels; level++) {
    if (await search.exists(join(at, '.git'))) return [...homes.add(at)];
    const above = parentOf(at);
    if (above === at) break;
    if (inRepository.has(baseName(at))) homes.add(above);
    at = above;
  }
  return [...homes];
}
