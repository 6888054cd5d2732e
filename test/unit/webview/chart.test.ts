/** Charts as files: what stands in them, and in which colours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chartFile } from '../../../src/webview/chart/file.ts';
import type { ChartSight } from '../../../src/webview/chart/file.ts';
import type { ChartModel } from '../../../src/webview/chart/model.ts';
import { colourNames, darkColours, lightColours, withColours } from '../../../src/webview/style/colours.ts';

const model: ChartModel = {
  log: 'a log',
  spoken: '',
  dots: [
    { x: 1, y: 0.5, marker: 'circle', colour: 'exploit', title: 'a', about: () => [] },
    { x: 2, y: undefined, marker: 'cross', colour: 'limit', title: 'b', about: () => [] },
  ],
  intervals: [{ x: 1, low: 0.4, high: 0.6 }],
  guides: [
    { kind: 'range', label: 'Node 21 <0.1-0.8>', low: 0.1, high: 0.8 },
    { kind: 'goal', label: 'goal', low: 0.79, high: 0.79 },
  ],
  borders: [2],
  x: [0, 3],
  xLabel: 'iteration',
  yLabel: 'V_rest_R2 & more',
};
const sight: ChartSight = {
  model,
  frame: { left: 60, top: 10, width: 300, height: 100, x: v => 60 + v * 100, y: v => 110 - v * 100 },
  ...{ width: 460, height: 150, isCrowded: false },
  ticks: { x: [{ at: 1, text: '1' }], y: [{ at: 0.5, text: '0.5' }] },
};
const title = 'a "log" <1>';
const file = (charts: readonly ChartSight[], columns = 1): string =>
  chartFile({ title, charts, columns, key: [['circle', 'exploit', 'exploit']], colours: lightColours });

describe('a chart as a file', () => {
  it('has every run where the chart has it, in the colours of the page', () => {
    const text = file([sight]);
    assert.match(text, /<circle cx="160" cy="60" r="4.2" fill="#005f99" stroke="#ffffff"/);
    // A run without a value stands at the bottom.
    assert.match(
      text,
      /<path d="M255.8 98.8L264.2 107.2M264.2 98.8L255.8 107.2" fill="none" stroke="#b3261e"/,
    );
    assert.match(text, /<path d="M156 50h8M156 70h8M160 50V70"/);
  });

  it('says what it is about, and takes nothing of a log for markup', () => {
    const text = file([sight]);
    assert.match(text, /<title>a &quot;log&quot; &lt;1&gt;<\/title>/);
    assert.match(text, />Node 21 &lt;0\.1-0\.8&gt;</);
    assert.match(text, />V_rest_R2 &amp; more</);
  });

  it('names guides that lie close one below the other', () => {
    const ys = [...file([sight]).matchAll(/y="([\d.]+)" fill="[^"]*">(?:Node 21|goal)/g)].map(([, y]) =>
      Number(y),
    );
    assert.equal(ys.length, 2);
    assert.ok(Math.abs((ys[0] ?? 0) - (ys[1] ?? 0)) >= 12);
  });

  it('puts several side by side, each cut off at its own edges', () => {
    const text = file([sight, sight, sight], 2);
    assert.equal(new Set([...text.matchAll(/<clipPath id="([^"]+)"/g)].map(([, id]) => id)).size, 3);
    const places = [...text.matchAll(/translate\((\d+) (\d+)\)"><clipPath/g)].map(([, x, y]) => [x, y]);
    assert.equal(new Set(places.map(([x]) => x)).size, 2);
    assert.equal(new Set(places.map(([, y]) => y)).size, 2);
  });

  it('of a log without a run is no broken file', () => assert.match(file([]), /^<svg .*<\/svg>\n$/));

  it('needs neither variables nor a style sheet', () =>
    assert.doesNotMatch(file([sight]), /var\(|<style|class=/));
});

describe('the colours of files', () => {
  const theme = readFileSync('src/webview/style/theme.css', 'utf8');
  const [light = '', dark = ''] = theme.split('@media (prefers-color-scheme: dark)');
  const inTheme = (text: string, name: string) =>
    new RegExp(`--${name}: (?:var\\(--[\\w-]+, )?(#[0-9a-f]{6})`).exec(text)?.[1];
  /** Those that the page mixes from two others. */
  const mixed = ['band', 'grid'];

  it('are those of a page outside the editor', () => {
    for (const name of colourNames.filter(one => !mixed.includes(one))) {
      assert.equal(inTheme(light, name), lightColours[name], name);
      assert.equal(inTheme(dark, name), darkColours[name], name);
    }
    for (const name of mixed) {
      const share =
        Number(new RegExp(`--${name}: color-mix\\(in srgb, var\\(--text\\) (\\d+)%`).exec(theme)?.[1]) / 100;
      for (const colours of [lightColours, darkColours]) {
        const mix = [1, 3, 5].map(at => {
          const [text, ground] = [colours.text, colours.ground].map(one =>
            parseInt(one.slice(at, at + 2), 16),
          );
          return Math.round((text ?? 0) * share + (ground ?? 0) * (1 - share))
            .toString(16)
            .padStart(2, '0');
        });
        assert.equal(`#${mix.join('')}`, colours[name as 'band'], name);
      }
    }
  });

  it('leave no variable in the style of a tree', () =>
    assert.doesNotMatch(
      withColours(readFileSync('src/webview/style/tree.css', 'utf8'), darkColours),
      /var\(/,
    ));
});
