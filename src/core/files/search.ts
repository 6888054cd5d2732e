import { baseName, join, parentOf } from './paths.ts';
import type { FilePort } from './port.ts';

/** Where a file of an exploration is or belongs. */
export interface FilePlace {
  /** Where it is; where it belongs while it is missing. */
  readonly path: string;
  readonly exists: boolean;
  /** The paths that were looked at, up to the one where it is. A step `**` in one stands for the folders below, too. */
  readonly tried: readonly string[];
}

/** How deep below a folder files are looked for, and in how many folders at most: no disk is walked. */
const mostLevels = 3;
const mostFolders = 100;

/** What a folder holds, found by name whichever way its accents are composed. */
export class Listing {
  private readonly byName = new Map<string, string>();
  constructor(
    readonly folder: string,
    readonly files: readonly string[],
    readonly folders: readonly string[],
  ) {
    for (const name of files) this.byName.set(name.normalize(), name);
  }

  /** The path of a file in this folder; undefined when there is none. */
  find(name: string): string | undefined {
    const found = this.byName.get(name.normalize());
    return found === undefined ? undefined : join(this.folder, found);
  }
}

/** One search for files. Each folder is listed once; what was looked at is known afterwards. */
export class Search {
  private readonly listings = new Map<string, Promise<Listing>>();
  private readonly answers = new Map<string, Promise<boolean>>();
  private readonly walks = new Map<string, Promise<readonly Listing[]>>();
  /** What a person should know about the search, in sentences. */
  readonly notes = new Set<string>();

  constructor(private readonly port: FilePort) {}

  /** Every folder that was looked at. */
  get looked(): readonly string[] {
    return [...this.listings.keys()];
  }

  exists(path: string): Promise<boolean> {
    let answer = this.answers.get(path);
    if (!answer) this.answers.set(path, (answer = this.port.exists(path)));
    return answer;
  }

  /** What a folder holds, in the order of the names; nothing for one that is not there or cannot be listed. */
  list(folder: string): Promise<Listing> {
    let listing = this.listings.get(folder);
    if (!listing) this.listings.set(folder, (listing = this.read(folder)));
    return listing;
  }

  private async read(folder: string): Promise<Listing> {
    const entries = (await this.port.list(folder)) ?? [];
    const names = (kind: 'file' | 'folder') =>
      entries.flatMap(entry => (entry.kind === kind ? [entry.name] : [])).sort();
    return new Listing(folder, names('file'), names('folder'));
  }

  /** A folder; with a last step `**` those below it too, the upper ones first, without hidden ones and `node_modules`. */
  async folders(folder: string): Promise<readonly Listing[]> {
    if (baseName(folder) !== '**') return [await this.list(folder)];
    const top = parentOf(folder);
    let walk = this.walks.get(top);
    if (!walk) this.walks.set(top, (walk = this.walk(top)));
    return walk;
  }

  private async walk(top: string): Promise<readonly Listing[]> {
    const found: Listing[] = [];
    let level = [top];
    for (let depth = 0; level.length > 0 && depth <= mostLevels; depth++) {
      const room = level.slice(0, mostFolders - found.length);
      if (room.length < level.length)
        this.notes.add(`${top} holds over ${mostFolders} folders: only the first were looked at.`);
      const listings = await Promise.all(room.map(folder => this.list(folder)));
      found.push(...listings);
      level = listings.flatMap(({ folder, folders }) =>
        folders.filter(isOfInterest).map(name => join(folder, name)),
      );
    }
    return found;
  }

  /** Where a path leads to a file; undefined where it does not. */
  async find(path: string): Promise<string | undefined> {
    for (const listing of await this.folders(parentOf(path))) {
      const found = listing.find(baseName(path));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The first of several paths that leads to a file; `belongs`, or the first of all, while none does. */
  async place(candidates: Iterable<string>, belongs?: string): Promise<FilePlace> {
    const tried: string[] = [];
    for (const candidate of new Set(candidates)) {
      tried.push(candidate);
      const found = await this.find(candidate);
      if (found !== undefined) return { path: found, exists: true, tried };
    }
    return { path: belongs ?? tried[0] ?? '', exists: false, tried };
  }
}

const isOfInterest = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules';
