import type { BroughtHome } from '../../node/run/bring-home.ts';
import type { Refused } from '../../node/run/driver.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Cancelled, Runs } from '../../node/run/runs.ts';
import type { Unreachable } from '../../node/run/transport.ts';
import type { KnownRuns } from './known-runs.ts';

/** Runs on the same target are asked for together. */
export const targetKey = ({ record }: KeptRun): string => JSON.stringify(record.target);

/** What is done with runs that are kept, one thing at a time on each target, from what their records say just then. */
export class Operations {
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly known: KnownRuns,
    private readonly runs: Runs,
  ) {}

  /** What is now known of runs on one target, by one call. */
  refresh(runs: readonly KeptRun[]): Promise<readonly KeptRun[]> {
    const [first] = runs;
    if (!first) return Promise.resolve([]);
    return this.queued(targetKey(first), async () => {
      const now = await this.runs.refresh(await Promise.all(runs.map(run => this.known.reread(run))));
      for (const run of now) this.known.take(run);
      return now;
    });
  }

  fetch(run: KeptRun): Promise<BroughtHome | Unreachable | Refused> {
    return this.queued(targetKey(run), async () => {
      const home = await this.runs.fetch(await this.known.reread(run));
      if (home.kind === 'home') this.known.take(home.run);
      return home;
    });
  }

  cancel(run: KeptRun): Promise<Cancelled | Unreachable> {
    return this.queued(targetKey(run), async () => {
      const answer = await this.runs.cancel(await this.known.reread(run));
      if ('run' in answer) this.known.take(answer.run);
      return answer;
    });
  }

  async forget(run: KeptRun): Promise<void> {
    this.known.take(await this.runs.forget(await this.known.reread(run)));
  }

  private async queued<T>(key: string, action: () => Promise<T>): Promise<T> {
    const before = this.queues.get(key) ?? Promise.resolve();
    const own = before.then(action, action);
    this.queues.set(
      key,
      own.catch(() => undefined),
    );
    return own;
  }
}
