import type { Value } from '../../protocol/types.ts';
import type { SlotContext } from '../context.ts';

/** The run whose config a slot mutates. */
export interface SlotParent {
  /** `Node 12`, or `the base`. */
  readonly name: string;
  /** Undefined for the base. */
  readonly id: number | undefined;
  readonly valueOf: (name: string) => Value | undefined;
}

/**
 * The parent of what stands in a slot: the planned one while a plan is live, else the declared parent of the newest
 * batch's run in that slot. Undefined where neither is known.
 */
export function parentOf(slot: number, context: SlotContext): SlotParent | undefined {
  const parent = context.planned(slot)?.parent ?? loggedParent(slot, context);
  if (parent === undefined) return undefined;
  const valueOf = context.configOf(parent);
  if (!valueOf) return undefined;
  return parent === 'root'
    ? { name: 'the base', id: undefined, valueOf }
    : { name: `Node ${parent}`, id: parent, valueOf };
}

function loggedParent(
  slot: number,
  { runs, lastLogged, protocol }: SlotContext,
): number | 'root' | undefined {
  if (!runs || lastLogged === undefined) return undefined;
  const newest = Math.ceil(lastLogged / protocol.batchSize);
  const run = runs.nodes.findLast(node => node.batch === newest && node.slot === slot);
  return run?.parent === 0 ? 'root' : run?.parent;
}
