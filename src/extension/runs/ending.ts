import { Uri, commands, Disposable, l10n, window, workspace } from 'vscode';
import path from 'node:path';
import { hasFailed, isToBeFetched } from '../../core/run/ended.ts';
import { doneTasks, isActive, stateWord, titleOf } from '../../core/run/record.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { isFinal } from '../../core/run/states.ts';
import type { BroughtHome } from '../../node/run/bring-home.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import { fetchResultsId, recordResultsId, showRunOutputId } from '../features/command-ids.ts';
import type { Services } from '../services/index.ts';
import type { Followers } from './followers.ts';
import type { KnownRuns } from './known-runs.ts';
import type { Operations } from './operations.ts';
import type { Poller } from './poller.ts';
import { logOf } from './places.ts';

/** How long the rest of the output is waited for when the target has gone, in ms. */
const longestWait = 60_000;

interface Needs {
  readonly services: Services;
  readonly known: KnownRuns;
  readonly operations: Operations;
  readonly followers: Followers;
  readonly poller: Poller;
}

/** What follows when tasks of a run come to their end: their output and results are brought home, and in the end it is said. */
export class Endings implements Disposable {
  private readonly subscriptions: Disposable;

  constructor(private readonly needs: Needs) {
    const { services, known, poller } = needs;
    this.subscriptions = Disposable.from(
      poller.onDidLook(run => {
        if (isActive(run.record) && workspace.isTrusted)
          services.boundary.run('bringing results home', () => this.duringRun(run));
      }),
      known.onDidEnd(run => this.end(run)),
    );
  }

  /** Brings home what runs left that ended while nobody looked. */
  catchUp(): void {
    for (const run of this.needs.known.all)
      if (isFinal(run.record.state) && isToBeFetched(run.record)) this.end(run);
  }

  private end(run: KeptRun): void {
    if (!workspace.isTrusted) return;
    this.needs.services.boundary.run('ending a run', () => this.atEnd(run));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** A slot that failed has its output followed, so that it is there in whole when its error log is made of it. */
  private async duringRun(run: KeptRun): Promise<void> {
    const { followers, operations } = this.needs;
    if (!isToBeFetched(run.record)) return;
    if (run.record.tasks.some(hasFailed) && !followers.isFollowed(run)) {
      void followers.keep(run);
      return;
    }
    await operations.fetch(run);
  }

  private async atEnd(run: KeptRun): Promise<void> {
    const { followers, operations, known } = this.needs;
    await Promise.race([followers.keep(run), new Promise(resolve => setTimeout(resolve, longestWait))]);
    followers.release(run);
    const now = known.at(run.folder) ?? run;
    const home = isToBeFetched(now.record) ? await operations.fetch(run) : nothingLeft(now);
    await this.tell(known.at(run.folder) ?? run, home);
  }

  /** Once, at the end. */
  private async tell(run: KeptRun, home: Awaited<ReturnType<Operations['fetch']>>): Promise<void> {
    const { record } = run;
    const recordResults = l10n.t('Record Results');
    const output = l10n.t('Show Output');
    const fetch = l10n.t('Fetch Results');
    const isFailed = record.tasks.some(hasFailed) || home.kind !== 'home';
    const offers =
      home.kind === 'home' ? (record.kind === 'batch' ? [recordResults, output] : [output]) : [fetch, output];
    const message = [endText(record), ...homeText(home)].join(' ');
    const chosen = await (isFailed
      ? window.showWarningMessage(message, ...offers)
      : window.showInformationMessage(message, ...offers));
    if (chosen === recordResults)
      await commands.executeCommand(recordResultsId, logOf(run, this.needs.services.logs));
    if (chosen === output) await commands.executeCommand(showRunOutputId, Uri.file(run.folder));
    if (chosen === fetch) await commands.executeCommand(fetchResultsId, Uri.file(run.folder));
  }
}

const nothingLeft = (run: KeptRun): BroughtHome => ({
  kind: 'home',
  run,
  ...{ written: [], beside: [], tooLarge: [] },
});

/** `Iter 13-16 on gpu1 failed: 3 of 4 slots finished.` */
function endText(record: RunRecord): string {
  const finished = record.tasks.filter(({ status }) => status.state === 'finished').length;
  return record.kind === 'loop' || finished === doneTasks(record)
    ? l10n.t('{0}: {1}.', capital(titleOf(record)), stateWord(record.state))
    : l10n.t(
        '{0}: {1}, {2} of {3} slots finished.',
        capital(titleOf(record)),
        stateWord(record.state),
        finished,
        record.tasks.length,
      );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What somebody should know of the files that were brought home. */
export function homeText(home: Awaited<ReturnType<Operations['fetch']>>): string[] {
  if (home.kind !== 'home')
    return [l10n.t('Its results could not be brought home: {0} {1}', home.message, home.advice)];
  return [
    ...home.beside.map(besideText),
    ...home.tooLarge.map(file =>
      l10n.t('{0} has over 50 MB and stays on the target.', path.posix.basename(file)),
    ),
  ];
}

const besideText = ({ file, instead }: BroughtHome['beside'][number]): string =>
  l10n.t(
    '{0} was changed here, so it was left: what the run wrote is in {1}.',
    path.basename(file),
    path.basename(instead),
  );
