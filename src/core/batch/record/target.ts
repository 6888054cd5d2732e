/** Which iterations the results that wait are of. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { IterationNode } from '../../lint/node.ts';
import { livePlan } from '../plan.ts';
import type { Plan, PlannedSlot } from '../plan.ts';

export interface Target {
  /** All iterations of the batch, one a slot. */
  readonly iterations: readonly number[];
  /** Those that the log lacks. */
  readonly missing: readonly number[];
  /** The highest iteration of the log; 0 for none. */
  readonly newest: number;
  /** The entry that a slot got last; undefined for a slot without any. */
  newestOf(slot: number): IterationNode | undefined;
  /** What was planned for an iteration; undefined without a plan that is live. */
  plannedFor(iteration: number): PlannedSlot | undefined;
  /** That the plan is for other iterations, in a sentence. */
  readonly stalePlan: string | undefined;
}

/** The batch that the log has begun to name, else the one after it. */
export function targetOf(exploration: Exploration, plan: Plan | undefined): Target {
  const { batchSize } = exploration.protocol;
  const newest = exploration.nodes.reduce((most, { id }) => Math.max(most, id), 0);
  const begun = iterationsFrom(Math.floor(Math.max(newest - 1, 0) / batchSize) * batchSize + 1, batchSize);
  const lacks = (id: number): boolean => exploration.node(id) === undefined;
  const iterations = begun.some(lacks) ? begun : iterationsFrom(newest + 1, batchSize);
  const missing = iterations.filter(lacks);
  const live = plan && livePlan(plan, (missing[0] ?? 1) - 1);
  const planned = live?.kind === 'live' ? live.batch : undefined;
  return {
    iterations,
    missing,
    newest,
    newestOf: slot => newestIn(exploration.nodes, slot),
    plannedFor: iteration => planned?.slots[planned.iterations.indexOf(iteration)],
    stalePlan: live?.kind === 'stale' && isOpen(live.batch.iterations, newest) ? live.message : undefined,
  };
}

const iterationsFrom = (first: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => first + i);

/** A plan whose iterations are all logged has been carried out: that it is over needs no telling. */
const isOpen = (iterations: readonly number[], newest: number): boolean => (iterations.at(-1) ?? 0) > newest;

function newestIn(nodes: readonly IterationNode[], slot: number): IterationNode | undefined {
  let newest: IterationNode | undefined;
  for (const node of nodes) if (node.slot === slot && node.id >= (newest?.id ?? 0)) newest = node;
  return newest;
}
