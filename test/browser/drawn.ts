/** What a page shows, held against what the core computed: the same for reports and for the panel. */
import assert from 'node:assert/strict';
import type { Picture } from '../../src/core/picture/model.ts';
import { lastBatch, treesOf } from '../../src/core/picture/views.ts';
import type { ViewOptions } from '../../src/core/picture/views.ts';
import { decimals } from '../../src/core/samples/wording.ts';
import { pythonFixed } from '../../src/core/tree/python-number.ts';
import { colourOf, rewardScale } from '../../src/webview/tree/colour.ts';
import type { drawnTree } from './in-page.mjs';

type Drawn = ReturnType<typeof drawnTree>;
type Links = readonly (readonly [from: number, to: number])[];

const inOrder = (links: Links): Links => links.toSorted(([a, b], [c, d]) => b - d || a - c);

/** The lines that must be drawn solid: each node's parent, as the search or the Node lines have it. */
const expectedLinks = (picture: Picture, view: ViewOptions) =>
  inOrder(
    treesOf(picture, view).flatMap(({ nodes }) =>
      nodes.flatMap(({ id, parent, rootReason }) =>
        rootReason === undefined ? [[parent, id] as const] : [],
      ),
    ),
  );

/** Nodes with their colours and scores, lines by what they are, lost runs and the next batch. */
export function assertTree({ marks, links }: Drawn, picture: Picture, view: ViewOptions): void {
  const { batch } = view;
  const solid = links.filter(({ kind }) => kind === 'used' || kind === 'moved');
  assert.deepEqual(inOrder(solid.map(({ from, to }) => [from, to] as const)), expectedLinks(picture, view));
  const nodes = treesOf(picture, view).flatMap(tree => tree.nodes);
  const overridden = nodes.filter(
    ({ overriddenBy, rootReason }) => overriddenBy !== undefined && rootReason === undefined,
  );
  assert.equal(links.filter(({ kind }) => kind === 'moved').length, overridden.length);
  const lost = picture.entries.filter(entry => entry.node === undefined && entry.batch <= batch).length;
  const next = batch === lastBatch(picture) ? picture.proposal.length : 0;
  assert.equal(marks.length, nodes.length + lost + next);
  const scale = rewardScale((picture.tree?.nodes ?? []).map(({ reward }) => reward));
  for (const { id, reward, score } of nodes) {
    const own = marks.find(mark => mark.id === id && mark.fill !== '');
    assert.equal(own?.fill, colourOf(reward, scale), `colour of ${id}`);
    if (own.score !== '') assert.equal(own.score, pythonFixed(score, 3));
  }
}

/** Each run has a shape that says what became of it, and each shape an item for a screen reader. */
export function assertForms({ marks, items }: Drawn, picture: Picture): void {
  assert.equal(items.length, marks.length);
  const forms = new Map(marks.map(({ key, form }) => [key, form]));
  for (const { key, outcome, node, isRerun } of picture.entries) {
    const inTree = node === undefined ? 'unscored' : isRerun ? 'rerun' : 'scored';
    assert.equal(forms.get(key), outcome === 'crashed' || outcome === 'pending' ? outcome : inTree, key);
  }
}

/** The mean, the standard deviation and the number of samples of every config. */
export function assertConfigs(
  [header = [], ...rows]: readonly (readonly string[])[],
  picture: Picture,
): void {
  const own = rows.slice(picture.reference ? 1 : 0);
  const column = (title: string) => header.findIndex(text => text === title);
  assert.deepEqual(
    own.map(cells => [cells[column(`mean ${picture.reward}`)], cells[column('std')], cells[column('n')]]),
    picture.configs.map(({ metrics, count }) => {
      const { mean, std } = metrics[picture.reward] ?? {};
      return [decimals(mean), decimals(std), count];
    }),
  );
}

/** How many dots the charts of a metric have: each run; each config's mean and its samples. */
export function dotsOf({ entries, configs }: Picture, metric: string): [iterations: number, configs: number] {
  const shown = configs.flatMap(({ metrics }) => metrics[metric] ?? []);
  return [entries.length, shown.length + shown.reduce((sum, { n }) => sum + n, 0)];
}

export const samplesByValue = ({ parameters }: Picture): number[] =>
  parameters.map(({ values }) => values.reduce((sum, { samples }) => sum + samples.length, 0));
