/**
 * The runs of explorations: started, looked at, followed, cancelled and brought home. What is known of each is in its
 * record; a host that is closed at any moment finds it again.
 */
import { isFinal } from '../../core/run/states.ts';
import { forgotten, unreachableRecord, withStatus } from '../../core/run/record.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { PlannedRun, RunFinding } from '../../core/run/plan-basis.ts';
import type { Target } from '../../core/run/target.ts';
import { attach } from './attach.ts';
import type { AttachSink } from './attach.ts';
import { bringHome } from './bring-home.ts';
import type { BroughtHome } from './bring-home.ts';
import type { Refused, RunHandle } from './driver.ts';
import { withLocalHashes } from './local-hashes.ts';
import { prepare } from './prepare.ts';
import type { PlannedHere } from './plan-run.ts';
import { folderOfRun, keepRun, readRun } from './record-store.ts';
import type { KeptRun } from './record-store.ts';
import { alone, changedMeanwhile } from './start-claim.ts';
import { checkTarget } from './target-checks.ts';
import type { Targets } from './targets.ts';
import type { Unreachable } from './transport.ts';

/** Seconds between the request to end and the kill. */
const grace = 10;
/** Milliseconds that a start may take, by the time limits of what it does. */
const longestStart = 180_000;

export interface Checked {
  readonly findings: readonly RunFinding[];
}

export interface Cancelled {
  readonly run: KeptRun;
  /** Processes that could not be ended. */
  readonly survivors: readonly string[];
}

export class Runs {
  constructor(
    private readonly targets: Targets,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** What of the target speaks against a run. Looks only. */
  async check(
    { plan }: PlannedRun,
    scripts: readonly string[],
    signal?: AbortSignal,
  ): Promise<({ readonly kind: 'answer' } & Checked) | Unreachable> {
    const { transport, driver } = this.targets.reach(plan.target);
    const target = await checkTarget(plan, transport, { scripts }, signal);
    if (target.kind === 'unreachable' || target.findings.some(({ severity }) => severity === 'error'))
      return target;
    const own = await driver.check(plan, signal);
    return own.kind === 'unreachable'
      ? own
      : { kind: 'answer', findings: [...target.findings, ...own.findings] };
  }

  /**
   * Starts a run. Its record is there before anything is done on the target, so that a start whose answer is lost is found
   * again. Refused where another run came first, or where what was looked over has changed.
   * @param overridden what spoke against it and was overruled.
   */
  async start(
    { planned: { plan, record: planned }, place, sources }: PlannedHere,
    overridden: readonly string[] = [],
  ): Promise<KeptRun | Refused> {
    const folder = folderOfRun(place, plan.id);
    const begun = await alone(place, async () => {
      const refusal = await changedMeanwhile(place, sources);
      if (refusal) return refusal;
      const noted = await withLocalHashes({ ...planned, overridden: [...overridden] }, place.folder);
      return this.keep(noted, folder);
    });
    if ('kind' in begun) return begun;
    const { record } = begun;
    const { transport, driver } = this.targets.reach(plan.target);
    const prepared = await prepare(plan, transport);
    if (prepared.kind === 'refused') return this.notStarted({ record, folder }, prepared);
    if (prepared.kind === 'unreachable')
      return this.keep(unreachableRecord(record, prepared.message), folder);
    const ready = { ...record, keptAside: [...prepared.keptAside] };
    const submitted = await driver.submit(plan);
    if (submitted.kind === 'refused') return this.notStarted({ record: ready, folder }, submitted);
    if (submitted.kind === 'unreachable')
      return this.keep(unreachableRecord(ready, submitted.message), folder);
    const { jobId } = submitted;
    const started = { ...ready, submitted: this.instant(), ...(jobId !== undefined && { jobId }) };
    const [run] = await this.refresh([await this.keep(started, folder)]);
    return run ?? { record: started, folder };
  }

  /** What is now known of runs: one call a target. Those that have ended stay as they are. */
  async refresh(runs: readonly KeptRun[]): Promise<readonly KeptRun[]> {
    const open = runs.filter(({ record }) => !isFinal(record.state) && !this.isStarting(record));
    const news = await Promise.all(byTarget(open).map(group => this.refreshTarget(group)));
    const known = new Map(news.flat().map(run => [run.folder, run]));
    return runs.map(run => known.get(run.folder) ?? run);
  }

  /** Follows a run until it ends or the signal comes; its output is mirrored beside its record. */
  async attach(run: KeptRun, sink: AttachSink, signal: AbortSignal): Promise<KeptRun> {
    const { transport } = this.targets.reach(run.record.target);
    const end = await attach(handleOf(run.record), transport, { folder: run.folder }, sink, signal);
    if (end.kind === 'stopped') return run;
    // Results may have been brought home meanwhile, and the record says so.
    const [now] = await this.refresh([await latest(run)]);
    return now ?? run;
  }

  /** Ends a run and makes sure of it. */
  async cancel(run: KeptRun): Promise<Cancelled | Unreachable> {
    if (isFinal(run.record.state)) return { run, survivors: [] };
    const answer = await this.targets.reach(run.record.target).driver.cancel(handleOf(run.record), grace);
    if (answer.kind === 'unreachable') return answer;
    const record = withStatus(run.record, answer.status, this.instant());
    return { run: await this.keep(record, run.folder), survivors: answer.survivors };
  }

  /** Brings home what the tasks that have ended left, never over a change made here. */
  async fetch(run: KeptRun): Promise<BroughtHome | Unreachable | Refused> {
    const { transport } = this.targets.reach(run.record.target);
    const home = await bringHome(run, transport);
    return home.kind === 'home' ? { ...home, run: await keepRun(home.run) } : home;
  }

  /** Gives a run up that cannot be asked about any more: what is left of it on its target is let be. */
  forget({ record, folder }: KeptRun): Promise<KeptRun> {
    return this.keep(forgotten(record, this.instant()), folder);
  }

  /** Its directory may not be there yet, which is no sign of loss. */
  private isStarting({ state, submitted, created }: RunRecord): boolean {
    return (
      state === 'preparing' &&
      submitted === undefined &&
      this.now().getTime() - Date.parse(created) < longestStart
    );
  }

  private async refreshTarget(runs: readonly KeptRun[]): Promise<KeptRun[]> {
    const target: Target | undefined = runs[0]?.record.target;
    if (!target) return [];
    const { driver } = this.targets.reach(target);
    const answer = await driver.status(runs.map(({ record }) => handleOf(record)));
    return Promise.all(
      runs.map(({ record, folder }) => {
        if (answer.kind === 'unreachable')
          return this.keep(unreachableRecord(record, answer.message), folder);
        const statuses = answer.runs.get(record.id);
        return this.keep(statuses ? withStatus(record, statuses, this.instant()) : record, folder);
      }),
    );
  }

  private async notStarted({ record, folder }: KeptRun, refusal: Refused): Promise<Refused> {
    const tasks = record.tasks.map(task => ({
      ...task,
      status: { state: 'failed' as const, reason: refusal.message },
    }));
    const problem = `It was not started: ${refusal.message}`;
    await this.keep({ ...record, tasks, state: 'failed', problem, ended: this.instant() }, folder);
    return refusal;
  }

  private keep(record: RunRecord, folder: string): Promise<KeptRun> {
    return keepRun({ record, folder });
  }

  private instant(): string {
    return this.now().toISOString();
  }
}

/** A run as its record has it now. */
async function latest(run: KeptRun): Promise<KeptRun> {
  const read = await readRun(run.folder);
  return read && 'record' in read ? read : run;
}

/** Runs that one call can ask for. */
function byTarget(runs: readonly KeptRun[]): readonly KeptRun[][] {
  const groups = new Map<string, KeptRun[]>();
  for (const run of runs) {
    const key = JSON.stringify(run.record.target);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}

export const handleOf = ({ id, directory, tasks, jobId }: RunRecord): RunHandle => ({
  ...{ id, directory, tasks: tasks.map(({ task }) => task) },
  ...(jobId !== undefined && { jobId }),
});
