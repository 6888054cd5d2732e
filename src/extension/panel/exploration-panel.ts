/** The panel that shows the exploration of the current log: a chunk of its own. */
import { Disposable, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import type { TextEditor, WebviewPanel } from 'vscode';
import { baseValues } from '../../core/actions/loop.ts';
import type { explorationOf } from '../../core/exploration/exploration.ts';
import { nameOf } from '../../core/files/names.ts';
import { changeOf } from '../../core/picture/change.ts';
import { fromPage } from '../../core/picture/messages.ts';
import type { FromPage, ToPage } from '../../core/picture/messages.ts';
import type { Picture } from '../../core/picture/model.ts';
import { nextBatch, pictureOf, withNextBatch } from '../../core/picture/picture.ts';
import type { NextBatch, PictureInput } from '../../core/picture/picture.ts';
import { rangeIn } from '../convert.ts';
import type { DiskLog as LintedLog } from '../services/disk-logs.ts';
import type { PanelNeeds } from '../services/panel.ts';
import { panelPage } from './page.ts';
import { panelType } from './panel-type.ts';

/** Where the workspace remembers how the pictures are looked at. */
const kept = 'iterlog.exploration';
interface Needs extends PanelNeeds {
  readonly explorationOf: typeof explorationOf;
}

/** There is one. It follows the current log. */
export class ExplorationPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private isReady = false;
  /** What the page has. */
  private shown: { readonly uri: Uri; readonly picture: Picture } | undefined;
  private number = 0;
  /** What was chosen for a log. */
  private next: { readonly uri: string; readonly batch: NextBatch } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: Disposable;

  constructor(private readonly needs: Needs) {
    this.subscriptions = Disposable.from(
      needs.currentLog.onDidChange(() => this.followSoon()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.select(textEditor)),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
    this.panel?.dispose();
  }

  show(): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.adopt(window.createWebviewPanel(panelType, l10n.t('Exploration'), place));
  }

  adopt(panel: WebviewPanel): void {
    const { boundary, context } = this.needs;
    this.panel?.dispose();
    this.panel = panel;
    this.isReady = false;
    const { webview } = panel;
    const code = Uri.joinPath(context.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [code] };
    panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    webview.onDidReceiveMessage((data: unknown) => {
      const { data: message } = fromPage.safeParse(data);
      if (message) boundary.run('answering the exploration panel', () => this.answer(message));
    });
    panel.onDidChangeViewState(() => {
      // What is hidden is thrown away by VS Code, and says when it is there again.
      if (panel.visible || this.panel !== panel) return;
      this.isReady = false;
      this.shown = undefined;
    });
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    webview.html = panelPage(webview, code, context.workspaceState.get(kept));
  }

  private async answer(message: FromPage): Promise<void> {
    if (message.type === 'keep') return this.needs.context.workspaceState.update(kept, message.state);
    if (message.type === 'open') return this.open(message.key);
    if (message.type === 'save') return save(message, this.shown?.uri);
    this.isReady = true;
    this.shown = undefined;
    await this.follow();
  }

  /** Once for all that is told at the same time; the lint has waited for further keys. */
  private followSoon(): void {
    if (!this.panel) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.needs.boundary.run('showing the exploration', () => this.follow());
    });
  }

  /** Shows the current log as it stands now. */
  private async follow(): Promise<void> {
    const log = this.needs.currentLog.now;
    if (!this.panel || !this.isReady) return;
    if (!log) {
      this.shown = undefined;
      return this.send({ type: 'nothing', message: l10n.t('No editor shows a log.') });
    }
    const name = nameOf(log.uri.path);
    this.panel.title = l10n.t('Exploration {0}', name);
    const { uri } = log;
    const input = this.inputOf(log);
    const chosen = this.next?.uri === uri.toString() ? this.next.batch : undefined;
    // Choosing the next batch takes as long as all the rest: the one before stays until it is chosen anew.
    const picture = pictureOf(input, name, chosen ?? this.choose(uri, input));
    await this.sendPicture(uri, picture);
    this.select(window.activeTextEditor);
    if (chosen && this.needs.currentLog.now === log)
      await this.sendPicture(uri, withNextBatch(picture, this.choose(uri, input)));
  }

  private choose(uri: Uri, input: PictureInput): NextBatch {
    const batch = nextBatch(input);
    this.next = { uri: uri.toString(), batch };
    return batch;
  }

  /** Whole once, then what has changed in it. */
  private async sendPicture(uri: Uri, picture: Picture): Promise<void> {
    const { shown } = this;
    const number = this.number++;
    this.shown = { uri, picture };
    await this.send(
      shown
        ? { type: 'change', number, change: changeOf(shown.picture, picture) }
        : { type: 'show', number, picture },
    );
  }

  /** The next batch is chosen from the same as by Propose Batch. */
  private inputOf({ uri, result }: LintedLog): PictureInput {
    const base = this.needs.evidence.textsOf(uri)?.base;
    return {
      exploration: this.needs.explorationOf(result),
      baseValues: base === undefined ? undefined : baseValues({ text: base }, result.protocol),
    };
  }

  /** Marks the entry that the cursor is in. */
  private select(editor: TextEditor | undefined): void {
    const log = this.needs.currentLog.now;
    if (!this.panel || !this.isReady || !log || !editor) return;
    if (editor.document.uri.toString() !== log.uri.toString()) return;
    const { places } = this.needs.explorationOf(log.result);
    const node = places.at(editor.document.offsetAt(editor.selection.active));
    if (node) void this.send({ type: 'select', offset: places.headerOf(node).start });
  }

  /** Goes to an entry of what the page shows, which need not be what is worked with by now. */
  private async open(key: string): Promise<void> {
    const { shown, panel } = this;
    const entry = shown?.picture.entries.find(one => one.key === key);
    if (!shown || !entry) return;
    const document = await workspace.openTextDocument(shown.uri);
    const editor = window.visibleTextEditors.find(one => one.document === document);
    // Not over the panel.
    const free = panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    await window.showTextDocument(document, {
      viewColumn: editor?.viewColumn ?? free,
      selection: rangeIn(document, { start: entry.offset, end: entry.offset }),
    });
  }

  private async send(message: ToPage): Promise<void> {
    await this.panel?.webview.postMessage(message);
  }
}

/**
 * A picture or a table, where the user wants it.
 *
 * @param log the folder of which is proposed.
 */
async function save(
  { name, content }: FromPage & { readonly type: 'save' },
  log: Uri | undefined,
): Promise<void> {
  const folder =
    log && log.scheme !== 'untitled' ? Uri.joinPath(log, '..') : workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(folder ? { defaultUri: Uri.joinPath(folder, name) } : {});
  if (target) await workspace.fs.writeFile(target, Buffer.from(content, 'base64'));
}
