import { EventEmitter } from 'vscode';
import type { Disposable, Event, TextDocument } from 'vscode';
import type { Basis } from './services/basis.ts';
import type { Logs } from './services/logs.ts';

/**
 * Tells when logs mean something else though nobody typed: one was linted for the first time, or by other settings or
 * files. After typing VS Code asks again by itself.
 */
export class Rereadings implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly bases = new WeakMap<TextDocument, Basis>();
  private readonly subscription: Disposable;

  constructor({ open }: Logs) {
    this.subscription = open.onDidLint(({ document, basis }) => {
      if (this.bases.get(document) === basis) return;
      this.bases.set(document, basis);
      this.changed.fire();
    });
  }

  get event(): Event<void> {
    return this.changed.event;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
