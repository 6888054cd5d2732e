/** Parents: on Node and Next lines. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { IterationNode } from '../../lint/node.ts';
import { parentText } from '../../lint/next.ts';
import type { Group } from '../../samples/groups.ts';
import { configText, decimals } from '../../samples/wording.ts';
import { counted } from '../../text/counted.ts';
import { oneLine } from '../../text/markdown.ts';
import { ranked } from '../../tree/ranked.ts';
import { pythonFixed } from '../../tree/python-number.ts';
import type { Cursor } from './cursor.ts';
import type { Offer, Offers } from './item.ts';

const label = /^parent[ \t]*=[ \t]*(\w*)$/i;
const word = /^\w*/;

/** `id=5, parent=`, and behind it the iterations before this batch: the siblings had not run yet. */
export function nodeOffers(cursor: Cursor, before: string): Offers | undefined {
  const { node } = cursor;
  const parent = label.exec(/[^,]*$/.exec(before)?.[0].trimStart() ?? '')?.[1];
  if (parent !== undefined) {
    const last = (node.batch - 1) * node.protocol.batchSize;
    return { range: cursor.around(parent.length, word), offers: parentOffers(cursor, last) };
  }
  const id = /^(?:id=?)?(\d*)$/.exec(before)?.[0];
  if (id === undefined || cursor.after.trim() !== '') return undefined;
  const text = `id=${node.id}, parent=`;
  return { range: cursor.around(id.length, word), offers: [beginning(text)] };
}

/** The declared parent of the next iteration, which Next would replace; then the iterations up to this one. */
export function nextOffers(cursor: Cursor, before: string): Offers | undefined {
  const { node, exploration } = cursor;
  const parent = label.exec(before)?.[1];
  if (parent === undefined) {
    if (!/^[a-z]*$/i.test(before) || cursor.after.trim() !== '') return undefined;
    return { range: cursor.around(before.length, word), offers: [beginning('parent=')] };
  }
  const following = exploration.node(node.id + 1);
  const declared = following?.parent;
  const offers = parentOffers(cursor, node.id);
  const keeps = offers.find(offer => declared !== undefined && offer.label === parentText(declared));
  const first: Offer[] = keeps
    ? [{ ...keeps, detail: `parent of Iter ${node.id + 1} · ${keeps.detail}` }]
    : [];
  return {
    range: cursor.around(parent.length, word),
    offers: [...first, ...offers.filter(offer => offer !== keeps)],
  };
}

const beginning = (text: string): Offer => ({
  label: text,
  insertText: text,
  kind: 'field',
  detail: '',
  goesOn: true,
});

/** Iterations up to `last` by their score, the highest first, and root. */
function parentOffers({ exploration, node }: Cursor, last: number): Offer[] {
  const known = candidates(exploration, node, last).map(candidate => offerOf(exploration, candidate));
  const { baseline } = exploration.protocol;
  const root: Offer = {
    label: 'root',
    insertText: 'root',
    kind: 'iteration',
    detail: baseline ? `the baseline, Node ${baseline.node}` : 'no parent',
  };
  return [...known, root];
}

interface Candidate {
  readonly node: IterationNode;
  readonly score: number | undefined;
}

/**
 * From the tree of the iteration's block, or of the block before where that has none yet. Where nothing is scored:
 * all runs that were not lost, the newest first.
 */
function candidates(exploration: Exploration, { block }: IterationNode, last: number): Candidate[] {
  const { blockSize } = exploration.protocol;
  for (const own of blockSize > 0 && block > 1 ? [block, block - 1] : [block]) {
    const tree = exploration.treeAt((own - 1) * blockSize + 1);
    if (!tree) return unscored(exploration, last);
    const found = ranked(tree).flatMap(({ id, score }) => {
      const node = id <= last ? exploration.node(id) : undefined;
      return node ? [{ node, score }] : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

const unscored = ({ nodes }: Exploration, last: number): Candidate[] =>
  nodes
    .filter(({ id, crashed }) => id <= last && !crashed)
    .toSorted((a, b) => b.id - a.id)
    .map(node => ({ node, score: undefined }));

function offerOf(exploration: Exploration, { node, score }: Candidate): Offer {
  const { reward } = exploration.protocol;
  const group = exploration.groupOf(node);
  const value = node.metric(reward);
  const detail = [
    ...(score === undefined ? [] : [`UCB ${pythonFixed(score, 3)}`]),
    ...(value === undefined ? [] : [`${reward} ${decimals(value)}`]),
    ...(group ? [counted(group.samples.length, 'sample')] : []),
  ].join(' · ');
  return {
    label: String(node.id),
    insertText: String(node.id),
    kind: 'iteration',
    detail,
    documentation: () => about(node, group),
  };
}

/** Its status, its config, and its mutation. */
function about({ id, header, entry }: IterationNode, group: Group | undefined): string {
  const lines = [
    `Iter ${id}: ${header.status.text}`,
    group ? configText(group) : '',
    entry.fields.mutation?.value.text ?? '',
  ];
  return lines
    .map(oneLine)
    .filter(line => line !== '')
    .join('\n');
}
