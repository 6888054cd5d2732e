import { Disposable } from 'vscode';
import { isActive } from '../../core/run/record.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Runs } from '../../node/run/runs.ts';
import type { Boundary } from '../services/boundary.ts';
import type { KnownRuns } from './known-runs.ts';
import type { Poller } from './poller.ts';

/** Who watches the output of a run. */
export interface Watcher {
  /** What the mirror of a task's output gained. */
  onOutput(task: string, stream: 'out' | 'err', bytes: Uint8Array): void;
  /** The link to the target was lost, and why; undefined once it is there again. */
  onLink(message: string | undefined): void;
  /** No more output comes. */
  onEnd(run: KeptRun): void;
}

interface Follower {
  readonly stop: AbortController;
  readonly watchers: Set<Watcher>;
  readonly end: Promise<void>;
  /** Followed to its end, whoever watches. */
  isKept: boolean;
  /** Whether the end of the run is known, so that no more output is waited for. */
  isOver: boolean;
}

/** Follows the output of runs into their mirrors: one stream a run, however many watch it. */
export class Followers implements Disposable {
  private readonly followers = new Map<string, Follower>();

  constructor(
    private readonly runs: Runs,
    private readonly known: KnownRuns,
    private readonly poller: Poller,
    private readonly boundary: Boundary,
  ) {}

  isFollowed({ folder }: KeptRun): boolean {
    return this.followers.has(folder);
  }

  /** Shows the output to a watcher until it is disposed of. */
  watch(run: KeptRun, watcher: Watcher): Disposable {
    const follower = this.followerOf(run);
    follower.watchers.add(watcher);
    return new Disposable(() => {
      follower.watchers.delete(watcher);
      if (follower.watchers.size > 0 || follower.isKept) return;
      follower.stop.abort();
      // Who comes now needs a new one.
      this.drop(run, follower.watchers);
    });
  }

  /** Completes the mirrors: resolves when the output has come to its end, or can come no more. */
  keep(run: KeptRun): Promise<void> {
    const follower = this.followerOf(run);
    follower.isKept = true;
    return follower.end;
  }

  /** Nothing more is waited for of a run whose end is known: a job that was killed leaves an output without end. */
  release({ folder }: KeptRun): void {
    const follower = this.followers.get(folder);
    if (!follower) return;
    follower.isOver = true;
    follower.stop.abort();
  }

  dispose(): void {
    for (const { stop } of this.followers.values()) stop.abort();
    this.followers.clear();
  }

  /** A scheduler may notice the end of a run later than its output shows it. */
  private untilEnded(run: KeptRun, signal: AbortSignal): Promise<void> {
    const isOver = () => !isActive((this.known.at(run.folder) ?? run).record);
    if (isOver()) return Promise.resolve();
    this.poller.hurry(run);
    return new Promise(resolve => {
      const done = () => {
        subscription.dispose();
        resolve();
      };
      const subscription = this.known.onDidChange(() => {
        if (isOver()) done();
      });
      signal.addEventListener('abort', done, { once: true });
    });
  }

  private drop({ folder }: KeptRun, watchers: ReadonlySet<Watcher>): void {
    if (this.followers.get(folder)?.watchers === watchers) this.followers.delete(folder);
  }

  private followerOf(run: KeptRun): Follower {
    const known = this.followers.get(run.folder);
    if (known) return known;
    const stop = new AbortController();
    const watchers = new Set<Watcher>();
    const end = this.boundary.settle(
      'following a run',
      () => this.follow(run, watchers, stop.signal),
      undefined,
    );
    const follower: Follower = { stop, watchers, end, isKept: false, isOver: false };
    this.followers.set(run.folder, follower);
    return follower;
  }

  private async follow(run: KeptRun, watchers: ReadonlySet<Watcher>, signal: AbortSignal): Promise<void> {
    const each = (tell: (watcher: Watcher) => void) => watchers.forEach(tell);
    try {
      const sink = {
        onOutput: (task: string, stream: 'out' | 'err', bytes: Uint8Array) =>
          each(watcher => watcher.onOutput(task, stream, bytes)),
        onStatus: () => this.poller.hurry(run),
        onLink: (message: string | undefined) => each(watcher => watcher.onLink(message)),
      };
      const now = await this.runs.attach(run, sink, signal);
      if (!signal.aborted) {
        this.known.take(now);
        await this.untilEnded(run, signal);
      }
    } finally {
      const isOver = this.followers.get(run.folder)?.isOver === true;
      this.drop(run, watchers);
      const last = this.known.at(run.folder) ?? run;
      if (!signal.aborted || isOver) each(watcher => watcher.onEnd(last));
    }
  }
}
