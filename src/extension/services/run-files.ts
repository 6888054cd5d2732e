import { createHash } from 'node:crypto';
import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { ErrorFile, ResultFile } from '../../core/batch/record/input.ts';
import type { ExplorationFiles } from '../../core/files/gather.ts';
import type { FilePlace } from '../../core/files/search.ts';

/** What the runs of an exploration left: the result logs of the slots, and what says why one failed. */
export interface RunFiles {
  readonly results: readonly ResultFile[];
  readonly errors: readonly ErrorFile[];
  /** Paths of files that are there and cannot be read, or are too large to be logs of a run. */
  readonly unread: readonly string[];
}

/** Larger files are no logs of a run. */
const largest = 50 * 1024 * 1024;

export async function readRunFiles(
  log: Uri,
  { results, errors, jobErrors }: ExplorationFiles,
): Promise<RunFiles> {
  const unread: string[] = [];
  const read = async (places: readonly FilePlace[]) => {
    const files = await Promise.all(places.map((place, slot) => readOne(log, place, slot)));
    unread.push(...places.filter(({ exists }, slot) => exists && !files[slot]).map(({ path }) => path));
    return files.flatMap(file => file ?? []);
  };
  const ofJobs = (await read(jobErrors)).map((file): ErrorFile => ({ ...file, isJob: true }));
  return { results: await read(results), errors: [...(await read(errors)), ...ofJobs], unread };
}

/** Undefined for a file that went meanwhile, may not be read, or is too large. */
async function bytesOf(
  uri: Uri,
): Promise<{ readonly bytes: Uint8Array; readonly mtime: number } | undefined> {
  try {
    const { size, mtime } = await workspace.fs.stat(uri);
    return size > largest ? undefined : { bytes: await workspace.fs.readFile(uri), mtime };
  } catch {
    return undefined;
  }
}

/** A run that was cut short can leave bytes that are no text: they are no reason not to read the rest. */
async function readOne(log: Uri, { exists, path }: FilePlace, slot: number): Promise<ResultFile | undefined> {
  if (!exists) return undefined;
  const uri = log.with({ path });
  const read = await bytesOf(uri);
  if (!read) return undefined;
  const { bytes, mtime } = read;
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { slot, path, text: new TextDecoder('utf-8').decode(bytes), hash, modified: mtime };
}
