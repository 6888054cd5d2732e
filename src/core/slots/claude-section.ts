/** The section `claude` of slot configs: what the script that runs the batches reads, and only on a fresh start. */
import { equalValues } from '../lint/config.ts';
import type { Value } from '../protocol/types.ts';
import { sameNode, valueOf } from './compare.ts';
import type { SlotContext } from './context.ts';
import type { SlotConfig } from './files.ts';
import { keysOf } from './keys.ts';
import { entryAt } from './model.ts';
import type { Entry, Path } from './model.ts';

/**
 * What a fresh start is to run with instead of what stands here, which it writes over the training value of the same
 * name: a lock, or what the protocol prescribes for its first batch. Undefined where they agree.
 */
export function overwritten({ key, node }: Entry, slot: number, context: SlotContext): Value | undefined {
  const { parameters, startBatch } = context.protocol;
  const [name] = keysOf(context.protocol).namesAt(['training', key]);
  const parameter = name === undefined ? undefined : parameters[name];
  if (name === undefined || (parameter?.role !== 'locked' && startBatch.length === 0)) return undefined;
  const wanted = startBatch[slot]?.[name] ?? context.base?.values.get(name) ?? parameter?.value;
  const own = valueOf(node, parameter);
  return wanted === undefined || own === undefined || equalValues(own, wanted) ? undefined : wanted;
}

/** The slot whose value at a path most slots have; of equally many the lowest. */
export function majority(
  path: Path,
  slots: readonly SlotConfig[],
): { readonly slot: SlotConfig; readonly entry: Entry } | undefined {
  const all = slots.flatMap(slot => {
    const entry = entryAt(slot.document, path);
    return entry ? [{ slot, entry }] : [];
  });
  const votes = all.map(({ entry }) => all.filter(other => sameNode(other.entry.node, entry.node)).length);
  return all[votes.indexOf(Math.max(...votes))];
}
