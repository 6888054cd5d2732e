import { Disposable, EventEmitter, window } from 'vscode';
import type { Event, Uri } from 'vscode';
import type { DiskLog as LintedLog } from './disk-logs.ts';
import type { Logs } from './logs.ts';

/** The log that the user works with: that of the active editor; while it shows none, the one before. */
export class CurrentLog implements Disposable {
  private log: LintedLog | undefined;
  private readonly known = new Set<string>();
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: Disposable;

  constructor(private readonly logs: Logs) {
    this.subscriptions = Disposable.from(
      this.changed,
      window.onDidChangeActiveTextEditor(() => this.takeActive()),
      logs.onDidLint(log => this.follow(log)),
      logs.onDidGo(uri => this.leave(uri)),
    );
  }

  /** It is another log or another version of it, or no longer the only one. */
  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** As it stands now, in an editor or on disk. */
  get now(): LintedLog | undefined {
    return this.log;
  }

  /** Whether there are others that it could be confused with. */
  get isOneOfSeveral(): boolean {
    return this.known.size > 1;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private takeActive(): void {
    const open = this.logs.get(window.activeTextEditor?.document);
    if (open) this.take({ ...open, uri: open.document.uri });
  }

  /** Takes a new version of the current log, or what an editor shows where there is none yet. */
  private follow(log: LintedLog): void {
    const wasOneOfSeveral = this.isOneOfSeveral;
    this.known.add(log.uri.toString());
    const editors = this.log ? [window.activeTextEditor] : window.visibleTextEditors;
    const isShown = editors.some(editor => editor && same(editor.document.uri, log.uri));
    if (isShown || same(this.log?.uri, log.uri)) this.take(log);
    if (this.isOneOfSeveral !== wasOneOfSeveral) this.changed.fire();
  }

  private take({ uri, basis, result }: LintedLog): void {
    if (this.log?.result === result) return;
    this.log = { uri, basis, result };
    this.changed.fire();
  }

  private leave(uri: Uri): void {
    this.known.delete(uri.toString());
    if (!same(this.log?.uri, uri)) return;
    this.log = undefined;
    this.takeActive();
    this.changed.fire();
  }
}

const same = (a: Uri | undefined, b: Uri): boolean => a?.toString() === b.toString();
