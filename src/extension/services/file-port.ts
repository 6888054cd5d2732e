import { FileType, workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { FilePort, FolderEntry } from '../../core/files/port.ts';
import { exists } from './files.ts';

/** The file system that a place is in, local or virtual; its paths are those of URIs. */
export const filesAround = (place: Uri): FilePort => ({
  async list(folder) {
    try {
      return (await workspace.fs.readDirectory(place.with({ path: folder }))).map(entryOf);
    } catch {
      return undefined;
    }
  },
  exists: path => exists(place.with({ path })),
});

function entryOf([name, type]: [string, FileType]): FolderEntry {
  if (type & FileType.File) return { name, kind: 'file' };
  return { name, kind: type === FileType.Directory ? 'folder' : 'other' };
}
