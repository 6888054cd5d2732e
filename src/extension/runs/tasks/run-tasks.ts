import {
  CustomExecution,
  l10n,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
  window,
  workspace,
} from 'vscode';
import type { TaskDefinition, Uri, WorkspaceFolder } from 'vscode';
import { withoutEnding } from '../../../core/files/names.ts';
import { titleOf } from '../../../core/run/record.ts';
import type { TaskWish } from '../../../core/run/task-schema.ts';
import type { KeptRun } from '../../../node/run/record-store.ts';
import { refuse } from '../../features/commands/refusal.ts';
import type { Services } from '../../services/index.ts';
import type { Followers } from '../followers.ts';
import type { Launched, Launcher } from '../launch/launcher.ts';
import type { KnownRuns } from '../known-runs.ts';
import type { NodeRuns } from '../node-runs.ts';
import type { Operations } from '../operations.ts';
import { logOf } from '../places.ts';
import type { TargetSettings } from '../targets.ts';
import { RunTerminal } from './terminal.ts';

const type = 'iterlog';
const source = 'iterlog';
/** Given, so that VS Code does not ask: the problems of a run are found in its logs, also when nobody watches. */
const noMatchers: string[] = [];

interface Needs {
  readonly services: Services;
  readonly node: NodeRuns;
  readonly launcher: Launcher;
  readonly known: KnownRuns;
  readonly followers: Followers;
  readonly operations: Operations;
  readonly targets: TargetSettings;
}

/** Tasks of type `iterlog`. */
export class RunTasks {
  constructor(private readonly needs: Needs) {}

  /** A batch and a loop for each exploration and target. */
  provide(): Task[] {
    const { services, targets } = this.needs;
    return services.logs.uris.flatMap(log => {
      const folder = workspace.getWorkspaceFolder(log);
      if (!folder || log.scheme !== 'file') return [];
      return [...targets.for(log).targets.keys()].flatMap(target =>
        (['batch', 'loop'] as const).map(run => this.provided(log, folder, target, run)),
      );
    });
  }

  /** The same task with what it does; undefined for one that says not enough. */
  resolve(task: Task): Task | undefined {
    const wish = this.needs.node.taskSchema.safeParse(task.definition);
    if (!wish.success) return undefined;
    const scope = task.scope ?? TaskScope.Workspace;
    return this.task(task.definition, scope, task.name, () => this.launch(wish.data, scope));
  }

  /** Shows a run that is there in a terminal. */
  async attach(run: KeptRun): Promise<void> {
    const { record } = run;
    const live = tasks.taskExecutions.find(({ task }) => task.definition.attach === record.id);
    const terminal = live && window.terminals.find(({ name }) => name === live.task.name);
    if (terminal) {
      terminal.show();
      return;
    }
    const log = logOf(run, this.needs.services.logs);
    // VS Code keeps what a task does by its definition, so that each run has its own.
    const definition = { ...definitionOf(log, record.targetName, record.kind), attach: record.id };
    const scope = workspace.getWorkspaceFolder(log) ?? TaskScope.Workspace;
    await tasks.executeTask(this.task(definition, scope, titleOf(record), () => this.found(record.id)));
  }

  private provided(log: Uri, folder: WorkspaceFolder, target: string, run: 'batch' | 'loop'): Task {
    const definition = definitionOf(log, target, run);
    const what = run === 'batch' ? l10n.t('Run Batch') : l10n.t('Run Loop');
    const name = l10n.t('{0}: {1} on {2}', what, definition.exploration, target);
    const wish = this.needs.node.taskSchema.parse(definition);
    return this.task(definition, folder, name, () => this.needs.launcher.launch(log, wish));
  }

  private task(
    definition: TaskDefinition,
    scope: WorkspaceFolder | TaskScope.Global | TaskScope.Workspace,
    name: string,
    obtain: () => Promise<Launched>,
  ): Task {
    const { services, node, followers, operations } = this.needs;
    const { boundary } = services;
    const execution = new CustomExecution(() =>
      Promise.resolve(new RunTerminal({ node, boundary, followers, operations }, obtain)),
    );
    const task = new Task(definition, scope, name, source, execution, noMatchers);
    task.presentationOptions = {
      reveal: TaskRevealKind.Always,
      panel: TaskPanelKind.Dedicated,
      clear: false,
    };
    return task;
  }

  private found(id: string): Promise<Launched> {
    const { known, services } = this.needs;
    const run = known.all.find(({ record }) => record.id === id);
    if (run) return Promise.resolve({ kind: 'run', run });
    refuse(services, { message: l10n.t('There is no run {0}.', id) });
    return Promise.resolve({ kind: 'none', exitCode: 1 });
  }

  private async launch(wish: TaskWish, scope: WorkspaceFolder | TaskScope): Promise<Launched> {
    if (wish.attach !== undefined) return this.found(wish.attach);
    const { services, launcher } = this.needs;
    const folders = typeof scope === 'object' ? [scope] : (workspace.workspaceFolders ?? []);
    const wanted = withoutEnding(wish.exploration);
    const log = services.logs.uris.find(uri => folders.some(folder => nameIn(folder, uri) === wanted));
    if (log) return launcher.launch(log, wish);
    refuse(services, { message: l10n.t('There is no log of {0} in this workspace.', wish.exploration) });
    return { kind: 'none', exitCode: 1 };
  }
}

interface Definition extends TaskDefinition {
  readonly exploration: string;
}

function definitionOf(log: Uri, target: string, run: 'batch' | 'loop'): Definition {
  const folder = workspace.getWorkspaceFolder(log);
  const exploration = folder ? nameIn(folder, log) : log.fsPath;
  return { type, exploration: exploration ?? log.fsPath, target, run };
}

/** A log's path from a folder, without what all logs end in; undefined for one outside of it. */
function nameIn({ uri }: WorkspaceFolder, log: Uri): string | undefined {
  const start = `${uri.path.replace(/\/$/, '')}/`;
  return log.scheme === uri.scheme && log.path.startsWith(start)
    ? withoutEnding(log.path.slice(start.length))
    : undefined;
}
