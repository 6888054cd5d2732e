/** What hovers say of the parents on Node and Next lines. */
import type { Exploration } from '../exploration/exploration.ts';
import { whyDropped } from '../exploration/facts.ts';
import { parentText } from '../lint/next.ts';
import type { IterationNode } from '../lint/node.ts';
import { describePlace } from '../tree/describe.ts';
import { blocks, sentence, title } from './card.ts';
import { differenceTable } from './config-card.ts';
import { baselineCard, nodeCard } from './run-card.ts';

/** The declared parent: whether the search used it, what the run changed of it, and what it came to itself. */
export function parentCard(exploration: Exploration, node: IterationNode): string {
  const { id, parent = 0 } = node;
  return blocks(
    title(`Parent of Iter ${id}: ${parentText(parent)}`),
    sentence(searchText(exploration, node)),
    differenceTable(exploration, node),
    ruled(cardOf(exploration, parent)),
  );
}

/** What a Next line does: it gives the following iteration its parent, whatever that one's Node line says. */
export function nextCard(exploration: Exploration, node: IterationNode, next: number): string {
  return blocks(
    title(`Next of Iter ${node.id}: ${parentText(next)}`),
    sentence(
      node.next === undefined ? 'The tree builder does not read it.' : effectOf(exploration, node.id, next),
    ),
    ruled(cardOf(exploration, next)),
  );
}

const cardOf = (exploration: Exploration, parent: number): string =>
  parent === 0 ? baselineCard(exploration, 'root') : nodeCard(exploration, parent);

const ruled = (card: string): string => blocks('---', card);

function searchText(exploration: Exploration, node: IterationNode): string {
  const found = exploration.treeNodeOf(node);
  if (!found) {
    const why = whyDropped(exploration, node);
    return why === undefined ? '' : `Iter ${node.id} is not in the tree: ${why}.`;
  }
  const place = describePlace(found);
  const used = found.parent === 0 ? 'root' : `Node ${found.parent}`;
  const verb = found.parent === node.parent ? 'used it too' : `used ${used}`;
  return place === undefined ? `The search ${verb}.` : `The search ${verb} (${place}).`;
}

function effectOf(exploration: Exploration, id: number, next: number): string {
  const following = exploration.node(id + 1);
  if (next === id + 1)
    return `The tree builder ignores it for Iter ${next}, since it names that iteration itself.`;
  const given = `Iter ${id + 1} the parent ${parentText(next)}`;
  if (!following) return `It will give ${given}, whatever its Node line says.`;
  const stated = following.parent;
  if (stated === next) return `It gives ${given}, as its Node line does.`;
  const other = stated === undefined ? 'names none' : `says ${parentText(stated)}`;
  return `It gives ${given}, though its Node line ${other}.`;
}
