import { applyEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { span } from '../text/span.ts';
import { leavesOf, sameNode, scalarOf } from './compare.ts';
import { entryAt, isRefusal, pathText, refusal } from './model.ts';
import type { Path, SlotDocument, SlotRefusal } from './model.ts';
import { readSlot } from './read.ts';
import { sameScalar } from './scalar.ts';
import { splice } from './splice.ts';
import type { Change } from './splice.ts';

export type SlotEdits = readonly TextEdit[] | SlotRefusal;

/** What is to be changed, and the config whose order of keys an added one follows. */
export interface Wanted {
  readonly changes: readonly Change[];
  readonly like?: SlotDocument | undefined;
}

/** The edits that make what is wanted of a config's text. */
export function edited(text: string, want: (document: SlotDocument) => Wanted | SlotRefusal): SlotEdits {
  const document = readSlot(text);
  if (isRefusal(document)) return document;
  const wanted = want(document);
  return isRefusal(wanted) ? wanted : editsFor(document, wanted);
}

/**
 * The edits that make what is wanted of a config. Their result is read again before they are handed out, so that no edit
 * changes anything but what it means to.
 */
export function editsFor(document: SlotDocument, { changes, like }: Wanted): SlotEdits {
  const edits = splice(document, changes, like);
  if (isRefusal(edits)) return edits;
  const after = readSlot(applyEdits(document.text, edits));
  if (!isRefusal(after) && isAsMeant(document, after, changes)) return edits;
  return refusal('unsafe', 'This change cannot be made by itself here: make it by hand.', span(0, 0));
}

/** Whether every change is made and nothing else is changed. */
function isAsMeant(before: SlotDocument, after: SlotDocument, changes: readonly Change[]): boolean {
  const touched = new Set(changes.flatMap(pathsOf).map(pathText));
  const isTouched = (path: Path) => path.some((_, i) => touched.has(pathText(path.slice(0, i + 1))));
  const agree = (a: SlotDocument, b: SlotDocument) =>
    [...leavesOf(a)].every(({ path, entry }) => {
      const twin = entryAt(b, path)?.node;
      return (
        isTouched(path) || (twin !== undefined && sameNode(entry.node, twin)) || isFilled(entry.node, twin)
      );
    });
  return (
    changes.every(change => isMade(before, after, change)) && agree(before, after) && agree(after, before)
  );
}

/** A section that was empty, and got its first key. */
const isFilled = (node: { readonly kind: string }, twin: { readonly kind: string } | undefined): boolean =>
  node.kind === 'scalar' && twin?.kind === 'map';

/** A renamed key is gone from one place and new in another. */
const pathsOf = (change: Change): Path[] =>
  change.kind === 'rename' ? [change.path, renamed(change)] : [change.path];
const renamed = ({ path, key }: Extract<Change, { kind: 'rename' }>): Path => [...path.slice(0, -1), key];

function isMade(before: SlotDocument, after: SlotDocument, change: Change): boolean {
  const node = entryAt(after, change.path)?.node;
  if (change.kind === 'rename') {
    const [was, is] = [entryAt(before, change.path), entryAt(after, renamed(change))];
    return node === undefined && was !== undefined && is !== undefined && sameNode(was.node, is.node);
  }
  if (change.kind === 'remove') return node === undefined;
  if (change.kind === 'copy') return node !== undefined && sameNode(node, change.from.node);
  return node?.kind === 'scalar' && sameScalar(node.scalar, scalarOf(change.value));
}
