/** What the commands about runs do. */
import { commands, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import { isToBeFetched } from '../../core/run/ended.ts';
import { isActive, titleOf } from '../../core/run/record.ts';
import type { TaskWish } from '../../core/run/task-schema.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import { agreed } from '../features/commands/agreed.ts';
import { briefly } from '../features/commands/briefly.ts';
import { refuse } from '../features/commands/refusal.ts';
import { exists } from '../services/files.ts';
import { mayRun } from '../services/runs.ts';
import { chooseLog, chooseOutput, chooseRun, chooseTarget } from './choose.ts';
import { homeText } from './ending.ts';
import type { LoadedRuns } from './index.ts';
import { FileItem } from './view/items.ts';

/** How long output is waited for that may never come, in ms. */
const longestWait = 3000;

export type RunCommand = (runs: LoadedRuns, argument: unknown) => Promise<void>;

/** Asks for what is not said, starts the run, and shows it in a terminal. */
const starting =
  (wish: Pick<TaskWish, 'run' | 'resume'>): RunCommand =>
  async (runs, argument) => {
    const log = await chooseLog(runs.services, argument);
    if (!log) {
      briefly(l10n.t('There is no log here.'));
      return;
    }
    if (!mayRun(log)) {
      refuse(runs.services, {
        message: l10n.t('Runs need a trusted workspace, and an exploration in a folder on disk.'),
      });
      return;
    }
    const target = await chooseTarget(runs.targets.for(log).targets);
    if (target === undefined) return;
    const launched = await runs.launcher.launch(log, { ...wish, target, args: [] });
    if (launched.kind === 'none') return;
    await runs.tasks.attach(launched.run);
  };

const attach: RunCommand = async (runs, argument) => {
  const { active, all } = runs.known;
  const run = await chooseRun(runs.known, argument, active.length > 0 ? active : all);
  if (run) await runs.tasks.attach(run);
};

const cancel: RunCommand = async (runs, argument) => {
  const run = await chooseRun(runs.known, argument, runs.known.active);
  if (!run) {
    briefly(l10n.t('No run is going on.'));
    return;
  }
  const question = l10n.t('Cancel {0}?', titleOf(run.record));
  const detail = l10n.t('Its processes are ended. What its slots have written so far is kept.');
  if (!(await agreed(question, [detail], l10n.t('Cancel the Run')))) return;
  const title = l10n.t('Cancelling {0}', titleOf(run.record));
  const answer = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    runs.operations.cancel(run),
  );
  if ('kind' in answer)
    refuse(runs.services, {
      message: l10n.t('{0} {1} It is not known whether the run goes on.', answer.message, answer.advice),
    });
  else if (isActive(answer.run.record))
    refuse(runs.services, {
      message: l10n.t(
        '{0} was asked to end, and is not seen to have ended. Look again soon.',
        titleOf(answer.run.record),
      ),
    });
  else if (answer.survivors.length > 0)
    refuse(runs.services, {
      message: l10n.t('These processes could not be ended: {0}', answer.survivors.join('; ')),
    });
};

/** For a run whose target is gone for good: nothing more is asked about it, and it is in nobody's way. */
const forget: RunCommand = async (runs, argument) => {
  const open = runs.known.all.filter(({ record }) => isActive(record) || isToBeFetched(record));
  const run = await chooseRun(runs.known, argument, open);
  if (!run) return;
  const yes = l10n.t('Forget Run');
  const detail = l10n.t(
    'Its target is not asked about it any more. What goes on there goes on, and what it left there stays there.',
  );
  const question = l10n.t('Forget {0}?', titleOf(run.record));
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes)
    await runs.operations.forget(run);
};

const fetch: RunCommand = async (runs, argument) => {
  const run = await chooseRun(runs.known, argument, runs.known.all);
  if (!run) return;
  const home = await runs.operations.fetch(run);
  const said = homeText(home);
  if (said.length > 0) refuse(runs.services, { message: said.join(' ') });
  else if (home.kind === 'home')
    briefly(
      home.written.length === 0
        ? l10n.t('There is nothing new to bring home.')
        : l10n.t('Brought home: {0}.', home.written.map(file => workspace.asRelativePath(file)).join(', ')),
    );
  runs.problems.update(true);
};

const showOutput: RunCommand = async (runs, argument) => {
  const run = await chooseRun(runs.known, argument, runs.known.all);
  const file = run && (await chooseOutput(run, argument));
  if (file) await openFile(runs, run, file.file);
};

const openRunFile: RunCommand = async (runs, argument) => {
  if (argument instanceof FileItem) await openFile(runs, argument.run, argument.file.file);
};

/** Follows the run, so that its output grows in the editor, and opens the file where there is one. */
async function openFile(runs: LoadedRuns, run: KeptRun, file: string): Promise<void> {
  const uri = Uri.file(file);
  const now = runs.known.at(run.folder) ?? run;
  const mayGrow = isActive(now.record) || !(await exists(uri));
  if (mayGrow && workspace.isTrusted) await mirrored(runs, now, uri);
  if (await exists(uri)) await commands.executeCommand('vscode.open', uri);
  else briefly(l10n.t('It has written nothing there yet.'));
}

/** Resolves when the output of a run begins to arrive, has come to its end, or does not come for a while. */
async function mirrored({ followers }: LoadedRuns, run: KeptRun, uri: Uri): Promise<void> {
  const end = followers.keep(run);
  if (await exists(uri)) return;
  const patience = new Promise<void>(resolve => setTimeout(resolve, longestWait));
  const first = new Promise<void>(resolve => {
    const done = () => resolve();
    const watching = followers.watch(run, { onOutput: done, onLink: done, onEnd: done });
    void end.then(() => {
      watching.dispose();
    });
  });
  await Promise.race([end, first, patience]);
}

export const runCommands = {
  runBatch: starting({ run: 'batch', resume: true }),
  runLoop: starting({ run: 'loop', resume: true }),
  startLoopAfresh: starting({ run: 'loop', resume: false }),
  attach,
  cancel,
  forget,
  fetch,
  showOutput,
  openRunFile,
} as const satisfies Readonly<Record<string, RunCommand>>;
export type RunCommandName = keyof typeof runCommands;
