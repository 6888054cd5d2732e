import { EventEmitter } from 'vscode';
import type { Disposable, Event, Memento } from 'vscode';
import type { OutlineOptions } from '../../core/outline/outline.ts';

const key = 'iterlog.iterations';

/** How the user wants to see the iterations; kept for the workspace. */
export class OutlineChoice implements Disposable {
  private readonly changed = new EventEmitter<void>();

  constructor(private readonly state: Memento) {}

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  get options(): OutlineOptions {
    const kept = this.state.get<Partial<OutlineOptions>>(key);
    return {
      order: kept?.order === 'tree' ? 'tree' : 'batch',
      currentBlockOnly: kept?.currentBlockOnly === true,
    };
  }

  async change(options: Partial<OutlineOptions>): Promise<void> {
    await this.state.update(key, { ...this.options, ...options });
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
