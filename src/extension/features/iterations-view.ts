import { commands, Disposable, window, workspace } from 'vscode';
import type { TextEditor, TreeView } from 'vscode';
import { withoutEnding } from '../../core/files/names.ts';
import type { Feature, Services } from '../services/index.ts';
import { badges } from './iterations/badges.ts';
import type { ItemHandle } from './iterations/item-handle.ts';
import { IterationsData } from './iterations/tree-data.ts';

const viewId = 'iterlog.iterations';
/** How long a change waits for the next one before the view follows, in ms. */
const pause = 100;

/** The Iterations view: the current log's blocks, batches and entries, or its tree. While it is hidden it does nothing. */
export const iterationsView: Feature = services => Disposable.from(new IterationsView(services));

class IterationsView implements Disposable {
  private readonly data = new IterationsData();
  private readonly view: TreeView<ItemHandle>;
  private readonly subscriptions: Disposable;
  private readonly keys = new Map<string, unknown>();
  private timer: NodeJS.Timeout | undefined;
  /** The item of the entry that the cursor is in. */
  private revealed: ItemHandle | undefined;

  constructor(private readonly services: Services) {
    const { currentLog, outlineChoice } = services;
    this.view = window.createTreeView(viewId, { treeDataProvider: this.data, showCollapseAll: true });
    this.subscriptions = Disposable.from(
      this.data,
      this.view,
      badges(),
      this.view.onDidChangeVisibility(() => this.refreshSoon(0)),
      currentLog.onDidChange(() => this.refreshSoon(pause)),
      outlineChoice.onDidChange(() => this.refreshSoon(0)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
    );
    this.refreshSoon(pause);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private refreshSoon(delay: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.services.boundary.run('showing the iterations', () => this.refresh());
    }, delay);
  }

  private refresh(): void {
    if (!this.view.visible) return;
    const { currentLog, outlineChoice } = this.services;
    const { uri, result } = currentLog.now ?? {};
    const { options } = outlineChoice;
    this.data.show(uri, result, options);
    // VS Code shows no description for the only view of a side bar, and no welcome below a message.
    const isNamed = uri && result?.nodes.length && currentLog.isOneOfSeveral;
    this.view.message = isNamed ? withoutEnding(workspace.asRelativePath(uri)) : '';
    this.setKey('iterlog.log', !result ? 'none' : result.nodes.length > 0 ? 'shown' : 'empty');
    this.setKey('iterlog.hasBlocks', (result?.protocol.blockSize ?? 0) > 0);
    this.setKey('iterlog.order', options.order);
    this.setKey('iterlog.currentBlockOnly', options.currentBlockOnly);
    this.follow(window.activeTextEditor);
  }

  /** Selects the entry that the cursor is in, once: what the user selects or closes then stays so. */
  private follow(editor: TextEditor | undefined): void {
    const log = this.services.currentLog.now?.uri.toString();
    const { outline } = this.data;
    if (!this.view.visible || !outline || !editor || editor.document.uri.toString() !== log) return;
    const node = outline.at(editor.document.offsetAt(editor.selection.active));
    const handle = node && this.data.handleOfNode(node);
    if (!handle || handle === this.revealed) return;
    this.revealed = handle;
    // An item that an edit takes away meanwhile cannot be revealed, and need not be.
    this.view.reveal(handle, { select: true, focus: false }).then(undefined, () => undefined);
  }

  private setKey(key: string, value: unknown): void {
    if (this.keys.has(key) && this.keys.get(key) === value) return;
    this.keys.set(key, value);
    this.services.boundary.run('setting a context key', () =>
      commands.executeCommand('setContext', key, value),
    );
  }
}
