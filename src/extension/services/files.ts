import { FileSystemError, Uri, workspace } from 'vscode';
import type { LogOutputChannel } from 'vscode';

/** Larger files are refused: reading them would stop the extension host. */
const largest = 50 * 1024 * 1024;

/** Reads text files of any workspace, local or virtual. */
export class Files {
  constructor(private readonly output: LogOutputChannel) {}

  /**
   * The text of a file without a byte order mark, which editors do not count either.
   * @returns undefined for a file that is not there, too large, or no UTF-8 text; the latter two are reported.
   */
  async read(uri: Uri): Promise<string | undefined> {
    try {
      const { size } = await workspace.fs.stat(uri);
      if (size <= largest)
        return new TextDecoder('utf-8', { fatal: true }).decode(await workspace.fs.readFile(uri));
      this.output.warn(`${uri.toString(true)} is larger than 50 MB and is not read.`);
    } catch (error) {
      if (error instanceof TypeError)
        this.output.warn(`${uri.toString(true)} is not UTF-8 text and is not read.`);
      else if (!isAbsent(error)) this.output.warn(`${uri.toString(true)} cannot be read:`, String(error));
    }
    return undefined;
  }
}

function isAbsent(error: unknown): boolean {
  return (
    error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
  );
}

/** The folders that hold a file, the nearest first, up to its workspace folder, or to the top outside of any. */
export function foldersAbove(file: Uri): Uri[] {
  const top = workspace.getWorkspaceFolder(file)?.uri.path;
  const folders: Uri[] = [];
  let folder = parentOf(file);
  for (;;) {
    folders.push(folder);
    const next = parentOf(folder);
    if (folder.path === top || next.path === folder.path) return folders;
    folder = next;
  }
}

export const parentOf = (uri: Uri): Uri => Uri.joinPath(uri, '..');
export const baseName = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
