/** What iterlog planned for an exploration, batch by batch: kept in `<name>_plan.yaml` beside the log. */
import type * as z from 'zod';
import type { planSchema } from './plan-schema.ts';

type PlanData = z.infer<typeof planSchema>;

/** See `plan-schema.ts` for what each part means. */
export interface Plan extends PlanData {
  batches: PlannedBatch[];
}
export type PlannedBatch = NonNullable<PlanData['batches']>[number];
export type PlannedSlot = NonNullable<PlannedBatch['slots']>[number];
export type RecordedResult = NonNullable<PlannedBatch['results']>[number];

/** Whether a plan says what runs now. */
export type Liveness =
  | { readonly kind: 'live'; readonly batch: PlannedBatch & { slots: PlannedSlot[] } }
  /** It was made for other iterations than the next. */
  | { readonly kind: 'stale'; readonly batch: PlannedBatch; readonly message: string }
  | { readonly kind: 'none' };

/**
 * The batch that is planned next: the last one of the plan, while the log has not all of its iterations and has all
 * before them.
 * @param lastLogged the highest iteration in the log; 0 for none.
 */
export function livePlan({ batches }: Plan, lastLogged: number): Liveness {
  const batch = batches.at(-1);
  if (!batch) return { kind: 'none' };
  const next = lastLogged + 1;
  if (!batch.iterations.includes(next)) {
    const message = `The plan is stale: it is for ${named(batch)}, but the next iteration of the log is ${next}.`;
    return { kind: 'stale', batch, message };
  }
  // Results of a batch that was planned elsewhere.
  if (!batch.slots) return { kind: 'none' };
  return { kind: 'live', batch: { ...batch, slots: batch.slots } };
}

/** The last batch of the plan that holds an iteration. */
export const batchOf = ({ batches }: Plan, iteration: number): PlannedBatch | undefined =>
  batches.findLast(({ iterations }) => iterations.includes(iteration));

/** Whether the entry of a result log has been written: a result is known by its slot and its hash. */
export const isRecorded = ({ batches }: Plan, { slot, hash }: RecordedResult): boolean =>
  batches.some(({ results = [] }) => results.some(result => result.slot === slot && result.hash === hash));

function named({ iterations }: PlannedBatch): string {
  const [first] = iterations;
  const last = iterations.at(-1);
  return first === last ? `iteration ${first ?? ''}` : `iterations ${first ?? ''}-${last ?? ''}`;
}
