import { explorationOfFile } from './find.ts';
import type { ExplorationFiles, FindOptions } from './gather.ts';
import { baseOf, meaningOf } from './names.ts';
import { join } from './paths.ts';
import { remembering } from './port.ts';
import type { FilePort } from './port.ts';
import { Search } from './search.ts';

/** The explorations of a folder, and what a person should know about the search. */
export interface Explorations {
  readonly explorations: readonly ExplorationFiles[];
  readonly notes: readonly string[];
}

/**
 * The explorations in a folder and a few levels below it, in the order of their logs: those that have a log there, and
 * those that have slot configs there by the names that the loop gives.
 */
export async function explorationsIn(
  folder: string,
  port: FilePort,
  options: FindOptions,
): Promise<Explorations> {
  const once = remembering(port);
  const search = new Search(once);
  const files = (await search.folders(join(folder, '**'))).flatMap(listing =>
    listing.files.map(name => ({ name, path: join(listing.folder, name) })),
  );
  const logs = files.filter(({ name }) => meaningOf(name)?.kind === 'log');
  const slots = files.filter(({ name }) => isFirstSlot(name));
  const found = new Map<string, ExplorationFiles>();
  for (const { path } of [...logs, ...slots]) {
    const exploration = await explorationOfFile(path, once, options);
    if (exploration && !found.has(exploration.log.path)) found.set(exploration.log.path, exploration);
  }
  const explorations = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exploration]) => exploration);
  return { explorations, notes: [...search.notes] };
}

function isFirstSlot(file: string): boolean {
  const meaning = meaningOf(file);
  return meaning?.kind === 'slots' && meaning.slot === 0 && baseOf(meaning.name) !== undefined;
}
