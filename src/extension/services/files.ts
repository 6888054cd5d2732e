import { FileSystemError, FileType, Uri, workspace } from 'vscode';
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

/** Whether there is anything at a place. */
export const exists = async (uri: Uri): Promise<boolean> => {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
};

function isAbsent(error: unknown): boolean {
  return (
    error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
  );
}

/** Whether a place is one where files are kept: not an output, an old version of a file, or a document that was never saved. */
export function isKept({ scheme }: Uri): boolean {
  const schemes = workspace.workspaceFolders?.map(folder => folder.uri.scheme) ?? [];
  return ['file', ...schemes].includes(scheme);
}

/** What a folder holds, by name. */
export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

export const nothing: Listing = { files: [], folders: [] };

/** Lists a folder; it holds nothing where it cannot be listed, as that of a log that was never saved. */
export async function list(folder: Uri): Promise<Listing> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    const ofType = (wanted: FileType) => entries.flatMap(([name, type]) => (type & wanted ? [name] : []));
    return { files: ofType(FileType.File), folders: ofType(FileType.Directory) };
  } catch {
    return nothing;
  }
}

/** The folders that hold a file, the nearest first, up to the top. */
export function* foldersAbove(file: Uri): Generator<Uri> {
  for (let folder = parentOf(file); ; folder = parentOf(folder)) {
    yield folder;
    if (parentOf(folder).path === folder.path) return;
  }
}

export const parentOf = (uri: Uri): Uri => Uri.joinPath(uri, '..');
export const baseName = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
