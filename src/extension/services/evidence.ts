import { Disposable, EventEmitter, RelativePattern, workspace } from 'vscode';
import type { Event, FileSystemWatcher, GlobPattern, Uri } from 'vscode';
import { explorationOfLog } from '../../core/files/find.ts';
import type { FindOptions } from '../../core/files/gather.ts';
import { meaningOf, nameOf } from '../../core/files/names.ts';
import { join } from '../../core/files/paths.ts';
import type { FilePlace } from '../../core/files/search.ts';
import type { Evidence } from '../../core/lint/evidence.ts';
import type { Protocol } from '../../core/protocol/types.ts';
import { readResultLog } from '../../core/run/result-log.ts';
import type { slotValues } from '../../core/slots/values.ts';
import { filesAround } from './file-port.ts';
import { baseName } from './files.ts';
import type { Files } from './files.ts';

/** The names of all slot configs and result logs. */
const glob = '**/*_[0-9][0-9]{.yaml,_analysis.log}';

/** The texts of a log's slot files, by slot, and what protocols make of them. */
interface Texts {
  readonly name: string;
  /** Where these files are, or would be. */
  readonly paths: ReadonlySet<string>;
  readonly results: readonly (string | undefined)[];
  readonly configs: readonly (string | undefined)[];
  readonly read: typeof slotValues | undefined;
  readonly evidence: WeakMap<Protocol, Evidence>;
}

/** What the result logs and slot configs of a log say. The reader of configs, with yaml, is loaded with the first one. */
export class EvidenceFiles implements Disposable {
  /** By the URI of the log. */
  private readonly texts = new Map<string, Texts>();
  /** Grows with every change of a slot file, so that what was read before it is read again. */
  private version = 0;
  private readonly changed = new EventEmitter<void>();
  private readonly watcher = this.watch(glob);
  /** By the path that they watch: for files that an `iterlog.yaml` names otherwise. */
  private readonly watchers = new Map<string, FileSystemWatcher>();

  constructor(private readonly files: Files) {}

  /** Files of a log that was looked at changed: it is to be discovered again. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /**
   * Finds and reads the slot files of a log, so that {@link of} knows.
   * @param finding how they are found, asked again when that may have changed meanwhile.
   */
  async discover(log: Uri, finding: () => FindOptions): Promise<void> {
    const key = log.toString();
    if (log.scheme === 'untitled' || this.texts.has(key)) return;
    let texts: Texts;
    let version: number;
    do {
      version = this.version;
      const options = finding();
      this.watchNamed(log, options);
      texts = await this.read(log, options);
    } while (version !== this.version);
    this.texts.set(key, texts);
  }

  /** Files may be named otherwise now: every log is to be discovered again. */
  reset(): void {
    this.version++;
    this.texts.clear();
    this.unwatchNamed();
  }

  /** The evidence for a log, if there is any; the same object until a file changes. */
  of(log: Uri, protocol: Protocol): Evidence | undefined {
    const texts = this.texts.get(log.toString());
    if (!texts || [...texts.results, ...texts.configs].every(text => text === undefined)) return undefined;
    let evidence = texts.evidence.get(protocol);
    if (!evidence) texts.evidence.set(protocol, (evidence = evidenceOf(texts, protocol)));
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
    const meaning = meaningOf(baseName(file));
    const name = meaning && 'name' in meaning ? meaning.name : undefined;
    const concerned = [...this.texts].filter(
      ([, texts]) => texts.name === name || texts.paths.has(file.path),
    );
    for (const [key] of concerned) this.texts.delete(key);
    if (concerned.length > 0) this.changed.fire();
  }

  private async read(log: Uri, options: FindOptions): Promise<Texts> {
    const files = await explorationOfLog(log.path, filesAround(log), options);
    const textsOf = (places: readonly FilePlace[]) =>
      Promise.all(
        places.map(async ({ exists, path }) => (exists ? this.files.read(log.with({ path })) : undefined)),
      );
    const [results, configs] = await Promise.all([textsOf(files.results), textsOf(files.slots)]);
    const hasConfigs = configs.some(text => text !== undefined);
    const read = hasConfigs ? (await import('../../core/slots/values.ts')).slotValues : undefined;
    const paths = new Set([...files.results, ...files.slots].map(({ path }) => path));
    return { name: nameOf(log.path), paths, results, configs, read, evidence: new WeakMap() };
  }
}

function evidenceOf({ results, configs, read }: Texts, protocol: Protocol): Evidence {
  const bySlot = <T>(texts: readonly (string | undefined)[], reader: (text: string) => T) =>
    texts.slice(0, protocol.batchSize).map(text => (text === undefined ? undefined : reader(text)));
  return { results: bySlot(results, readResultLog), slots: bySlot(configs, text => read?.(text, protocol)) };
}
