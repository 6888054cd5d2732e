import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { refusalOf } from './refusal.ts';
import { writeFiles } from './write-files.ts';
import type { FileChange } from './write-files.ts';

/**
 * Writes all files or none, as {@link writeFiles}, and makes the folders that they belong in.
 * @throws {Refusal} as that does, and when a folder cannot be made; no new folder is left then.
 */
export async function writeNewFiles(changes: readonly FileChange[]): Promise<void> {
  const made: string[] = [];
  try {
    for (const folder of new Set(changes.map(change => path.dirname(change.path))))
      made.push(...(await makeFolder(folder)));
    await writeFiles(changes);
  } catch (error) {
    for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
    throw error;
  }
}

/** Makes a folder and those above it; gives the new ones, the upper first. */
async function makeFolder(folder: string): Promise<readonly string[]> {
  const first = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw refusalOf(error, folder);
  });
  const made: string[] = [];
  if (first !== undefined)
    for (let at = folder; at.length >= first.length; at = path.dirname(at)) made.unshift(at);
  return made;
}
