/** The one change to an entry that is there already: the number in the last entry's Next. */
import type { Exploration } from '../exploration/exploration.ts';
import { replace } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { shift } from '../text/span.ts';

/**
 * The edit that makes the last entry's Next name a parent; undefined where it does, or where the entry has no Next that
 * the tree builder reads.
 */
export function nextEdit(exploration: Exploration, parent: number | 'root'): TextEdit | undefined {
  const { log } = exploration.result;
  const last = exploration.node(exploration.nodes.reduce((most, { id }) => Math.max(most, id), 0));
  const token = last?.field('next')?.parent;
  if (!last || !token || last.next === undefined) return undefined;
  if (last.next === (parent === 'root' ? 0 : parent)) return undefined;
  const offset = log.offsets[log.sections.indexOf(last.section)] ?? 0;
  return replace(shift(token, offset), String(parent));
}
