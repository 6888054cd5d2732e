import path from 'node:path';
import { l10n, ProgressLocation, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { isRefused } from '../../../core/actions/action.ts';
import type { ActionRefusal } from '../../../core/actions/action.ts';
import type { RunFinding } from '../../../core/run/plan-basis.ts';
import type { Target } from '../../../core/run/target.ts';
import type { TaskWish } from '../../../core/run/task-schema.ts';
import type { PlannedHere } from '../../../node/run/plan-run.ts';
import type { KeptRun } from '../../../node/run/record-store.ts';
import type { Runs } from '../../../node/run/runs.ts';
import { recordResultsId } from '../../features/command-ids.ts';
import { refuse, waitsForRun } from '../../features/commands/refusal.ts';
import { refusalOf } from '../../features/commands/slots/perform.ts';
import type { Services } from '../../services/index.ts';
import type { KnownRuns } from '../known-runs.ts';
import type { NodeRuns } from '../node-runs.ts';
import type { TargetSettings } from '../targets.ts';
import { confirmRun } from './confirm.ts';
import { isSaved } from './unsaved.ts';

/** The exit codes of a run that did not come about. */
const notRun = 1;
const declined = 130;
const unreachable = 69;

export type Launched = { readonly kind: 'run'; readonly run: KeptRun } | NotLaunched;
export interface NotLaunched {
  readonly kind: 'none';
  readonly exitCode: number;
}

interface Needs {
  readonly services: Services;
  readonly node: NodeRuns;
  readonly runs: Runs;
  readonly known: KnownRuns;
  readonly targets: TargetSettings;
}

const none = (exitCode: number): NotLaunched => ({ kind: 'none', exitCode });

/** Starts runs: nothing unsaved, planned, looked over on the target, agreed to once, and then submitted. */
export class Launcher {
  constructor(private readonly needs: Needs) {}

  async launch(log: Uri, wish: Omit<TaskWish, 'exploration'>): Promise<Launched> {
    const { services, node, targets } = this.needs;
    if (!(await isSaved(log, services.protocols))) return none(declined);
    const blocked = await services.runs.inTheWay(log);
    if (blocked) return this.blocked(blocked);
    const target = node.namedTarget(targets.for(log), wish.target);
    if ('problem' in target) return this.refuse({ message: target.problem, advice: '' });
    const planned = await this.plan(log, wish, target);
    if ('exitCode' in planned) return planned;
    const findings = await this.check(planned);
    if ('exitCode' in findings) return findings;
    const all = [...planned.planned.findings, ...findings];
    const agreed = await confirmRun(planned.planned, all, wish.run === 'loop' && !wish.resume, node);
    return agreed ? this.start(planned, agreed.overridden) : none(declined);
  }

  private async plan(
    log: Uri,
    wish: Omit<TaskWish, 'exploration'>,
    target: Target,
  ): Promise<PlannedHere | NotLaunched> {
    const { services, node } = this.needs;
    const { batch, files, options } = await services.explorations.read(log);
    const waiting = batch.waitingIn(files);
    if (waiting.length > 0) {
      const { message, advice } = batch.unrecorded(waiting);
      const wayOut = { title: l10n.t('Record Results'), command: recordResultsId, argument: log };
      refuse(services, { message: `${message} ${advice}`, wayOut });
      return none(notRun);
    }
    const folder = workspace.getWorkspaceFolder(log)?.uri.fsPath ?? path.dirname(log.fsPath);
    const { target: targetName, run: kind, task, script, iterations, resume, args } = wish;
    const planned = await node.planRun(files, options, {
      ...{ kind, targetName, target, top: folder },
      ...{ task, script, iterations, resume, args },
    });
    if (!isRefused(planned)) return planned;
    refuse(services, refusalOf(planned, log));
    return none(notRun);
  }

  private async check({ planned, scripts }: PlannedHere): Promise<readonly RunFinding[] | NotLaunched> {
    const checked = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: l10n.t('Looking at {0}', planned.record.targetName),
        cancellable: true,
      },
      async (_, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const answer = await this.needs.runs.check(planned, scripts, stop.signal);
        return stop.signal.aborted ? undefined : answer;
      },
    );
    if (!checked) return none(declined);
    return checked.kind === 'unreachable' ? this.refuse(checked, unreachable) : checked.findings;
  }

  private async start(ready: PlannedHere, overridden: readonly string[]): Promise<Launched> {
    const { runs, known, services } = this.needs;
    const { planned } = ready;
    const title = l10n.t('Starting on {0}', planned.record.targetName);
    const run = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
      runs.start(ready, overridden),
    );
    if ('kind' in run) return this.refuse(run);
    known.take(run);
    if (run.record.keptAside.length > 0)
      services.output.info(
        `Kept on the target, as they were not what iterlog put there: ${run.record.keptAside.join(', ')}.`,
      );
    return { kind: 'run', run };
  }

  private refuse(
    { message, advice }: Pick<ActionRefusal, 'message' | 'advice'>,
    exitCode = notRun,
  ): NotLaunched {
    refuse(this.needs.services, { message: `${message} ${advice}`.trim() });
    return none(exitCode);
  }

  private blocked(blocked: ActionRefusal): NotLaunched {
    refuse(this.needs.services, waitsForRun(blocked));
    return none(notRun);
  }
}
