import path from 'node:path';
import { Disposable, EventEmitter } from 'vscode';
import type { Event } from 'vscode';
import type { KeptRun } from '../../../node/run/record-store.ts';
import { filesOf, isHome } from '../files.ts';
import type { KnownRuns } from '../known-runs.ts';
import { FileItem, TaskItem, WholeRun } from './items.ts';
import type { RunItem } from './items.ts';

/** How often the minutes of active runs are counted on, in ms. */
const tick = 15_000;

/** What the Runs view shows: the runs, the newest first, with their tasks and the files of those. */
export class RunItems implements Disposable {
  private readonly changed = new EventEmitter<RunItem | undefined>();
  private readonly subscriptions: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly known: KnownRuns) {
    const update = () => this.update();
    this.subscriptions = Disposable.from(this.changed, known.onDidChange(update), known.onDidGo(update));
    this.schedule();
  }

  get onDidChange(): Event<RunItem | undefined> {
    return this.changed.event;
  }

  childrenOf(item: RunItem | undefined): RunItem[] {
    if (!item) return this.runs();
    if (item instanceof WholeRun)
      return item.run.record.tasks.map(task => new TaskItem(item.run, task, item));
    return item instanceof TaskItem ? filesIn(item) : [];
  }

  itemOf(run: KeptRun): WholeRun {
    return new WholeRun(run, this.isOneOfSeveral);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private runs(): WholeRun[] {
    return this.known.all.map(run => this.itemOf(run));
  }

  /** Whether runs of several explorations are shown. */
  private get isOneOfSeveral(): boolean {
    return new Set(this.known.all.map(({ folder }) => path.dirname(folder))).size > 1;
  }

  private update(): void {
    this.changed.fire(undefined);
    this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = this.known.active.length > 0 ? setTimeout(() => this.update(), tick) : undefined;
  }
}

const filesIn = (item: TaskItem): FileItem[] =>
  filesOf(item.run, item.task)
    .filter(file => isHome(item.run, file))
    .map(file => new FileItem(file, item));
