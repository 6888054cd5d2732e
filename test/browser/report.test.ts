/** What a report draws, in a plain browser, against what the core says. */
import assert from 'node:assert/strict';
import { lastBatch } from '../../src/core/picture/views.ts';
import { picturedLogs } from '../fixtures/pictured.ts';
import { assertConfigs, assertForms, dotsOf, samplesByValue } from './drawn.ts';
import { cutOff, drawnTree, tableCells } from './in-page.mjs';
import {
  barriers,
  checkTree,
  closeReport,
  openReport,
  showTab,
  startBrowser,
  stopBrowser,
} from './support.ts';
import type { Opened } from './support.ts';

before(startBrowser);
after(stopBrowser);

for (const log of picturedLogs) {
  describe(`a report of ${log.name}`, () => {
    let opened: Opened;
    before(async () => void (opened = await openReport(log)));
    after(() => closeReport(opened));

    it('draws the trees of the core: blocks and the whole log, parents as used and as stated', async () => {
      const { page, picture } = opened;
      const last = lastBatch(picture);
      await page.getByRole('checkbox', { name: 'UCB' }).check();
      await checkTree(opened, { parents: 'effective', scope: 'block', batch: last });
      await page.getByRole('combobox', { name: 'Parents' }).selectOption('declared');
      await checkTree(opened, { parents: 'declared', scope: 'block', batch: last });
      await page.getByRole('combobox', { name: 'Show' }).selectOption('log');
      await checkTree(opened, { parents: 'declared', scope: 'log', batch: last });
      await page.getByRole('combobox', { name: 'Parents' }).selectOption('effective');
      await checkTree(opened, { parents: 'effective', scope: 'log', batch: last });
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
