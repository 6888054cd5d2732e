import { Disposable, EventEmitter, workspace } from 'vscode';
import type { CancellationToken, Event, Uri } from 'vscode';
import { setImmediate } from 'node:timers/promises';
import { lint } from '../../core/lint/engine.ts';
import type { LintResult } from '../../core/lint/engine.ts';
import { parse } from '../../core/log/parse.ts';
import type { Bases, Basis } from './basis.ts';
import type { Boundary } from './boundary.ts';
import type { Files } from './files.ts';
import type { OpenLogs } from './open-logs.ts';
import type { Settings } from './settings.ts';

const excluded = '**/{node_modules,.git}/**';

/** A log that no editor shows. */
export interface DiskLog {
  readonly uri: Uri;
  readonly basis: Basis;
  readonly result: LintResult;
}

/** The logs of the workspace that no editor shows, linted when they change on disk: who writes them is often a program. */
export class DiskLogs implements Disposable {
  private readonly linted = new EventEmitter<DiskLog>();
  private readonly gone = new EventEmitter<Uri>();
  /** By URI; in the order in which they wait to be read. */
  private readonly waiting = new Map<string, Uri>();
  /** The logs that are logs by their name, open or not. */
  private readonly known = new Map<string, Uri>();
  private watchers: Disposable;
  private readonly subscriptions: Disposable;
  private working: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly bases: Bases,
    private readonly files: Files,
    private readonly open: OpenLogs,
    private readonly boundary: Boundary,
  ) {
    this.watchers = this.watch();
    this.subscriptions = Disposable.from(
      this.linted,
      this.gone,
      open.onDidClose(uri => this.takeOver(uri)),
    );
  }

  /** A log was read and linted. */
  get onDidLint(): Event<DiskLog> {
    return this.linted.event;
  }

  /** A log was deleted, cannot be read any more, or is no log by the settings. */
  get onDidGo(): Event<Uri> {
    return this.gone.event;
  }

  /** The logs of the workspace that are logs by their name, open or not. */
  get uris(): Iterable<Uri> {
    return this.known.values();
  }

  /** Reads every log of the workspace. */
  async start(): Promise<void> {
    for (const uri of await this.find()) this.enqueue(uri);
    await this.working;
  }

  /** Reads the known logs again, after a change of a file that speaks for them. */
  async refresh(): Promise<void> {
    for (const uri of [...this.known.values()]) this.enqueue(uri);
    await this.working;
  }

  /** Begins anew, after a change of settings. */
  async restart(): Promise<void> {
    this.watchers.dispose();
    this.watchers = this.watch();
    const found = new Set((await this.find()).map(String));
    for (const [key, uri] of [...this.known]) if (!found.has(key)) this.forget(uri);
    await this.start();
  }

  /** Finds the logs of the workspace, open or not. */
  async find(token?: CancellationToken): Promise<Uri[]> {
    const lists = await Promise.all(
      this.settings.files.map(glob => workspace.findFiles(glob, excluded, undefined, token)),
    );
    return [...new Map(lists.flat().map(uri => [uri.toString(), uri])).values()];
  }

  /** Reads and lints one log now, and tells nobody; undefined when it cannot be read or an editor shows it. */
  async read(uri: Uri): Promise<DiskLog | undefined> {
    if (this.open.isOpen(uri)) return undefined;
    const text = await this.files.read(uri);
    const log = text === undefined ? undefined : parse(text);
    if (log) await this.bases.prepare(uri, log);
    // It may have been opened meanwhile: what the editor shows counts.
    if (!log || this.open.isOpen(uri)) return undefined;
    const basis = this.bases.of(uri, log, undefined);
    return { uri, basis, result: lint(log, basis.options) };
  }

  /** The same, and tells of it, or that the log is gone. */
  async follow(uri: Uri): Promise<DiskLog | undefined> {
    const log = await this.read(uri);
    if (log) this.linted.fire(log);
    else if (!this.open.isOpen(uri)) this.forget(uri);
    return log;
  }

  dispose(): void {
    this.waiting.clear();
    this.watchers.dispose();
    this.subscriptions.dispose();
  }

  private watch(): Disposable {
    return Disposable.from(
      ...this.settings.files.flatMap(glob => {
        const watcher = workspace.createFileSystemWatcher(glob);
        const enqueue = (uri: Uri) => this.enqueue(uri);
        return [
          watcher,
          watcher.onDidCreate(enqueue),
          watcher.onDidChange(enqueue),
          watcher.onDidDelete(enqueue),
        ];
      }),
    );
  }

  /** A log that was closed is read from disk from now on, if it is one by its name; else it is gone. */
  private takeOver(uri: Uri): void {
    if (this.known.has(uri.toString())) this.enqueue(uri);
    else this.forget(uri);
  }

  private enqueue(uri: Uri): void {
    this.known.set(uri.toString(), uri);
    this.waiting.set(uri.toString(), uri);
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** Reads what waits, one log after the other, with room for other work in between. */
  private async work(): Promise<void> {
    for (;;) {
      const [next] = this.waiting;
      if (!next) return;
      const [key, uri] = next;
      this.waiting.delete(key);
      await this.boundary.settle(`linting ${uri.toString(true)}`, () => this.follow(uri), undefined);
      await setImmediate();
    }
  }

  private forget(uri: Uri): void {
    this.known.delete(uri.toString());
    if (!this.open.isOpen(uri)) this.gone.fire(uri);
  }
}
