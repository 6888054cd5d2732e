/** What a Next line does to the tree; four rules share it, so that each line gets one finding. */
import type { Context } from './context.ts';
import type { IterationNode } from './node.ts';
import type { Fix } from './rule.ts';

export type NextFault = 'id-plus-one' | 'later-sibling' | 'future' | 'overrides';

/** The most specific thing that is wrong with a readable Next line; undefined when nothing is. */
export function nextFault(node: IterationNode, context: Context): NextFault | undefined {
  const { next, id } = node;
  if (next === undefined) return undefined;
  if (next === id + 1) return 'id-plus-one';
  if (next > id) return next <= node.batch * node.protocol.batchSize ? 'later-sibling' : 'future';
  if (next !== 0 && next !== id && !context.node(next)) return 'future';
  return overridesParent(node, context) ? 'overrides' : undefined;
}

/**
 * Whether the tree builder gives the following iteration this Next as its parent instead of the declared one. Where
 * that one cannot be a parent at all, its own rules say so.
 */
export function overridesParent(node: IterationNode, context: Context): boolean {
  const { next, id } = node;
  const declared = context.node(id + 1)?.parent;
  if (declared === undefined || next === undefined || declared === next || next === id + 1) return false;
  return isPast(declared, id, context);
}

/** Whether a parent is root, or an iteration of the log up to `last`. */
const isPast = (id: number, last: number, context: Context): boolean =>
  id === 0 || (id <= last && context.node(id) !== undefined);

/** `root` or the number: how a parent is written. */
export const parentText = (id: number): string => (id === 0 ? 'root' : String(id));

/** What Next should say: the declared parent of the following iteration, else the entry's own parent. */
export function intendedNext(node: IterationNode, context: Context): number | undefined {
  const following = context.node(node.id + 1)?.parent;
  if (following !== undefined && isPast(following, node.id, context)) return following;
  return node.parent !== undefined && isPast(node.parent, node.id - 1, context) ? node.parent : undefined;
}

/** Sets the P of a Next line; undefined when nothing in the log says what it should be. */
export function setNext(node: IterationNode, context: Context): Fix | undefined {
  const parent = node.field('next')?.parent;
  const intended = intendedNext(node, context);
  if (!parent || intended === undefined || intended === parent.id) return undefined;
  const text = parentText(intended);
  return { title: `Set Next to parent=${text}`, edits: [{ start: parent.start, end: parent.end, text }] };
}
