import { fileNames } from './names.ts';
import type { FileKind } from './names.ts';
import { besideLog, namedPath } from './named.ts';
import type { NamedIn } from './named.ts';
import { join, parentOf } from './paths.ts';
import { findSnapshots, runFolders } from './run-folder.ts';
import type { Snapshot } from './run-folder.ts';
import type { FilePlace, Listing, Search } from './search.ts';
import type { Whereabouts } from './whereabouts.ts';

/** The files of one exploration. Lists by slot begin with slot 0. */
export interface ExplorationFiles {
  readonly name: string;
  /** The name of the base config; undefined when nothing says it. */
  readonly base: string | undefined;
  readonly log: FilePlace;
  readonly memory: FilePlace;
  readonly scores: FilePlace;
  readonly reasoning: FilePlace;
  readonly plan: FilePlace;
  /** Undefined, as the instruction files are, while the base is. */
  readonly baseConfig: FilePlace | undefined;
  readonly instruction: FilePlace | undefined;
  readonly parallelInstruction: FilePlace | undefined;
  readonly slots: readonly FilePlace[];
  readonly results: readonly FilePlace[];
  /** What the training of a slot left when it failed, and the error output of its job. */
  readonly errors: readonly FilePlace[];
  readonly jobErrors: readonly FilePlace[];
  /** The folder of the snapshots, and those that are there, in the order of their iterations. */
  readonly snapshotFolder: FilePlace;
  readonly snapshots: readonly Snapshot[];
  /** Every folder that was looked at. */
  readonly looked: readonly string[];
  /** What a person should know about the search, in sentences. */
  readonly notes: readonly string[];
}

export interface FindOptions {
  /** How many slots a batch has. */
  readonly slots: number;
  /** What the `iterlog.yaml` that speaks for the exploration names. */
  readonly named?: NamedIn | undefined;
  /** The base config, where it is known already. */
  readonly baseConfig?: string | undefined;
}

/**
 * Finds everything that an exploration has besides its log.
 * @param file where the search began.
 */
export async function gather(
  at: Whereabouts,
  file: string,
  search: Search,
  options: FindOptions,
): Promise<ExplorationFiles> {
  const finder = new Finder(at, search, options);
  const { beside, homes } = at;
  const runs = await runFolders(at, file, search);
  const configs = [beside, ...homes.flatMap(home => [home, join(home, 'config/**')])];
  const slotFolder = await finder.slotFolder(configs);
  const texts = [beside, ...homes.flatMap(home => [home, join(home, 'LLM')])];
  const baseConfig = options.baseConfig
    ? await search.place([options.baseConfig])
    : await finder.ofBase('baseConfig', [...slotFolder, ...configs]);
  const home = slotFolder[0] ?? (baseConfig?.exists ? parentOf(baseConfig.path) : beside);
  const { folder, snapshots } = await findSnapshots(finder.snapshotFolders(runs), search);
  return {
    name: at.name,
    base: at.base,
    log: at.log,
    memory: await finder.beside('memory'),
    scores: await finder.beside('scores'),
    reasoning: await finder.beside('reasoning'),
    plan: await finder.beside('plan'),
    baseConfig,
    instruction: await finder.ofBase('instruction', texts),
    parallelInstruction: await finder.ofBase('parallelInstruction', texts),
    slots: await finder.perSlot('slots', slotFolder.length > 0 ? slotFolder : configs, home),
    results: await finder.perSlot('results', [beside]),
    errors: await finder.perSlot('errors', runs),
    jobErrors: await finder.perSlot('jobErrors', runs),
    snapshotFolder: folder,
    snapshots,
    looked: search.looked,
    notes: [...search.notes],
  };
}

/** Looks for kinds of files: at the path that an `iterlog.yaml` names, else in folders by the name that the loop gives. */
class Finder {
  constructor(
    private readonly at: Whereabouts,
    private readonly search: Search,
    private readonly options: FindOptions,
  ) {}

  /** @param belongs the folder for a file that is in none of the folders. */
  one(
    kind: FileKind,
    folders: readonly string[],
    { belongs, slot }: { readonly belongs?: string | undefined; readonly slot?: number } = {},
  ): Promise<FilePlace> {
    const known = { ...this.at, slot };
    const path = namedPath(this.options.named, kind, known);
    const name = fileNames[kind](known) ?? '';
    if (path !== undefined) return this.search.place([path]);
    return this.search.place(
      folders.map(folder => join(folder, name)),
      belongs && join(belongs, name),
    );
  }

  beside(kind: 'memory' | 'scores' | 'reasoning' | 'plan'): Promise<FilePlace> {
    return this.search.place([besideLog(kind, this.at.log.path, this.options.named)]);
  }

  ofBase(kind: FileKind, folders: readonly string[]): Promise<FilePlace> | undefined {
    return this.at.base === undefined ? undefined : this.one(kind, folders);
  }

  perSlot(kind: FileKind, folders: readonly string[], belongs?: string): Promise<readonly FilePlace[]> {
    const slots = Array.from({ length: this.options.slots }, (_, slot) => slot);
    return Promise.all(slots.map(slot => this.one(kind, folders, { belongs, slot })));
  }

  /** The one folder that has most of the slot configs, the earlier of equals; none where there are no slot configs. */
  async slotFolder(folders: readonly string[]): Promise<readonly string[]> {
    const { at, search, options } = this;
    const names = Array.from({ length: options.slots }, (_, slot) => fileNames.slots({ ...at, slot }));
    const count = (listing: Listing) => names.filter(name => listing.find(name) !== undefined).length;
    const listings = new Set((await Promise.all(folders.map(folder => search.folders(folder)))).flat());
    const holders = [...listings].filter(listing => count(listing) > 0).sort((a, b) => count(b) - count(a));
    const [best, ...others] = holders.map(({ folder }) => folder);
    if (best === undefined) return [];
    if (others.length > 0)
      search.notes.add(
        `There are slot configs of ${at.name} in ${best}, which count, and in ${others.join(', ')}.`,
      );
    return [best];
  }

  snapshotFolders(runs: readonly string[]): readonly string[] {
    const path = namedPath(this.options.named, 'snapshots', this.at);
    return path === undefined ? runs.flatMap(folder => [join(folder, 'config'), folder]) : [path];
  }
}
