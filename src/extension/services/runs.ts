import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { Event } from 'vscode';
import type { ActionRefusal } from '../../core/actions/action.ts';
import { nameOf, runsFolder } from '../../core/files/names.ts';
import type { LoadedRuns } from '../runs/index.ts';
import type { Boundary } from './boundary.ts';
import { list, parentOf } from './files.ts';
import type { Services } from './index.ts';
import { RunRecords } from './run-records.ts';

/**
 * The runs of the workspace. All that deals with them is loaded with the first record that is found, or the first run
 * that is asked for; until then this is all there is of it.
 */
export class WorkspaceRuns implements Disposable {
  private readonly records = new RunRecords();
  private readonly loadedEmitter = new EventEmitter<LoadedRuns>();
  private readonly subscriptions: Disposable;
  private loading: Promise<LoadedRuns> | undefined;
  private loaded: LoadedRuns | undefined;

  constructor(
    boundary: Boundary,
    private readonly services: () => Services,
  ) {
    this.subscriptions = Disposable.from(
      this.records,
      this.loadedEmitter,
      this.records.onDidChange(() => boundary.run('following a run', () => this.load())),
    );
  }

  get onDidLoad(): Event<LoadedRuns> {
    return this.loadedEmitter.event;
  }

  /** Undefined while nothing of runs was needed. */
  get now(): LoadedRuns | undefined {
    return this.loaded;
  }

  /** Finds the runs that were started before this window was opened. */
  async start(): Promise<void> {
    if ((await this.records.all()).length > 0 || this.hasTargets()) await this.load();
  }

  /** Everything that deals with runs, with the records that are there. */
  load(): Promise<LoadedRuns> {
    return (this.loading ??= this.loadAll());
  }

  /** Why something has to wait for a run of an exploration, by what is on disk now: watchers can be late. */
  async inTheWay(log: Uri): Promise<ActionRefusal | undefined> {
    const { folders } = await list(Uri.joinPath(parentOf(log), runsFolder(nameOf(log.path))));
    return folders.length === 0 ? undefined : (await this.load()).inTheWay(log);
  }

  dispose(): void {
    this.loaded?.dispose();
    this.subscriptions.dispose();
  }

  /** Targets are checked before anybody wants to run on one. */
  private hasTargets(): boolean {
    const { settings, logs } = this.services();
    const [log] = logs.uris;
    const targets = settings.targetsFor(log);
    return typeof targets === 'object' && targets !== null && Object.keys(targets).length > 0;
  }

  private async loadAll(): Promise<LoadedRuns> {
    const [{ LoadedRuns: Loaded }, node] = await Promise.all([
      import('../runs/index.ts'),
      import('../../node/run/index.ts'),
    ]);
    const loaded = new Loaded(this.services(), node, this.records);
    this.loaded = loaded;
    await loaded.start();
    this.loadedEmitter.fire(loaded);
    return loaded;
  }
}

/** Whether programs may be started for a file: in a trusted workspace, where it is on a disk. */
export const mayRun = ({ scheme }: Pick<Uri, 'scheme'>): boolean => workspace.isTrusted && scheme === 'file';
