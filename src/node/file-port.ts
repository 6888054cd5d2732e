import { readdir, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { FilePort, FolderEntry } from '../core/files/port.ts';

/** The file system of this machine. */
export const nodeFiles: FilePort = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
    return entries && Promise.all(entries.map(entry => entryOf(folder, entry)));
  },
  exists: file =>
    stat(file).then(
      () => true,
      () => false,
    ),
};

/** A path of this machine as a {@link FilePort} knows it: absolute, with forward slashes. */
export const portPath = (file: string): string => path.resolve(file).split(path.sep).join('/');

async function entryOf(folder: string, entry: Dirent): Promise<FolderEntry> {
  const { name } = entry;
  if (entry.isDirectory()) return { name, kind: 'folder' };
  const leads = entry.isSymbolicLink() && (await stat(path.join(folder, name)).catch(() => undefined));
  return { name, kind: entry.isFile() || (leads && leads.isFile()) ? 'file' : 'other' };
}
