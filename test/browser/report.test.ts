/** What a report draws, in a plain browser, against what the core says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lastBatch } from '../../src/core/picture/views.ts';
import { decimals } from '../../src/core/samples/wording.ts';
import { picturedLogs } from '../fixtures/pictured.ts';
import { assertConfigs, assertForms, assertTree, dotsOf, samplesByValue } from './drawn.ts';
import { clickTime, cutOff, drawnTree, scrollFrames, tableCells } from './in-page.mjs';
import { barriers, closeReport, openReport, shoot, showTab, startBrowser, stopBrowser } from './support.ts';
import type { Opened } from './support.ts';

before(startBrowser);
after(stopBrowser);

const named = (part: string) => {
  const found = picturedLogs.find(({ name }) => name.includes(part));
  assert.ok(found, part);
  return found;
};
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The runs and means that a chart's file shows: only they are cut off at the edges of the chart and have an outline. */
const dotsIn = (svg: string): number =>
  [...svg.matchAll(/<g clip-path="[^"]*">(.*?)<\/g>/g)].reduce(
    (sum, [, inside = '']) => sum + (inside.match(/<(?:circle|path)[^>]* fill="(?!none)/g)?.length ?? 0),
    0,
  );

async function checkTree(
  { page, picture }: Opened,
  parents: 'effective' | 'declared',
  scope: 'block' | 'log',
  batch: number,
) {
  assertTree(await page.evaluate(drawnTree), picture, { parents, scope, batch });
}

for (const log of picturedLogs) {
  describe(`a report of ${log.name}`, () => {
    let opened: Opened;
    before(async () => void (opened = await openReport(log)));
    after(() => closeReport(opened));

    it('draws the trees of the core: blocks and the whole log, parents as used and as stated', async () => {
      const { page, picture } = opened;
      const last = lastBatch(picture);
      await page.getByRole('checkbox', { name: 'UCB' }).check();
      await checkTree(opened, 'effective', 'block', last);
      await page.getByRole('combobox', { name: 'Parents' }).selectOption('declared');
      await checkTree(opened, 'declared', 'block', last);
      await page.getByRole('combobox', { name: 'Show' }).selectOption('log');
      await checkTree(opened, 'declared', 'log', last);
      await page.getByRole('combobox', { name: 'Parents' }).selectOption('effective');
      await checkTree(opened, 'effective', 'log', last);
      await page.getByRole('combobox', { name: 'Show' }).selectOption('block');
    });

    it('gives every run a shape of its own, and every shape an item for a screen reader', async () => {
      assertForms(await opened.page.evaluate(drawnTree), opened.picture);
    });

    it('puts no mark over another one', async () => {
      const { marks } = await opened.page.evaluate(drawnTree);
      const places = new Set(marks.map(({ x, y }) => `${x} ${y}`));
      assert.equal(places.size, marks.length);
    });

    it('lists the configs with the numbers of the core', async () => {
      const { page, picture } = opened;
      await showTab(page, 'Parameters');
      assertConfigs(await page.evaluate(tableCells), picture);
      const charts = page.locator('.small-charts .chart');
      const runs = await Promise.all((await charts.all()).map(chart => chart.getAttribute('data-runs')));
      assert.deepEqual(runs.map(Number), samplesByValue(picture));
    });

    it('draws every run and every mean of each metric', async () => {
      const { page, picture } = opened;
      await showTab(page, 'Progress');
      for (const { name } of picture.metrics) {
        await page.getByRole('combobox', { name: 'Metric' }).selectOption(name);
        await page.evaluate('new Promise(done => requestAnimationFrame(done))');
        const runs = (at: number) => page.locator('#panel-progress .chart').nth(at).getAttribute('data-runs');
        assert.deepEqual([Number(await runs(0)), Number(await runs(1))], dotsOf(picture, name), name);
      }
      await showTab(page, 'Tree');
    });

    it('keeps nobody out, cuts nothing off, and asks for nothing from outside', async () => {
      const { page, complaints } = opened;
      for (const tab of ['Tree', 'Progress', 'Parameters'] as const) {
        await showTab(page, tab);
        assert.deepEqual(await barriers(page), [], tab);
        assert.deepEqual(await page.evaluate(cutOff), [], tab);
      }
      assert.deepEqual(complaints, []);
    });
  });
}

describe('a report, used', () => {
  it('walks the tree by the keyboard', async () => {
    const opened = await openReport(named('example'));
    const { page, picture } = opened;
    const selected = () => page.locator('.mark.selected').getAttribute('data-key');
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    await page.keyboard.press('End');
    const last = await selected();
    await page.keyboard.press('Home');
    const first = await selected();
    assert.notEqual(first, last);
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await selected(), first);
    await page.keyboard.press('Home');
    const entry = picture.entries.find(({ key }) => key === first);
    assert.ok(entry);
    assert.equal(await page.locator('.details h2').textContent(), entry.label);
    await closeReport(opened);
  });

  it('replays the history of the search', async () => {
    const opened = await openReport(named('example'));
    const slider = opened.page.getByRole('slider');
    await slider.focus();
    for (let batch = lastBatch(opened.picture) - 1; batch >= 1; batch--) {
      await opened.page.keyboard.press('ArrowLeft');
      await checkTree(opened, 'effective', 'block', batch);
    }
    await closeReport(opened);
  });

  it('tells of a mark under the mouse', async () => {
    const opened = await openReport(named('circles'));
    const { page } = opened;
    await page.locator('.mark[data-key="iteration 2"] .form').hover();
    const said = await page.locator('.tooltip').textContent();
    assert.match(said ?? '', /Iter 2 · success/);
    assert.match(said ?? '', /Samples/);
    assert.match((await page.locator('.mark[data-key="iteration 7 again 2"]').count()).toString(), /1/);
    // What a log says is text.
    assert.equal(await page.locator('b').count(), 0);
    await closeReport(opened);
  });

  it('zooms into a part that is brushed, and back', async () => {
    const opened = await openReport(named('2,000'));
    const { page } = opened;
    await showTab(page, 'Progress');
    const chart = page.locator('#panel-progress .chart').first();
    const box = await chart.locator('.u-over').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 100, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const part = Number(await chart.getAttribute('data-runs'));
    assert.ok(part > 0 && part < 1000, String(part));
    await page.mouse.dblclick(box.x + 200, box.y + 60);
    await page.waitForFunction(
      `document.querySelector('#panel-progress .chart').getAttribute('data-runs') === '2000'`,
    );
    await closeReport(opened);
  });

  it('says what the keyboard comes to in a chart', async () => {
    const opened = await openReport(named('example'));
    const { page, picture } = opened;
    await showTab(page, 'Progress');
    const chart = page.locator('#panel-progress .chart').first();
    await chart.focus();
    for (const entry of picture.entries.slice(0, 4)) {
      await page.keyboard.press('ArrowRight');
      const said = await chart.locator('[aria-live]').textContent();
      assert.ok(
        said?.startsWith(`${entry.label}, ${picture.reward} ${decimals(entry.metrics[picture.reward])}`),
        said ?? '',
      );
    }
    await closeReport(opened);
  });

  it('sorts the table, and saves it and the pictures', async () => {
    const opened = await openReport(named('example'));
    const { page, picture } = opened;
    const saved = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await saved('Save the tree as SVG');
    assert.equal(svg.name, 'the_example_tree.svg');
    assert.match(svg.bytes.toString(), /^<svg xmlns=/);
    assert.equal((await saved('Save the tree as PNG')).bytes.toString('latin1', 1, 4), 'PNG');
    await showTab(page, 'Progress');
    for (const chart of ['Each iteration', 'Each config']) {
      const text = (await saved(`Save the chart “${chart}” as SVG`)).bytes.toString();
      const runs = await page
        .getByText(chart, { exact: true })
        .locator('xpath=../..')
        .locator('.chart')
        .getAttribute('data-runs');
      assert.equal(dotsIn(text), Number(runs), chart);
      assert.equal((await saved(`Save the chart “${chart}” as PNG`)).bytes.toString('latin1', 1, 4), 'PNG');
    }
    await showTab(page, 'Parameters');
    const byValue = (await saved('Save the charts of the parameters as SVG')).bytes.toString();
    const samples = picture.parameters.flatMap(({ values }) => values.flatMap(one => one.samples));
    assert.equal(dotsIn(byValue), samples.length);
    assert.equal(byValue.match(/<clipPath /g)?.length, picture.parameters.length);
    await page.getByRole('columnheader', { name: 'crashed' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: '#' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: '#' }).getByRole('button').click();
    const cells = await page.evaluate(tableCells);
    assert.equal(cells[2]?.[0], String(picture.configs.length));
    const csv = (await saved('Save the table as CSV')).bytes.toString();
    assert.equal(csv.trim().split('\r\n').length, cells.length);
    const markdown = (await saved('Save the table as Markdown')).bytes.toString();
    assert.equal(markdown.trim().split('\n').length, cells.length + 1);
    assert.deepEqual(opened.complaints, []);
    await closeReport(opened);
  });

  it('moves nothing for those who want no motion', async () => {
    const opened = await openReport(named('example'), { still: true });
    const moving = `[...document.querySelectorAll('*')].filter(e => !['0s', ''].includes(getComputedStyle(e).transitionDuration)).length`;
    assert.equal(await opened.page.evaluate(moving), 0);
    await closeReport(opened);
  });

  it('stays fluid with 2,000 nodes', async () => {
    const opened = await openReport(named('2,000'));
    const { page } = opened;
    const scrolled = median(await page.evaluate(scrollFrames));
    const zooms: number[] = [];
    for (let i = 0; i < 5; i++) zooms.push(await page.evaluate(clickTime, '[aria-label="Zoom out"]'));
    process.stdout.write(
      `      2,000 nodes: a frame of scrolling ${scrolled.toFixed(1)} ms, a zoom ${median(zooms).toFixed(0)} ms (medians)\n`,
    );
    assert.ok(scrolled < 100, `${scrolled}`);
    await closeReport(opened);
  });
});

describe('a report, looked at', () => {
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 640])
      it(`in ${scheme} colours, ${width} pixels wide`, async () => {
        for (const log of picturedLogs) {
          const opened = await openReport(log, { scheme, width });
          for (const tab of ['Tree', 'Progress', 'Parameters'] as const) {
            await showTab(opened.page, tab);
            await shoot(
              opened.page,
              `report-${log.name.replace(/\W+/g, '-')}-${tab.toLowerCase()}-${scheme}-${width}`,
            );
            assert.deepEqual(await opened.page.evaluate(cutOff), [], `${log.name}, ${tab}`);
            // The check takes a minute for 2,000 nodes, whose colours are those of the others.
            if (scheme === 'dark' && log.name !== '2,000 entries')
              assert.deepEqual(await barriers(opened.page), [], `${log.name}, ${tab}`);
          }
          await closeReport(opened);
        }
      });
});
