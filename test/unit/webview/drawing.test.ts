/** The drawing that needs no browser: colours, places, lines, and tables for other programs. */
import assert from 'node:assert/strict';
import { pictureOf } from '../../../src/core/picture/picture.ts';
import { lastBatch, treesOf } from '../../../src/core/picture/views.ts';
import { colourOf, rewardScale } from '../../../src/webview/tree/colour.ts';
import { drawTree } from '../../../src/webview/tree/draw.ts';
import type { TreeOptions } from '../../../src/webview/tree/draw.ts';
import { linksOf } from '../../../src/webview/tree/links.ts';
import { escaped, shape, svgText } from '../../../src/webview/svg/shape.ts';
import { csvOf, markdownOf } from '../../../src/webview/app/table-text.ts';
import { picturedLogs } from '../../fixtures/pictured.ts';

const options = (change: Partial<TreeOptions>): TreeOptions => ({
  ...{ parents: 'effective', scope: 'block', scores: false, width: 1000, batch: Infinity },
  ...change,
});

describe('colours of rewards', () => {
  it('get lighter from the lowest to the highest', () => {
    const scale = rewardScale([0.1, 0.9, 0.5]);
    const light = (colour: string) =>
      [1, 3, 5].reduce(
        (sum, at, i) => sum + parseInt(colour.slice(at, at + 2), 16) * ([0.2126, 0.7152, 0.0722][i] ?? 0),
        0,
      );
    const shades = Array.from({ length: 50 }, (_, i) => light(colourOf(0.1 + (i * 0.8) / 49, scale)));
    assert.deepEqual(
      shades,
      shades.toSorted((a, b) => a - b),
    );
    assert.deepEqual(rewardScale([]), { low: 0, high: 1 });
    assert.match(colourOf(0.5, { low: 0.5, high: 0.5 }), /^#[0-9a-f]{6}$/);
  });
});

for (const { name, make } of picturedLogs) {
  describe(`the layout of ${name}`, () => {
    const picture = pictureOf({ exploration: make() }, 'a log');
    for (const scope of ['block', 'log'] as const)
      for (const parents of ['effective', 'declared'] as const)
        it(`has a place of its own for every run: ${scope}, ${parents} parents`, () => {
          const wanted = options({ scope, parents, batch: lastBatch(picture) });
          const { layout } = drawTree(picture, wanted);
          const marks = layout.placed.flatMap(placed => placed.marks);
          const near = new Map<number, typeof marks>();
          for (const mark of marks) near.set(mark.x, [...(near.get(mark.x) ?? []), mark]);
          for (const column of near.values()) {
            const ys = column.toSorted((a, b) => a.y - b.y);
            for (const [i, { y, r }] of ys.slice(1).entries())
              assert.ok(
                y - r >= (ys[i]?.y ?? 0) + (ys[i]?.r ?? 0) + 8,
                `${ys[i]?.item.key ?? ''} and the next`,
              );
          }
          for (const { x, y } of marks) assert.ok(x > 0 && y > 0 && x < layout.width && y < layout.height);
          const nodes = treesOf(picture, wanted).reduce((sum, tree) => sum + tree.nodes.length, 0);
          assert.equal(marks.filter(({ item }) => item.node).length, nodes);
        });

    it('draws a solid line for each parent in a tree, and a broken one for each that was not used', () => {
      const { layout } = drawTree(picture, options({ batch: lastBatch(picture) }));
      for (const placed of layout.placed) {
        const links = linksOf(placed);
        for (const { item } of placed.marks) {
          const { node } = item;
          if (!node) continue;
          const own = links.filter(({ to }) => to.item === item);
          const solid = own.filter(({ kind }) => kind === 'used' || kind === 'moved');
          assert.equal(solid.length, node.rootReason === undefined ? 1 : 0);
          assert.equal(
            own.some(({ kind }) => kind === 'moved'),
            node.rootReason === undefined && node.overriddenBy !== undefined,
          );
        }
      }
    });
  });
}

describe('texts of a log in files', () => {
  it('are no markup', () => {
    assert.equal(
      svgText(shape('text', { x: 1, y: undefined, class: 'a"b' }, ['<&>'])),
      '<text x="1" class="a&quot;b">&lt;&amp;&gt;</text>',
    );
    assert.equal(escaped('a\u0000b\ud800c😀'), 'a\ufffdb\ufffdc😀');
  });

  it('are no formulas and stay in their cells', () => {
    const rows = [
      ['a', 'b'],
      ['=1+1', '-0.5'],
      ['@x', 'say "no", please'],
      ['-x', '- |'],
      ['+3', '1\n2'],
    ];
    assert.equal(
      csvOf(rows),
      'a,b\r\n\'=1+1,-0.5\r\n\'@x,"say ""no"", please"\r\n\'-x,\'- |\r\n+3,"1\n2"\r\n',
    );
    assert.equal(markdownOf(rows.slice(0, 1)), '| a | b |\n| --- | --- |\n');
    assert.match(markdownOf(rows), /\| - \\\| \|/);
    assert.equal(csvOf([[-0.5, 'n', '-0.5 .. 1']]), "-0.5,n,'-0.5 .. 1\r\n");
    assert.equal(markdownOf([['a <b>']]), '| a &lt;b> |\n| --- |\n');
  });
});
