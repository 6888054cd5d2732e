import { Disposable, EventEmitter, tasks, window, workspace } from 'vscode';
import type { Task, TreeDataProvider } from 'vscode';
import type { RunItem } from '../runs/view/items.ts';
import type { Feature, Services } from '../services/index.ts';

const viewId = 'iterlog.runs';
const taskType = 'iterlog';

/** The Runs view and the tasks of type `iterlog`: what VS Code has to know of before anything of runs is loaded. */
export const runs: Feature = services => {
  const { boundary } = services;
  const data = new LazyData(services);
  return Disposable.from(
    data,
    services.settings.onDidChange(() => boundary.run('reading targets', () => services.runs.start())),
    window.createTreeView(viewId, { treeDataProvider: data, showCollapseAll: true }),
    tasks.registerTaskProvider(taskType, {
      provideTasks: () => boundary.settle('offering tasks', () => provideTasks(services), []),
      resolveTask: task => boundary.settle('resolving a task', () => resolveTask(services, task), undefined),
    }),
  );
};

async function provideTasks({ runs }: Services): Promise<Task[]> {
  if (!workspace.isTrusted) return [];
  return (await runs.load()).tasks.provide();
}

async function resolveTask({ runs }: Services, task: Task): Promise<Task | undefined> {
  if (!workspace.isTrusted) return undefined;
  return (await runs.load()).tasks.resolve(task);
}

/** The items of the view: none while no run is known. */
class LazyData implements TreeDataProvider<RunItem>, Disposable {
  private readonly changed = new EventEmitter<RunItem | undefined>();
  private readonly subscription: Disposable;

  constructor(private readonly services: Services) {
    this.subscription = services.runs.onDidLoad(({ items }) => {
      items.onDidChange(item => this.changed.fire(item));
      this.changed.fire(undefined);
    });
  }

  get onDidChangeTreeData() {
    return this.changed.event;
  }

  getTreeItem = (item: RunItem) => item;

  getChildren(item?: RunItem): RunItem[] {
    return this.services.runs.now?.items.childrenOf(item) ?? [];
  }

  getParent(item: RunItem): RunItem | undefined {
    return item.parent;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
