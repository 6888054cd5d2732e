/** The one change to an entry that is there already: the number in the last entry's Next. */
import type { Exploration } from '../exploration/exploration.ts';
import { replace } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { shift } from '../text/span.ts';

/**
 * The edit that makes the last entry's Next name a parent; undefined where it does, where the entry has no Next that the
 * tree builder reads, or where it does not end a batch: then Next is the parent of the entry that follows in it.
 */
export function nextEdit(exploration: Exploration, parent: number | 'root'): TextEdit | undefined {
  const { result, protocol, nodes } = exploration;
  const last = exploration.node(nodes.reduce((most, { id }) => Math.max(most, id), 0));
  const token = last?.field('next')?.parent;
  if (!last || !token || last.next === undefined || last.id % protocol.batchSize !== 0) return undefined;
  if (last.next === (parent === 'root' ? 0 : parent)) return undefined;
  const offset = result.log.offsets[result.log.sections.indexOf(last.section)] ?? 0;
  return replace(shift(token, offset), String(parent));
}
