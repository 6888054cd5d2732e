import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { Event } from 'vscode';
import type { Evidence } from '../../core/lint/evidence.ts';
import type { Protocol } from '../../core/protocol/types.ts';
import { explorationName, slotFile } from '../../core/run/evidence-files.ts';
import { readResultLog } from '../../core/run/result-log.ts';
import type { slotValues } from '../../core/slots/values.ts';
import { baseName, list, parentOf } from './files.ts';
import type { Files } from './files.ts';

/** The names of all files that {@link slotFile} can mean something by. */
const glob = '**/*_[0-9][0-9]{.yaml,_analysis.log}';

/** The texts of the slot files beside one log, by slot, and what protocols make of them. */
interface Beside {
  readonly results: ReadonlyMap<number, string>;
  readonly configs: ReadonlyMap<number, string>;
  readonly read: typeof slotValues | undefined;
  readonly evidence: WeakMap<Protocol, Evidence>;
}

/** What the result logs and slot configs beside a log say. The reader of configs, with yaml, is loaded with the first one. */
export class EvidenceFiles implements Disposable {
  /** By the URI of the log; undefined for a log that was looked at and has no such files. */
  private readonly beside = new Map<string, Beside | undefined>();
  private readonly changed = new EventEmitter<void>();
  private readonly watcher = workspace.createFileSystemWatcher(glob);
  private readonly subscriptions: Disposable;

  constructor(private readonly files: Files) {
    const forget = (uri: Uri) => this.forget(uri);
    this.subscriptions = Disposable.from(
      this.changed,
      this.watcher,
      this.watcher.onDidCreate(forget),
      this.watcher.onDidChange(forget),
      this.watcher.onDidDelete(forget),
    );
  }

  /** Files beside a log that was looked at changed: it is to be discovered again. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** Reads what stands beside a log, so that {@link of} knows. */
  async discover(log: Uri): Promise<void> {
    const key = log.toString();
    if (log.scheme === 'untitled' || this.beside.has(key)) return;
    this.beside.set(key, await this.read(log));
  }

  /** The evidence for a log; the same object until a file changes. */
  of(log: Uri, protocol: Protocol): Evidence | undefined {
    const beside = this.beside.get(log.toString());
    if (!beside) return undefined;
    let evidence = beside.evidence.get(protocol);
    if (!evidence) beside.evidence.set(protocol, (evidence = evidenceOf(beside, protocol)));
    return evidence;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private forget(file: Uri): void {
    const folder = parentOf(file).toString();
    const concerned = [...this.beside.keys()].filter(key => {
      const log = Uri.parse(key);
      return parentOf(log).toString() === folder && slotFile(explorationName(baseName(log)), baseName(file));
    });
    for (const key of concerned) this.beside.delete(key);
    if (concerned.length > 0) this.changed.fire();
  }

  private async read(log: Uri): Promise<Beside | undefined> {
    const folder = parentOf(log);
    const name = explorationName(baseName(log));
    const results = new Map<number, string>();
    const configs = new Map<number, string>();
    for (const file of (await list(folder)).files) {
      const meaning = slotFile(name, file);
      const text = meaning && (await this.files.read(Uri.joinPath(folder, file)));
      if (meaning && text !== undefined)
        (meaning.kind === 'result' ? results : configs).set(meaning.slot, text);
    }
    if (results.size + configs.size === 0) return undefined;
    const read = configs.size > 0 ? (await import('../../core/slots/values.ts')).slotValues : undefined;
    return { results, configs, read, evidence: new WeakMap() };
  }
}

function evidenceOf({ results, configs, read }: Beside, protocol: Protocol): Evidence {
  const slots = Array.from({ length: protocol.batchSize }, (_, slot) => slot);
  const bySlot = <T>(texts: ReadonlyMap<number, string>, reader: (text: string) => T) =>
    slots.map(slot => {
      const text = texts.get(slot);
      return text === undefined ? undefined : reader(text);
    });
  return { results: bySlot(results, readResultLog), slots: bySlot(configs, text => read?.(text, protocol)) };
}
