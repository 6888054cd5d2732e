/** What each slot has left: results that wait, results that are in the log already, or why there are none. */
import type { IterationNode } from '../../lint/node.ts';
import { batchOf, isRecorded } from '../plan.ts';
import type { Plan } from '../plan.ts';
import { agrees } from './agreement.ts';
import { errorReason } from './error-reason.ts';
import type { ErrorFile, RecordInput, ResultFile } from './input.ts';
import { measuredIn } from './measured.ts';
import type { Measured } from './measured.ts';
import type { Target } from './target.ts';

export interface SlotState {
  readonly slot: number;
  /** The iteration of the batch that the slot ran or runs. */
  readonly iteration: number;
  /** The result log, and what it states. */
  readonly result: { readonly file: ResultFile; readonly measured: Measured } | undefined;
  /**
   * What the result log is. `unfinished`: it has no metric that a run must have. `recorded`: its entry is in the log.
   * `stale`: it is older than one that is recorded, so it is of an earlier run. `none`: there is none.
   */
  readonly kind: 'waiting' | 'unfinished' | 'recorded' | 'stale' | 'none';
  /** The entry that a recorded result is of. */
  readonly entry: IterationNode | undefined;
  /** Why the run failed, where it left an error log that is not in the log already. */
  readonly failure: { readonly file: ErrorFile; readonly reason: string } | undefined;
  /** Whether the loop kept the config of the run, as it does of those that went well. */
  readonly hasSnapshot: boolean;
  /** Why it is open whether the result is this run's, in sentences. */
  readonly doubts: readonly string[];
}

export function slotStates(input: RecordInput, target: Target, plan: Plan | undefined): readonly SlotState[] {
  const known = new Known(input, target, plan);
  const seen = target.iterations.map((iteration, slot) => known.result(slot, iteration));
  const cutoff = Math.max(
    ...seen.flatMap(({ kind, result }) => (kind === 'recorded' && result ? [result.file.modified] : [])),
  );
  return seen.map(state => {
    const isStale =
      state.kind === 'waiting' && !state.hasSnapshot && (state.result?.file.modified ?? 0) < cutoff;
    const failure = known.failure(state.slot, state.iteration, cutoff);
    return isStale ? { ...state, kind: 'stale', failure, doubts: [] } : { ...state, failure };
  });
}

/** What plan and log know of the files of the slots. */
class Known {
  constructor(
    private readonly input: RecordInput,
    private readonly target: Target,
    private readonly plan: Plan | undefined,
  ) {}

  hasHash({ slot, hash }: ResultFile): boolean {
    return this.plan !== undefined && isRecorded(this.plan, { slot, hash });
  }

  result(slot: number, iteration: number): Omit<SlotState, 'failure'> {
    const file = this.input.results.find(result => result.slot === slot);
    const measured = file && measuredIn(file.text, this.input.exploration.protocol);
    const state = {
      slot,
      iteration,
      result: file && measured && { file, measured },
      entry: undefined,
      hasSnapshot: this.input.snapshots.has(iteration),
      doubts: [],
    };
    if (!file || !measured) return { ...state, kind: 'none' };
    if (this.hasHash(file)) return { ...state, kind: 'recorded', entry: this.entryOf(file) };
    if (!measured.isComplete) return { ...state, kind: 'unfinished' };
    const last = this.target.newestOf(slot);
    if (last && !this.isKept(last) && agrees(measured, last))
      return { ...state, kind: 'recorded', entry: last };
    return { ...state, kind: 'waiting', doubts: this.doubts(file, measured) };
  }

  /** The error log that says why this run failed: one that no entry was written from. */
  failure(slot: number, iteration: number, cutoff: number): SlotState['failure'] {
    const last = this.target.newestOf(slot);
    const isTold = last !== undefined && last.crashed && !last.pending && !this.isKept(last);
    if (isTold || last?.id === iteration) return undefined;
    for (const file of this.input.errors) {
      if (file.slot !== slot || this.hasHash(file) || file.modified < cutoff) continue;
      const reason = errorReason(file.text, file.isJob);
      if (reason !== undefined) return { file, reason };
    }
    return undefined;
  }

  /** Whether the plan has a hash of what the entry was written from, so that no comparing of numbers is needed. */
  private isKept({ id, slot }: IterationNode): boolean {
    const batch = this.plan && batchOf(this.plan, id);
    return batch?.results?.some(result => result.slot === slot) ?? false;
  }

  private entryOf({ slot, hash }: ResultFile): IterationNode | undefined {
    const batch = this.plan?.batches.findLast(({ results = [] }) =>
      results.some(result => result.slot === slot && result.hash === hash),
    );
    return this.input.exploration.node(batch?.iterations[slot] ?? 0);
  }

  private doubts(file: ResultFile, measured: Measured): string[] {
    const { slot } = file;
    const other = this.plan?.batches
      .flatMap(({ results = [] }) => results)
      .find(({ hash }) => hash === file.hash);
    if (other) return [`The result log of slot ${slot} is the one that was recorded for slot ${other.slot}.`];
    const last = this.target.newestOf(slot);
    const twin = this.input.exploration.nodes.find(
      node =>
        node.slot === slot &&
        node.metrics.size > 2 &&
        (node === last || !this.isKept(node)) &&
        agrees(measured, node),
    );
    return twin
      ? [`The result log of slot ${slot} has the numbers of Iter ${twin.id}: it may be of that run.`]
      : [];
  }
}
