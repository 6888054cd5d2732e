import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Event } from 'vscode';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Boundary } from '../services/boundary.ts';
import type { KnownRuns } from './known-runs.ts';
import { targetKey } from './operations.ts';
import type { Operations } from './operations.ts';

/** How soon the state is asked for when the output of a run says that it has changed, in ms. */
const soon = 300;

/**
 * Asks for the state of active runs: one call a target in as many seconds as its `poll` says, and none without such runs.
 * Nor is anything asked without trust: a record says which host to ask, and how.
 */
export class Poller implements Disposable {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly looked = new EventEmitter<KeptRun>();
  private readonly subscriptions: Disposable;

  constructor(
    private readonly known: KnownRuns,
    private readonly operations: Operations,
    private readonly boundary: Boundary,
  ) {
    this.subscriptions = Disposable.from(
      this.looked,
      known.onDidChange(() => this.schedule()),
      workspace.onDidGrantWorkspaceTrust(() => boundary.run('finding runs again', () => this.lookAtAll())),
    );
  }

  /** A run was looked at, whether or not anything is new. */
  get onDidLook(): Event<KeptRun> {
    return this.looked.event;
  }

  /** Looks at all active runs now, as after a start of the window. */
  async lookAtAll(): Promise<void> {
    if (!workspace.isTrusted) return;
    const keys = new Set(this.known.active.map(targetKey));
    await Promise.all([...keys].map(key => this.look(key)));
  }

  /** Looks at the runs on a target without waiting for their turn. */
  hurry(run: KeptRun): void {
    const key = targetKey(run);
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.wait(key, soon);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.subscriptions.dispose();
  }

  private schedule(): void {
    if (!workspace.isTrusted) return;
    for (const run of this.known.active) {
      const key = targetKey(run);
      if (!this.timers.has(key)) this.wait(key, run.record.target.poll * 1000);
    }
  }

  private wait(key: string, ms: number): void {
    const look = () => this.boundary.run('looking at runs', () => this.look(key));
    this.timers.set(key, setTimeout(look, ms));
  }

  private async look(key: string): Promise<void> {
    try {
      const now = await this.operations.refresh(this.known.active.filter(run => targetKey(run) === key));
      for (const run of now) this.looked.fire(run);
    } finally {
      clearTimeout(this.timers.get(key));
      this.timers.delete(key);
      this.schedule();
    }
  }
}
