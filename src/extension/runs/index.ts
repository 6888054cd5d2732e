/** All that deals with runs, made when the first is met or asked for. */
import { commands, Disposable, l10n, workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { ActionRefusal } from '../../core/actions/action.ts';
import { isActive } from '../../core/run/record.ts';
import { inTheWay } from '../../core/run/ownership.ts';
import { refuse } from '../features/commands/refusal.ts';
import type { Services } from '../services/index.ts';
import type { RunRecords } from '../services/run-records.ts';
import { runCommands } from './commands.ts';
import type { RunCommandName } from './commands.ts';
import { Endings } from './ending.ts';
import { Followers } from './followers.ts';
import { KnownRuns } from './known-runs.ts';
import { Launcher } from './launch/launcher.ts';
import type { NodeRuns } from './node-runs.ts';
import { Operations } from './operations.ts';
import { Poller } from './poller.ts';
import { RunProblems } from './problems.ts';
import { RunStatusBar } from './status-bar.ts';
import { targetStatus } from './target-status.ts';
import { TargetSettings } from './targets.ts';
import { RunTasks } from './tasks/run-tasks.ts';
import { RunItems } from './view/run-items.ts';

export class LoadedRuns implements Disposable {
  readonly targets: TargetSettings;
  readonly known: KnownRuns;
  readonly operations: Operations;
  readonly followers: Followers;
  readonly launcher: Launcher;
  readonly tasks: RunTasks;
  readonly items: RunItems;
  readonly problems: RunProblems;
  private readonly poller: Poller;
  private readonly endings: Endings;
  private readonly subscriptions: Disposable[] = [];

  constructor(
    readonly services: Services,
    node: NodeRuns,
    records: RunRecords,
  ) {
    const { boundary, logs, output, settings } = services;
    const runs = new node.Runs(new node.Targets());
    this.targets = new TargetSettings(settings, node);
    this.known = this.own(new KnownRuns(records, node, output));
    this.operations = new Operations(this.known, runs);
    this.poller = this.own(new Poller(this.known, this.operations, boundary));
    this.followers = this.own(new Followers(runs, this.known, this.poller, boundary));
    this.launcher = new Launcher({ services, node, runs, known: this.known, targets: this.targets });
    this.tasks = new RunTasks({ ...this.parts(), services, node });
    this.items = this.own(new RunItems(this.known));
    this.problems = this.own(new RunProblems(this.known, boundary));
    this.own(new RunStatusBar(this.known, logs, boundary));
    this.endings = this.own(new Endings({ ...this.parts(), services, poller: this.poller }));
    this.own(targetStatus(services, this.targets));
    this.own(records.onDidChange(uri => boundary.run('reading a run', () => this.known.read(uri))));
    this.own(records.onDidGo(uri => this.known.forget(uri)));
    this.own(this.known.onDidChange(() => this.setKeys()));
    this.own(this.known.onDidGo(() => this.setKeys()));
  }

  /** Reads the records, and looks at the runs that were going on when they were written. */
  async start(): Promise<void> {
    await this.known.start();
    this.setKeys();
    this.services.boundary.run('finding runs again', () => this.poller.lookAtAll());
    this.endings.catchUp();
  }

  /** Why something has to wait for a run, by what its target says now. */
  async inTheWay(log: Uri): Promise<ActionRefusal | undefined> {
    await this.known.readOf(log);
    const records = () => this.known.of(log).map(({ record }) => record);
    if (!inTheWay(records())) return undefined;
    const active = this.known.of(log).filter(({ record }) => isActive(record));
    if (workspace.isTrusted) await Promise.all(active.map(run => this.operations.refresh([run])));
    return inTheWay(records());
  }

  /** Refused without trust, but for looking at what is here. */
  async command(name: RunCommandName, argument: unknown): Promise<void> {
    if (workspace.isTrusted || name === 'showOutput' || name === 'openRunFile')
      await runCommands[name](this, argument);
    else
      refuse(this.services, {
        message: l10n.t('iterlog starts no program in a workspace that is not trusted.'),
      });
  }

  dispose(): void {
    Disposable.from(...this.subscriptions.reverse()).dispose();
  }

  private own<T extends Disposable>(part: T): T {
    this.subscriptions.push(part);
    return part;
  }

  private parts() {
    const { known, operations, followers, launcher, targets } = this;
    return { known, operations, followers, launcher, targets };
  }

  private setKeys(): void {
    const { all, active } = this.known;
    for (const [key, value] of [
      ['iterlog.hasRuns', all.length > 0],
      ['iterlog.hasActiveRuns', active.length > 0],
    ] as const)
      this.services.boundary.run('setting a context key', () =>
        commands.executeCommand('setContext', key, value),
      );
  }
}
