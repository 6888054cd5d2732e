import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Event, Uri } from 'vscode';

const glob = '**/*_runs/*/run.json';

/** Where the records of runs are: found once, then watched. What they say is read by who needs it. */
export class RunRecords implements Disposable {
  private readonly places = new Map<string, Uri>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly gone = new EventEmitter<Uri>();
  private readonly watcher = workspace.createFileSystemWatcher(glob);
  private readonly subscriptions: Disposable;
  private finding: Promise<void> | undefined;

  constructor() {
    const take = (uri: Uri) => {
      this.places.set(uri.toString(), uri);
      this.changed.fire(uri);
    };
    this.subscriptions = Disposable.from(
      this.changed,
      this.gone,
      this.watcher,
      this.watcher.onDidCreate(take),
      this.watcher.onDidChange(take),
      this.watcher.onDidDelete(uri => this.places.delete(uri.toString()) && this.gone.fire(uri)),
    );
  }

  /** A record came or changed. */
  get onDidChange(): Event<Uri> {
    return this.changed.event;
  }

  get onDidGo(): Event<Uri> {
    return this.gone.event;
  }

  /** The records of the workspace. */
  async all(): Promise<readonly Uri[]> {
    await (this.finding ??= this.find());
    return [...this.places.values()];
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async find(): Promise<void> {
    for (const uri of await workspace.findFiles(glob, '**/{node_modules,.git}/**'))
      this.places.set(uri.toString(), uri);
  }
}
