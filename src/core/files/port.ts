/**
 * What finding files asks of a file system. Paths are absolute, with forward slashes, whatever the host's are; no
 * method throws.
 */
export interface FilePort {
  /** What a folder holds; undefined for what is no folder or cannot be listed. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** Whether there is anything at a path. */
  exists(path: string): Promise<boolean>;
}

export interface FolderEntry {
  readonly name: string;
  /** A link to a file is a file. A link to a folder is `other`, so that no walk follows it and no loop of links matters. */
  readonly kind: 'file' | 'folder' | 'other';
}

/** The same, asking for each folder and each path once: for one pass over many explorations, during which nothing is made. */
export function remembering(port: FilePort): FilePort {
  const lists = new Map<string, ReturnType<FilePort['list']>>();
  const found = new Map<string, Promise<boolean>>();
  const once = <T>(answers: Map<string, T>, key: string, ask: () => T): T => {
    const known = answers.get(key) ?? ask();
    answers.set(key, known);
    return known;
  };
  return {
    list: folder => once(lists, folder, () => port.list(folder)),
    exists: path => once(found, path, () => port.exists(path)),
  };
}
