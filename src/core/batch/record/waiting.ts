/** The results that wait for their entries. */
import { readPlan } from '../plan-read.ts';
import type { RecordInput } from './input.ts';
import { slotStates } from './state.ts';
import type { SlotState } from './state.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';

/** A slot whose run left something that no entry says. */
export interface Waiting {
  readonly slot: number;
  readonly iteration: number;
  /** A result log, an error log, or only the config that the loop kept of the run. */
  readonly what: 'result' | 'error' | 'snapshot';
}

/** The results that wait for their entries; those of a plan that cannot be read are told as if there were none. */
export function waitingResults(input: RecordInput): readonly Waiting[] {
  const plan = input.plan && readPlan(input.plan.text).plan;
  const target = targetOf(input.exploration, plan);
  return waitingIn(slotStates(input, target, plan), target, input);
}

/** The slots of iterations that the log lacks and that left something, and the runs of later batches that were kept. */
export function waitingIn(
  states: readonly SlotState[],
  { missing, iterations }: Target,
  { snapshots, exploration }: RecordInput,
): Waiting[] {
  const end = iterations.at(-1) ?? 0;
  const later = [...snapshots.keys()].filter(id => id > end).sort((a, b) => a - b);
  return [
    ...states.flatMap(({ slot, iteration, kind, failure, hasSnapshot }): Waiting[] => {
      if (!missing.includes(iteration)) return [];
      const what = kind === 'waiting' ? 'result' : failure ? 'error' : hasSnapshot ? 'snapshot' : undefined;
      return what ? [{ slot, iteration, what }] : [];
    }),
    ...later.map((iteration): Waiting => {
      const slot = (iteration - 1) % exploration.protocol.batchSize;
      return { slot, iteration, what: 'snapshot' };
    }),
  ];
}
