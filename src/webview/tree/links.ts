/** The lines between marks: what the search used, and what the log states otherwise. */
import { px, shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import type { Mark, Placed } from './layout.ts';

/**
 * `used`: the parent that the search used as stated. `moved`: one that a Next line gave. `stated`: the one that the Node
 * line states and the search did not use. `outside`: a parent that this tree lacks. `lost`, `proposed`: to runs that are
 * in no tree.
 */
type LinkKind = 'used' | 'moved' | 'stated' | 'outside' | 'lost' | 'proposed';

export interface Link {
  readonly kind: LinkKind;
  readonly to: Mark;
  /** Where the parent stands; its number where it is not in this picture. */
  readonly from: Mark | number;
}

export function linksOf({ marks, byNode }: Placed): Link[] {
  const byId = new Map(marks.map(mark => [mark.item.id, mark]));
  const place = (id: number): Mark | number => byNode.get(id) ?? byId.get(id) ?? id;
  return marks.flatMap((to): Link[] => {
    const { node, entry, proposed } = to.item;
    if (proposed)
      return proposed.parent === 0 ? [] : [{ kind: 'proposed', to, from: place(proposed.parent) }];
    if (!node) return entry?.parent ? [{ kind: 'lost', to, from: place(entry.parent) }] : [];
    const { overriddenBy, declaredParent, effectiveParent, parent, rootReason } = node;
    const links: Link[] = [];
    if (rootReason === undefined)
      links.push({ kind: overriddenBy === undefined ? 'used' : 'moved', to, from: place(parent) });
    else if (effectiveParent !== 0) links.push({ kind: 'outside', to, from: place(effectiveParent) });
    if (overriddenBy !== undefined && declaredParent !== 0)
      links.push({ kind: 'stated', to, from: place(declaredParent) });
    // There is room for one number beside a mark.
    const stubs = links.filter(({ from }) => typeof from === 'number');
    return links.filter(link => !stubs.slice(1).includes(link));
  });
}

export function drawLink({ kind, from, to }: Link): Shape[] {
  if (typeof from === 'number') return stub(kind, from, to);
  const ends = { 'data-from': from.item.id, 'data-to': to.item.id };
  return [shape('path', { class: `link ${kind}`, d: pathBetween(kind, from, to), ...ends })];
}

function pathBetween(kind: LinkKind, from: Mark, to: Mark): string {
  const [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(px);
  if (from === to) {
    const r = to.r + 6;
    return `M${x1} ${y1}c${-r * 2} ${-r * 2.4} ${r * 2} ${-r * 2.4} 0 0`;
  }
  const [a = 0, b = 0, c = 0, d = 0] = [x1, y1, x2, y2];
  // In one row, what was not used would lie below what was.
  if (c > a && !(kind === 'stated' && Math.abs(b - d) < 4)) {
    // A long way leads along the row of the child, where nothing else stands.
    const bend = px(Math.min(a + (c - a) / 2, a + 30));
    return `M${a} ${b}C${bend} ${b} ${bend} ${d} ${px(Math.min(c, a + 58))} ${d}L${c} ${d}`;
  }
  const dip = px(Math.max(b, d) + 18);
  return `M${a} ${b}C${a + 24} ${dip} ${c - 24} ${dip} ${c} ${d}`;
}

/** A short line to a parent that is not in this picture, with its number. */
function stub(kind: LinkKind, parent: number, { x, y, r, item }: Mark): Shape[] {
  const left = px(x - r - 12);
  return [
    shape('path', { class: `link ${kind} stub`, d: `M${left} ${px(y)}H${px(x)}`, 'data-to': item.id }),
    shape('text', { class: 'outside-id', x: px(x - r - 6), y: px(y - 3) }, [String(parent)]),
  ];
}
