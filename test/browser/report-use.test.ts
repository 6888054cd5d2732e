/** A report as a person uses it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lastBatch } from '../../src/core/picture/views.ts';
import { decimals } from '../../src/core/samples/wording.ts';
import { picturedLogs } from '../fixtures/pictured.ts';
import { assertTree } from './drawn.ts';
import { clickTime, drawnTree, scrollFrames, tableCells } from './in-page.mjs';
import { checkTree, closeReport, openReport, showTab, startBrowser, stopBrowser } from './support.ts';

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
      await checkTree(opened, { parents: 'effective', scope: 'block', batch: batch });
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

  it('scrolls and zooms 2,000 nodes', async () => {
    const opened = await openReport(named('2,000'));
    const { page } = opened;
    const scrolled = median(await page.evaluate(scrollFrames));
    const zooms: number[] = [];
    for (let i = 0; i < 5; i++) zooms.push(await page.evaluate(clickTime, '[aria-label="Zoom out"]'));
    process.stdout.write(
      `      2,000 nodes: a frame of scrolling ${scrolled.toFixed(1)} ms, a zoom ${median(zooms).toFixed(0)} ms (medians)\n`,
    );
    const drawn = await page.evaluate(drawnTree);
    const view = { parents: 'effective', scope: 'block', batch: lastBatch(opened.picture) } as const;
    assertTree(drawn, opened.picture, view);
    await closeReport(opened);
  });
});
