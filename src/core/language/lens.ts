/** The line above an entry: its place in the tree that the search used. */
import type { Exploration } from '../exploration/exploration.ts';
import { parentText } from '../lint/next.ts';
import type { IterationNode } from '../lint/node.ts';
import { counted } from '../text/counted.ts';
import type { Span } from '../text/span.ts';
import { pythonFixed } from '../tree/python-number.ts';
import { childrenIn } from './children.ts';

export interface Lens {
  readonly node: IterationNode;
  /** The header line, from the start of the log. */
  readonly span: Span;
}

/** A lens for each entry; what it says is worked out when it is seen. */
export const lensesOf = ({ nodes, places }: Exploration): Lens[] =>
  nodes.map(node => ({ node, span: places.headerOf(node) }));

/** `parent 5 (tree: 6) · UCB 2.41 · 3 children · 2 samples`; what there is nothing to say of is left out. */
export function lensText(exploration: Exploration, node: IterationNode): string {
  return [...treeParts(exploration, node), ...sampleParts(exploration, node)].join(' · ');
}

function treeParts(exploration: Exploration, node: IterationNode): string[] {
  const stated = node.parent === undefined ? 'no parent' : `parent ${parentText(node.parent)}`;
  const { reward } = exploration.protocol;
  if (reward === '') return [stated];
  if (exploration.refusal) return [stated, 'no tree'];
  const found = exploration.treeNodeOf(node);
  const tree = found && exploration.treeAt(found.id);
  if (!tree) return [stated, 'not in the tree'];
  const other = found.parent === node.parent ? '' : ` (tree: ${parentText(found.parent)})`;
  const children = childrenIn(tree, found.id).length;
  return [`${stated}${other}`, `UCB ${pythonFixed(found.score, 2)}`, counted(children, 'child', 'children')];
}

/** The samples of the entry's config; for a lost run what became of it comes first. */
function sampleParts(exploration: Exploration, node: IterationNode): string[] {
  const group = exploration.groupOf(node);
  const fate = node.crashed ? [node.pending ? 'pending' : 'crashed'] : [];
  return group ? [...fate, counted(group.samples.length, 'sample')] : fate;
}
