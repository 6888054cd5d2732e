import { meaningOf } from './names.ts';
import { baseName, join, parentOf } from './paths.ts';
import type { FilePlace, Search } from './search.ts';
import { runFolderNames } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

/** The config that one run used. */
export interface Snapshot {
  readonly iteration: number;
  readonly slot: number;
  readonly path: string;
}

/**
 * The folders in which runs can have left their snapshots and error logs, whose names do not say of which exploration:
 * those that the loop names after the base config, and the log's own when no other log shares it.
 * @param file where the search began: in such a folder, whatever it is called, it is the first.
 */
export async function runFolders(
  { base, beside, homes }: Whereabouts,
  file: string,
  search: Search,
): Promise<readonly string[]> {
  const folders = new Set(startedIn(file));
  if (baseName(beside).startsWith('LLM_') || (await isAlone(beside, search))) folders.add(beside);
  for (const home of homes) for (const name of runFolderNames(base)) folders.add(join(home, name));
  return [...folders];
}

function startedIn(file: string): string[] {
  const kind = meaningOf(baseName(file))?.kind;
  const folder = parentOf(file);
  if (kind === 'snapshots') return [baseName(folder) === 'config' ? parentOf(folder) : folder];
  return kind === 'errors' || kind === 'jobErrors' ? [folder] : [];
}

async function isAlone(folder: string, search: Search): Promise<boolean> {
  const { files } = await search.list(folder);
  return files.filter(name => meaningOf(name)?.kind === 'log').length <= 1;
}

/** The first of several folders that holds snapshots, and these in the order of their iterations. */
export async function findSnapshots(
  folders: readonly string[],
  search: Search,
): Promise<{ readonly folder: FilePlace; readonly snapshots: readonly Snapshot[] }> {
  const listings = await Promise.all(folders.map(folder => search.list(folder)));
  for (const [i, { folder, files }] of listings.entries()) {
    const snapshots = files.flatMap(name => snapshotOf(folder, name));
    if (snapshots.length === 0) continue;
    snapshots.sort((a, b) => a.iteration - b.iteration || a.slot - b.slot);
    return { folder: { path: folder, exists: true, tried: folders.slice(0, i + 1) }, snapshots };
  }
  return { folder: { path: folders[0] ?? '', exists: false, tried: folders }, snapshots: [] };
}

function snapshotOf(folder: string, name: string): Snapshot[] {
  const meaning = meaningOf(name);
  if (meaning?.kind !== 'snapshots') return [];
  return [{ iteration: meaning.iteration, slot: meaning.slot, path: join(folder, name) }];
}
