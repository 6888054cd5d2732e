import type { Uri } from 'vscode';
import { explorationOfLog } from '../../core/files/find.ts';
import type { ExplorationFiles, FindOptions } from '../../core/files/gather.ts';
import type { FilePlace } from '../../core/files/search.ts';
import type { ConfigFile } from '../../core/slots/files.ts';
import { filesAround } from './file-port.ts';
import type { Files } from './files.ts';

/** The texts of an exploration's files as they are on disk; by slot where there is one a slot. */
export interface ExplorationTexts {
  readonly found: ExplorationFiles;
  readonly results: readonly (string | undefined)[];
  readonly configs: readonly (string | undefined)[];
  readonly base: string | undefined;
  readonly plan: string | undefined;
  /** The configs that earlier runs used, by iteration. */
  readonly snapshots: ReadonlyMap<number, ConfigFile>;
}

/** Finds and reads the files of a log's exploration. */
export async function readTexts(
  log: Uri,
  options: FindOptions,
  files: Files,
  snapshot: (uri: Uri) => Promise<ConfigFile | undefined>,
): Promise<ExplorationTexts> {
  const found = await explorationOfLog(log.path, filesAround(log), options);
  const textOf = async (place: FilePlace | undefined) =>
    place?.exists ? files.read(log.with({ path: place.path })) : undefined;
  const textsOf = (places: readonly FilePlace[]) => Promise.all(places.map(textOf));
  const [results, configs, base, plan, kept] = await Promise.all([
    textsOf(found.results),
    textsOf(found.slots),
    textOf(found.baseConfig),
    textOf(found.plan),
    Promise.all(found.snapshots.map(({ path }) => snapshot(log.with({ path })))),
  ]);
  const snapshots = new Map<number, ConfigFile>();
  for (const [i, { iteration }] of found.snapshots.entries()) {
    const file = kept[i];
    if (file) snapshots.set(iteration, file);
  }
  return { found, results, configs, base, plan, snapshots };
}
