import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../core/log/model.ts';
import { refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** How the loop names its log. */
export const isLogName = (name: string): boolean => name.endsWith('_analysis.md');

/** Whether a file that was named is a log: by its name, or because it holds an iteration header or what means one. */
export const isLog = (name: string, log: Log): boolean =>
  isLogName(name) || log.sections.some(section => section.header !== undefined);

export interface FoundLogs {
  /** In the order of their names. */
  readonly files: readonly string[];
  /** Folders that could not be read. */
  readonly refusals: readonly Refusal[];
}

/**
 * The logs in a folder and below, by name. Hidden folders and `node_modules` are left out; links to folders are not
 * followed, so a loop of links ends.
 */
export async function findLogs(folder: string): Promise<FoundLogs> {
  const files = new Map<string, string>();
  const refusals: Refusal[] = [];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    const at = next;
    const entries = await readdir(at, { withFileTypes: true }).catch((error: unknown) => {
      refusals.push(refusalOf(error, at));
      return [];
    });
    for (const entry of entries) {
      const file = path.join(at, entry.name);
      if (entry.isDirectory() && !isSkipped(entry.name)) folders.push(file);
      else if (
        isLogName(entry.name) &&
        (entry.isFile() || (entry.isSymbolicLink() && (await isFile(file))))
      ) {
        const real = await realpath(file).catch(() => file);
        if (!files.has(real)) files.set(real, file);
      }
    }
  }
  return { files: [...files.values()].sort(), refusals };
}

const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    stats => stats.isFile(),
    () => false,
  );
