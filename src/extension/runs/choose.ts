/** What a command is about, where its argument does not say it. */
import { l10n, Uri, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { doneTasks, isActive, stateWord, titleOf } from '../../core/run/record.ts';
import type { TaskRecord } from '../../core/run/record.ts';
import { hostOf } from '../../core/run/target.ts';
import type { Target } from '../../core/run/target.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Services } from '../services/index.ts';
import { filesOf, isHome } from './files.ts';
import type { RunFile } from './files.ts';
import type { KnownRuns } from './known-runs.ts';
import { TaskItem, RunItem } from './view/items.ts';
import { taskDescription, taskName } from './words.ts';

/** The log that is named, or worked with, else the one that is picked. */
export async function chooseLog(
  { explorations, currentLog, logs }: Services,
  argument: unknown,
): Promise<Uri | undefined> {
  if (argument instanceof Uri) return argument;
  const log = (await explorations.logFor(undefined)) ?? currentLog.now?.uri;
  if (log) return log;
  const known = logs.uris.filter(({ scheme }) => scheme === 'file');
  const [first] = known;
  if (known.length <= 1) return first;
  const items = known.map(uri => ({ label: workspace.asRelativePath(uri), uri }));
  return (await window.showQuickPick(items, { placeHolder: l10n.t('The exploration to run') }))?.uri;
}

interface TargetItem extends QuickPickItem {
  readonly name: string;
}

/** The only target, else the one that is picked. */
export async function chooseTarget(targets: ReadonlyMap<string, Target>): Promise<string | undefined> {
  const items = [...targets].map(([name, target]): TargetItem => ({
    label: name,
    description: placeText(target),
    name,
  }));
  const [first] = items;
  if (items.length <= 1) return first?.name;
  return (
    await window.showQuickPick(items, {
      placeHolder: l10n.t('The target to run on'),
      matchOnDescription: true,
    })
  )?.name;
}

/** `Slurm on login, queue gpu`. */
function placeText(target: Target): string {
  const where = hostOf(target) ?? l10n.t('this machine');
  const queue = 'queue' in target && target.queue !== undefined ? l10n.t(', queue {0}', target.queue) : '';
  const kind = { local: '', ssh: 'ssh ', slurm: 'Slurm ', lsf: 'LSF ' }[target.type];
  return `${kind}${where}${queue}`;
}

interface RunPick extends QuickPickItem {
  readonly run: KeptRun;
}

/** The run that an argument names, by its item or its folder; else the only one, or the one that is picked. */
export async function chooseRun(
  known: KnownRuns,
  argument: unknown,
  runs: readonly KeptRun[],
): Promise<KeptRun | undefined> {
  if (argument instanceof RunItem) return known.at(argument.run.folder);
  if (argument instanceof Uri) return known.at(argument.fsPath);
  const [first] = runs;
  if (runs.length <= 1) return first;
  const items = runs.map((run): RunPick => ({ run, ...described(run) }));
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which run?'), matchOnDescription: true }))
    ?.run;
}

const described = ({ record }: KeptRun): QuickPickItem => ({
  label: `${isActive(record) ? '$(sync)' : '$(history)'} ${titleOf(record)}`,
  description: `${stateWord(record.state)} · ${l10n.t('{0} of {1} slots', doneTasks(record), record.tasks.length)} · ${record.exploration}`,
  detail: record.id,
});

interface OutputPick extends QuickPickItem {
  readonly file: RunFile;
}

/** A file that a task of the run left, or leaves. */
export async function chooseOutput(run: KeptRun, argument: unknown): Promise<RunFile | undefined> {
  const tasks = argument instanceof TaskItem ? [argument.task] : run.record.tasks;
  const items = tasks.flatMap(task => outputsOf(run, task));
  const title = titleOf(run.record);
  return (
    await window.showQuickPick(items, {
      title,
      placeHolder: l10n.t('Which output?'),
      matchOnDescription: true,
    })
  )?.file;
}

const outputsOf = (run: KeptRun, task: TaskRecord): OutputPick[] =>
  filesOf(run, task)
    .filter(file => isHome(run, file))
    .map(file => ({
      label: `${taskName(task, run.record)}: ${file.name}`,
      description: taskDescription(task),
      file,
    }));
