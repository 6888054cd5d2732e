import path from 'node:path';
import { Disposable, EventEmitter } from 'vscode';
import type { Event, LogOutputChannel, Uri } from 'vscode';
import { nameOf } from '../../core/files/names.ts';
import { isActive, runsFolder } from '../../core/run/record.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { RunRecords } from '../services/run-records.ts';
import type { NodeRuns } from './node-runs.ts';

/** The records of the workspace's runs, as they stand on disk. */
export class KnownRuns implements Disposable {
  /** By folder. */
  private readonly runs = new Map<string, KeptRun>();
  private readonly changed = new EventEmitter<KeptRun>();
  private readonly gone = new EventEmitter<string>();
  private readonly ended = new EventEmitter<KeptRun>();
  private readonly subscriptions = Disposable.from(this.changed, this.gone, this.ended);

  constructor(
    private readonly records: RunRecords,
    private readonly node: NodeRuns,
    private readonly output: LogOutputChannel,
  ) {}

  /** Something else is known of a run, or a run is new. */
  get onDidChange(): Event<KeptRun> {
    return this.changed.event;
  }

  /** A run of this folder is no longer kept. */
  get onDidGo(): Event<string> {
    return this.gone.event;
  }

  /** A run that was known to go on has come to its end. */
  get onDidEnd(): Event<KeptRun> {
    return this.ended.event;
  }

  /** The newest first. */
  get all(): readonly KeptRun[] {
    return [...this.runs.values()].sort((a, b) => (a.record.created < b.record.created ? 1 : -1));
  }

  get active(): readonly KeptRun[] {
    return this.all.filter(({ record }) => isActive(record));
  }

  /** The runs of a log's exploration, the newest first. */
  of(log: Uri): readonly KeptRun[] {
    const folder = path.join(path.dirname(log.fsPath), runsFolder(nameOf(log.path)));
    return this.all.filter(run => path.dirname(run.folder) === folder);
  }

  at(folder: string): KeptRun | undefined {
    return this.runs.get(folder);
  }

  async start(): Promise<void> {
    for (const uri of await this.records.all()) await this.read(uri);
  }

  /** Reads the runs of a log's exploration, whatever watchers have told of them. */
  async readOf(log: Uri): Promise<void> {
    const place = { folder: path.dirname(log.fsPath), name: nameOf(log.path) };
    for (const run of (await this.node.keptRuns(place)).runs) this.take(run);
  }

  async read(uri: Uri): Promise<void> {
    const read = await this.node.readRun(path.dirname(uri.fsPath));
    if (read && 'record' in read) this.take(read);
    else if (read) this.output.warn(read.problem);
  }

  forget(uri: Uri): void {
    const folder = path.dirname(uri.fsPath);
    if (this.runs.delete(folder)) this.gone.fire(folder);
  }

  /** The run as its record has it now: another window, or a terminal, may have written it. */
  async reread(run: KeptRun): Promise<KeptRun> {
    const read = await this.node.readRun(run.folder);
    return read && 'record' in read ? read : run;
  }

  take(run: KeptRun): void {
    const before = this.runs.get(run.folder);
    if (before && JSON.stringify(before.record) === JSON.stringify(run.record)) return;
    this.runs.set(run.folder, run);
    this.changed.fire(run);
    if (before && isActive(before.record) && !isActive(run.record)) this.ended.fire(run);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
