/** Where everything of a tree stands: batches from left to right, each leaf in a row of its own. */
import { cluster, hierarchy } from 'd3-hierarchy';
import { columnsOf } from './columns.ts';
import type { Columns } from './columns.ts';
import type { Forest, Item } from './forest.ts';

/** An item with its place, in pixels. */
export interface Mark {
  readonly item: Item;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** From 1. */
  readonly level: number;
  readonly parent: Mark | undefined;
  /** Its place among what hangs from the same parent, from 1, and how many those are. */
  readonly position: number;
  readonly size: number;
}

/** The ground of a block. */
export interface Band {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed {
  readonly forest: Forest;
  /** In the order of a reader: each before what hangs from it. */
  readonly marks: readonly Mark[];
  readonly byNode: ReadonlyMap<number, Mark>;
}

export interface Layout {
  readonly placed: readonly Placed[];
  readonly bands: readonly Band[];
  readonly width: number;
  readonly height: number;
}

export interface LayoutOptions {
  /** Blocks begin a new line where this many pixels are full. */
  readonly width: number;
  /** Whether there must be room for scores. */
  readonly scores: boolean;
  /** Iterations in a block, for the bands of the whole log. */
  readonly blockSize: number;
  readonly batchSize: number;
}

const margin = 14;
const title = 26;
const gap = 10;

export function layoutOf(forests: readonly Forest[], options: LayoutOptions): Layout {
  const pieces = forests.map(forest => pieceOf(forest, options));
  const placed: Placed[] = [];
  const bands: Band[] = [];
  let [x, y, line, width] = [gap, gap, 0, 0];
  for (const piece of pieces) {
    if (x > gap && x + piece.width + gap > options.width) {
      y += line + gap;
      [x, line] = [gap, 0];
    }
    placed.push(moved(piece, x, y));
    bands.push(...piece.bands.map(band => ({ ...band, x: band.x + x, y: band.y + y })));
    x += piece.width + gap;
    width = Math.max(width, x);
    line = Math.max(line, piece.height);
  }
  return { placed, bands: levelled(bands), width, height: y + line + gap };
}

interface Piece extends Placed {
  readonly bands: readonly Band[];
  readonly width: number;
  readonly height: number;
}

function pieceOf(forest: Forest, options: LayoutOptions): Piece {
  const row = options.scores ? 40 : 30;
  const columns = columnsOf(forest.roots, 60);
  const top: Item = { key: '', id: 0, batch: 0, children: [...forest.roots] };
  const root = hierarchy(top, ({ children }) => children);
  cluster<Item>()
    .nodeSize([row, 1])
    .separation(() => 1)(root);
  const least = root.leaves().reduce((min, leaf) => Math.min(min, leaf.x ?? 0), Infinity);
  const made = new Map<Item, Mark>();
  let bottom = 0;
  root.eachBefore(({ data: item, x = 0, depth, parent: above }) => {
    if (!above) return;
    const siblings = above.data.children;
    const mark: Mark = {
      ...{ item, level: depth, parent: made.get(above.data), r: radiusOf(item) },
      x: margin + 22 + columns.placeOf(item),
      y: title + margin + x - least,
      position: siblings.indexOf(item) + 1,
      size: siblings.length,
    };
    made.set(item, mark);
    bottom = Math.max(bottom, mark.y);
  });
  const marks = [...made.values()];
  const size = { width: margin + 22 + columns.width, height: bottom + margin + (options.scores ? 10 : 0) };
  return {
    ...{ forest, marks, ...size, bands: bandsOf(forest, columns, size, options) },
    byNode: nodesOf(marks),
  };
}

const nodesOf = (marks: readonly Mark[]): Map<number, Mark> =>
  new Map(marks.flatMap(mark => (mark.item.node ? [[mark.item.id, mark]] : [])));

/** A node that many went on from is larger. */
const radiusOf = ({ node }: Item): number => 5 + Math.min(5, 1.4 * Math.log2(node?.visits ?? 1));

function bandsOf(
  { block }: Forest,
  { starts }: Columns,
  { width, height }: { readonly width: number; readonly height: number },
  { blockSize, batchSize }: LayoutOptions,
): Band[] {
  if (block !== undefined) return [{ title: `Block ${block}`, x: 0, y: 0, width, height }];
  if (blockSize === 0) return [];
  const firsts = new Map<number, number>();
  for (const [batch, x] of starts) {
    const number = Math.floor(((batch - 1) * batchSize) / blockSize) + 1;
    if (!firsts.has(number)) firsts.set(number, firsts.size === 0 ? 0 : x + margin / 2);
  }
  const blocks = [...firsts];
  return blocks.map(([number, x], i) => {
    const end = blocks[i + 1]?.[1] ?? width;
    return { title: `Block ${number}`, x, y: 0, width: end - x, height };
  });
}

/** The bands of one line are equally high. */
function levelled(bands: readonly Band[]): Band[] {
  const heights = new Map<number, number>();
  for (const { y, height } of bands) heights.set(y, Math.max(heights.get(y) ?? 0, height));
  return bands.map(band => ({ ...band, height: heights.get(band.y) ?? band.height }));
}

function moved({ forest, marks }: Piece, dx: number, dy: number): Placed {
  const made = new Map<Mark, Mark>();
  const own = marks.map(mark => {
    const parent = mark.parent && made.get(mark.parent);
    const copy = { ...mark, x: mark.x + dx, y: mark.y + dy, parent };
    made.set(mark, copy);
    return copy;
  });
  return { forest, marks: own, byNode: nodesOf(own) };
}
