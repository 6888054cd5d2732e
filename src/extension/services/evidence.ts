import { Disposable, EventEmitter, RelativePattern, workspace } from 'vscode';
import type { Event, FileSystemWatcher, GlobPattern, Uri } from 'vscode';
import type { FindOptions } from '../../core/files/gather.ts';
import { meaningOf, nameOf } from '../../core/files/names.ts';
import { join, parentOf } from '../../core/files/paths.ts';
import type { Evidence } from '../../core/lint/evidence.ts';
import type { Protocol } from '../../core/protocol/types.ts';
import { readResultLog } from '../../core/run/result-log.ts';
import type { slotValues } from '../../core/slots/values.ts';
import { readTexts } from './exploration-texts.ts';
import type { ExplorationTexts } from './exploration-texts.ts';
import { baseName } from './files.ts';
import type { Files } from './files.ts';
import { Snapshots } from './snapshots.ts';

/** Configs of every kind, plans, and result logs. */
const glob = '**/*{.yaml,_analysis.log}';

/** The files of a log's exploration, and what protocols make of them. */
interface Known {
  readonly name: string;
  readonly texts: ExplorationTexts;
  /** Where these files are, or would be. */
  readonly paths: ReadonlySet<string>;
  readonly read: typeof slotValues | undefined;
  evidence: WeakMap<Protocol, Evidence>;
}

/**
 * The files beside logs: what they say of the entries, and their texts for who works on them. The reader of configs,
 * with yaml, is loaded with the first one.
 */
export class EvidenceFiles implements Disposable {
  /** By the URI of the log. */
  private readonly known = new Map<string, Known>();
  private readonly snapshots: Snapshots;
  /** Grows with every change of such a file, so that what was read before it is read again. */
  private version = 0;
  private readonly changed = new EventEmitter<void>();
  private readonly watcher = this.watch(glob);
  /** By the path that they watch: for files that an `iterlog.yaml` names otherwise. */
  private readonly watchers = new Map<string, FileSystemWatcher>();

  constructor(private readonly files: Files) {
    this.snapshots = new Snapshots(files);
  }

  /** Files of a log that was looked at changed: it is to be discovered again. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /**
   * Finds and reads the files of a log, so that {@link of} and {@link textsOf} know.
   * @param finding how they are found, asked again when that may have changed meanwhile.
   */
  async discover(log: Uri, finding: () => FindOptions): Promise<void> {
    const key = log.toString();
    if (log.scheme === 'untitled' || this.known.has(key)) return;
    let known: Known;
    let version: number;
    do {
      version = this.version;
      const options = finding();
      this.watchNamed(log, options);
      known = await this.look(log, options);
    } while (version !== this.version);
    this.known.set(key, known);
  }

  /** The files of a log's exploration as they are on disk this moment, whatever was read before. */
  read(log: Uri, options: FindOptions): Promise<ExplorationTexts> {
    return readTexts(log, options, this.files, uri => this.snapshots.read(uri));
  }

  /** Works out what the kept configs of a log's runs say, so that {@link of} knows. */
  async prepare(log: Uri, protocol: Protocol): Promise<void> {
    const known = this.known.get(log.toString());
    if (!known || known.texts.snapshots.size === 0) return;
    if (await this.snapshots.prepare(known.texts.snapshots, protocol)) known.evidence = new WeakMap();
  }

  /** Files may be named otherwise now: every log is to be discovered again. */
  reset(): void {
    this.version++;
    this.known.clear();
    this.unwatchNamed();
  }

  /** The files of a log's exploration; undefined before they are discovered. */
  textsOf(log: Uri): ExplorationTexts | undefined {
    return this.known.get(log.toString())?.texts;
  }

  /** The evidence for a log, if there is any; the same object until a file changes. */
  of(log: Uri, protocol: Protocol): Evidence | undefined {
    const known = this.known.get(log.toString());
    if (!known) return undefined;
    const { results, configs, snapshots } = known.texts;
    if (snapshots.size === 0 && [...results, ...configs].every(text => text === undefined)) return undefined;
    let evidence = known.evidence.get(protocol);
    if (!evidence) known.evidence.set(protocol, (evidence = this.evidenceOf(known, protocol)));
    return evidence;
  }

  dispose(): void {
    this.changed.dispose();
    this.watcher.dispose();
    this.unwatchNamed();
  }

  private watch(pattern: GlobPattern): FileSystemWatcher {
    const watcher = workspace.createFileSystemWatcher(pattern);
    const forget = (uri: Uri) => this.forget(uri);
    watcher.onDidCreate(forget);
    watcher.onDidChange(forget);
    watcher.onDidDelete(forget);
    return watcher;
  }

  private watchNamed(log: Uri, { named }: FindOptions): void {
    for (const template of [named?.files.slots, named?.files.results]) {
      if (!named || template === undefined) continue;
      const path = join(named.folder, template);
      if (this.watchers.has(path)) continue;
      const folder = path.slice(0, path.lastIndexOf('/', path.indexOf('{')));
      const pattern = path.slice(folder.length + 1).replace(/\{\w+\}|[[\]{}?*]/g, '*');
      this.watchers.set(path, this.watch(new RelativePattern(log.with({ path: folder }), pattern)));
    }
  }

  private unwatchNamed(): void {
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.watchers.clear();
  }

  private forget(file: Uri): void {
    this.version++;
    this.snapshots.forget(file);
    const meaning = meaningOf(baseName(file));
    const name = meaning && 'name' in meaning ? meaning.name : undefined;
    const concerned = [...this.known].filter(
      ([, { name: own, paths, texts }]) =>
        own === name ||
        paths.has(file.path) ||
        (meaning?.kind === 'snapshots' && isSnapshotOf(texts, file.path)),
    );
    for (const [key] of concerned) this.known.delete(key);
    if (concerned.length > 0) this.changed.fire();
  }

  private async look(log: Uri, options: FindOptions): Promise<Known> {
    const texts = await this.read(log, options);
    const { found, configs } = texts;
    const hasConfigs = configs.some(text => text !== undefined);
    const read = hasConfigs ? (await import('../../core/batch/index.ts')).slotValues : undefined;
    const places = [...found.results, ...found.slots, found.plan, found.baseConfig];
    const paths = new Set(places.flatMap(place => place?.path ?? []));
    return { name: nameOf(log.path), texts, paths, read, evidence: new WeakMap() };
  }

  private evidenceOf({ texts, read }: Known, protocol: Protocol): Evidence {
    const bySlot = <T>(all: readonly (string | undefined)[], reader: (text: string) => T) =>
      all.slice(0, protocol.batchSize).map(text => (text === undefined ? undefined : reader(text)));
    const snapshots = this.snapshots.valuesOf(texts.snapshots, protocol);
    return {
      results: bySlot(texts.results, readResultLog),
      slots: bySlot(texts.configs, text => read?.(text, protocol)),
      ...(snapshots && { snapshots }),
    };
  }
}

/** A kept config of an exploration, also the first one. */
const isSnapshotOf = ({ found }: ExplorationTexts, path: string): boolean =>
  parentOf(path) === found.snapshotFolder.path || !found.snapshotFolder.exists;
