/** The page of the panel outside the editor: what it does with one picture after the other. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { changeOf } from '../../src/core/picture/change.ts';
import type { Picture } from '../../src/core/picture/model.ts';
import { pictureOf } from '../../src/core/picture/picture.ts';
import { lastBatch } from '../../src/core/picture/views.ts';
import { exploration } from '../fixtures/exploration.ts';
import { makeLog } from '../fixtures/make-log.ts';
import { assertTree } from './drawn.ts';
import { drawnTree, followTime, scrollDown, scrolledTo } from './in-page.mjs';
import { openPanel, showTab, startBrowser, stopBrowser } from './support.ts';

before(startBrowser);
after(stopBrowser);

const pictureOfLog = (text: string) => pictureOf({ exploration: exploration(text) }, 'a log');
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

describe('the page of the panel', () => {
  let page: Page;
  before(async () => void (page = await openPanel(readFileSync('dist/panel.js', 'utf8'))));

  for (const size of [136, 2000])
    it(`follows an edit of ${size} entries`, async () => {
      const text = makeLog(size);
      const half = text.indexOf('## Iter ', text.length / 2);
      const logs = [
        text,
        `${text.slice(0, half)}${text.slice(half).replace(/V_rest_R2=0\.\d+/, 'V_rest_R2=0.999')}`,
      ];
      const pictures = logs.map(pictureOfLog);
      const times: number[] = [];
      const [first, second] = pictures;
      assert.ok(first && second);
      await page.evaluate(followTime, { type: 'show', number: 0, picture: first });
      for (let number = 1; number < 8; number++) {
        const change = number % 2 ? changeOf(first, second) : changeOf(second, first);
        times.push(await page.evaluate(followTime, { type: 'change', number, change }));
      }
      process.stdout.write(
        `      ${size} entries: ${median(times).toFixed(0)} ms until the next frame (median)\n`,
      );
      const view = { parents: 'effective', scope: 'block', batch: lastBatch(second) } as const;
      assertTree(await page.evaluate(drawnTree), second, view);
    });

  it('asks for the whole picture when it lacks what a change is for', async () => {
    await page.evaluate('sent.length = 0');
    const [picture] = [pictureOfLog(makeLog(4))];
    await page.evaluate(followTime, { type: 'change', number: 99, change: changeOf(picture, picture) });
    assert.deepEqual(await page.evaluate('sent'), [{ type: 'ready' }]);
  });

  describe('of one log after the other', () => {
    const log = (name: string, text: string) => pictureOf({ exploration: exploration(text) }, name);
    const [long, short] = [log('long', makeLog(48)), log('short', makeLog(8))];
    const show = (picture: Picture) => page.evaluate(followTime, { type: 'show', number: 0, picture });
    const batch = () => page.getByRole('slider').inputValue();

    it('keeps how it is looked at over being hidden, and tells nobody otherwise', async () => {
      await show(long);
      await page.getByRole('slider').fill('11');
      await page.getByRole('checkbox', { name: 'UCB' }).check();
      await page.getByRole('button', { name: 'Zoom in' }).click();
      const size = await page.locator('.canvas svg').getAttribute('width');
      await page.locator('.canvas').evaluate(scrollDown);
      await page.waitForFunction(`JSON.parse(sessionStorage.getItem('state')).scroll.top === 60`);
      await page.reload();
      assert.deepEqual(await page.evaluate('sent'), [{ type: 'ready' }]);
      await show(long);
      assert.equal(await batch(), '11');
      assert.ok(await page.getByRole('checkbox', { name: 'UCB' }).isChecked());
      assert.equal(await page.locator('.canvas svg').getAttribute('width'), size);
      assert.equal(await page.locator('.canvas').evaluate(scrolledTo), 60);
    });

    it('takes nothing of one log for another', async () => {
      await showTab(page, 'Progress');
      const chart = page.locator('#panel-progress .chart').first();
      await chart.focus();
      await page.keyboard.press('End');
      for (let i = 0; i < 3; i++) await page.keyboard.press('+');
      assert.ok(Number(await chart.getAttribute('data-runs')) < 20);
      await show(short);
      await page.waitForFunction(`document.querySelector('#panel-progress .chart').dataset.runs === '8'`);
      assert.equal(await page.locator('.tooltip').isVisible(), false);
      await showTab(page, 'Tree');
      assert.equal(await batch(), await page.getByRole('slider').getAttribute('max'));
    });

    it('has the keyboard go on in a chart where it was', async () => {
      await showTab(page, 'Progress');
      const chart = page.locator('#panel-progress .chart').first();
      await chart.focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
      await show(short);
      await page.keyboard.press('ArrowRight');
      const said = await chart.locator('[aria-live]').textContent();
      assert.ok(said?.startsWith(`${short.entries[3]?.label ?? ''},`), said ?? '');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.tooltip').isVisible(), false);
    });

    it('shows an entry that was marked while another tab was in front', async () => {
      await show(long);
      const last = long.entries.at(-1);
      await page.evaluate(followTime, { type: 'select', offset: last?.offset });
      await showTab(page, 'Tree');
      const [mark, canvas] = await Promise.all(
        [page.locator('.mark.selected .form'), page.locator('.canvas')].map(one => one.boundingBox()),
      );
      assert.ok(mark && canvas && mark.y > canvas.y && mark.y < canvas.y + canvas.height);
    });

    it('keeps its layout when it is shown again as a whole', async () => {
      await page.getByRole('button', { name: 'Fit' }).click();
      const before = await page.locator('.canvas svg').getAttribute('viewBox');
      await show(long);
      assert.equal(await page.locator('.canvas svg').getAttribute('viewBox'), before);
    });

    it('shows nothing of a log that is no longer there, and says so', async () => {
      await page.evaluate(followTime, { type: 'nothing', message: 'No editor shows a log.' });
      assert.equal(await page.locator('.mark:visible').count(), 0);
      assert.equal(await page.getByRole('tab').count(), 0);
      assert.equal(await page.locator('.remarks').textContent(), 'No editor shows a log.');
      await show(short);
      assert.ok((await page.locator('.mark:visible').count()) >= 8);
    });

    it('says that it was sent what it cannot show', async () => {
      await page.evaluate(followTime, { type: 'show', number: 0, picture: { ...short, entries: null } });
      assert.equal(await page.locator('.mark:visible').count(), 0);
      assert.match((await page.locator('.remarks').textContent()) ?? '', /cannot be shown/);
    });
  });
});
