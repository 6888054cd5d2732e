/** The page of the panel outside the editor: what it does with one picture after the other. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { changeOf } from '../../src/core/picture/change.ts';
import { pictureOf } from '../../src/core/picture/picture.ts';
import { lastBatch } from '../../src/core/picture/views.ts';
import { exploration } from '../fixtures/exploration.ts';
import { makeLog } from '../fixtures/make-log.ts';
import { assertTree } from './drawn.ts';
import { drawnTree, followTime } from './in-page.mjs';
import { openPanel, startBrowser, stopBrowser } from './support.ts';

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
});
