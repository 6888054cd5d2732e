import type { SlotContext } from './context.ts';
import { deviations } from './deviations.ts';
import type { Deviation } from './deviations.ts';
import type { SlotConfig } from './files.ts';

export interface NearestRun {
  /** `Node 5`, or `the base config`. */
  readonly name: string;
  /** In what the slot differs from it; nothing when the slot repeats it. */
  readonly deviations: readonly Deviation[];
  /** Whether there is no other that could be meant. */
  readonly isOnly: boolean;
}

/**
 * The run with results that a slot's config comes nearest to, the earliest of equals; the base config counts as one.
 * Undefined where no log is known.
 */
export function nearestRun(config: SlotConfig, context: SlotContext): NearestRun | undefined {
  const { runs } = context;
  if (!runs) return undefined;
  const finished = runs.nodes.filter(({ crashed, pending }) => !crashed && !pending);
  let best: Omit<NearestRun, 'isOnly'> | undefined;
  for (const node of ['root' as const, ...finished.map(({ id }) => id)]) {
    const wanted = context.configOf(node);
    const found = wanted && deviations(config, wanted, context);
    if (!found || (best && best.deviations.length <= found.length)) continue;
    best = { name: node === 'root' ? 'the base config' : `Node ${node}`, deviations: found };
  }
  return best && { ...best, isOnly: finished.length === 0 };
}
