import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { doneTasks, isActive, stateWord, titleOf } from '../../../core/run/record.ts';
import type { TaskRecord } from '../../../core/run/record.ts';
import type { RunState } from '../../../core/run/states.ts';
import type { KeptRun } from '../../../node/run/record-store.ts';
import { openRunFileId } from '../../features/command-ids.ts';
import type { RunFile } from '../files.ts';
import { taskDescription, taskName } from '../words.ts';

/** Unlike in shape too: colours alone do not tell everybody. */
const icons: Readonly<Record<RunState, ThemeIcon>> = {
  preparing: new ThemeIcon('loading~spin'),
  pending: new ThemeIcon('clock', new ThemeColor('testing.iconQueued')),
  running: new ThemeIcon('sync~spin', new ThemeColor('charts.blue')),
  finished: new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed')),
  failed: new ThemeIcon('error', new ThemeColor('testing.iconFailed')),
  cancelled: new ThemeIcon('circle-slash', new ThemeColor('testing.iconSkipped')),
  'timed-out': new ThemeIcon('watch', new ThemeColor('testing.iconFailed')),
  'out-of-memory': new ThemeIcon('flame', new ThemeColor('testing.iconErrored')),
  lost: new ThemeIcon('question', new ThemeColor('testing.iconErrored')),
  unreachable: new ThemeIcon('debug-disconnect', new ThemeColor('charts.yellow')),
};

/** An item of the Runs view: a run, one of its tasks, or a file of a task. */
export abstract class RunItem extends TreeItem {
  abstract readonly run: KeptRun;
  abstract readonly parent: RunItem | undefined;
}

export class WholeRun extends RunItem {
  readonly parent = undefined;

  constructor(
    readonly run: KeptRun,
    isOneOfSeveral: boolean,
  ) {
    super(
      titleOf(run.record),
      isActive(run.record) ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
    );
    const { record, folder } = run;
    const done = l10n.t('{0} of {1} slots', doneTasks(record), record.tasks.length);
    const isLive = isActive(record);
    this.id = folder;
    this.iconPath = icons[record.state];
    this.contextValue = isLive ? 'run.active' : 'run.ended';
    this.description = [
      stateWord(record.state),
      ...(isLive && record.kind === 'batch' ? [done] : []),
      whenText(record.created),
      ...(isOneOfSeveral ? [record.exploration] : []),
    ].join(' · ');
    this.tooltip = [
      `${record.exploration}: ${titleOf(record)}`,
      l10n.t('run {0}, {1}', record.id, stateWord(record.state)),
      ...(record.problem === undefined ? [] : [record.problem]),
      ...(record.jobId === undefined ? [] : [l10n.t('job {0}', record.jobId)]),
      ...record.overridden.map(text => l10n.t('Overruled: {0}', text)),
      record.directory,
    ].join('\n');
    this.accessibilityInformation = { label: `${titleOf(record)}, ${this.description}` };
  }
}

export class TaskItem extends RunItem {
  constructor(
    readonly run: KeptRun,
    readonly task: TaskRecord,
    readonly parent: WholeRun,
  ) {
    super(taskName(task, run.record), TreeItemCollapsibleState.Collapsed);
    this.id = `${run.folder} ${task.task}`;
    this.iconPath = icons[task.status.state];
    this.contextValue = 'task';
    this.description = taskDescription(task);
    this.tooltip = [
      `${taskName(task, run.record)}: ${this.description}`,
      ...(task.status.host === undefined ? [] : [task.status.host]),
      ...task.commands.map(command => command.join(' ')),
    ].join('\n');
  }
}

export class FileItem extends RunItem {
  readonly run: KeptRun;

  constructor(
    readonly file: RunFile,
    readonly parent: TaskItem,
  ) {
    super(file.name, TreeItemCollapsibleState.None);
    this.run = parent.run;
    this.id = `${parent.id ?? ''} ${file.name}`;
    this.iconPath = new ThemeIcon(file.isMirror ? 'output' : 'file');
    this.contextValue = 'file';
    this.tooltip = file.file;
    this.command = { command: openRunFileId, title: l10n.t('Open File'), arguments: [this] };
  }
}

/** The time of a run of today, else its day. */
function whenText(created: string, now = new Date()): string {
  const date = new Date(created);
  const isToday = date.toDateString() === now.toDateString();
  return isToday
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString();
}
