/** Reports of logs of every kind, looked at: pictures go to `out/screenshots`. */
import assert from 'node:assert/strict';
import { picturedLogs } from '../fixtures/pictured.ts';
import { cutOff } from './in-page.mjs';
import { barriers, closeReport, openReport, shoot, showTab, startBrowser, stopBrowser } from './support.ts';

before(startBrowser);
after(stopBrowser);

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
