// @ts-check
import { writeFile } from 'node:fs/promises';
import { painted } from './in-page.mjs';

/**
 * @typedef {object} ShotOptions
 * @property {boolean} [statusBar] keeps the status bar, less what differs from run to run; hidden when not given
 * @property {import('playwright-core').Locator} [of] only this part of the window
 */

/** What differs from run to run whatever the theme is: things that fade, blink, or follow the mouse. */
const restless = '.scrollbar, .minimap, .decorationsOverviewRuler, .monaco-sash, .workbench-hover-container';
/** The remote indicator shows a port, the bell has a dot at times, problems and cursor come late. */
const restlessStatus = '.part.statusbar [id="status.host"], .part.statusbar [id="status.notifications"]';
const still =
  '*, ::before, ::after { transition: none !important; animation: none !important; caret-color: transparent !important }';

const MAX_TRIES = 30;

/**
 * Takes a picture of a window once two in a row are the same, byte by byte. The window's title shows the folder's
 * name: give the folder a steady one.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} [file] where to write it (PNG)
 * @param {ShotOptions} [options]
 * @returns {Promise<Buffer>} the picture
 * @throws {Error} when the window does not come to rest
 */
export async function stableScreenshot(page, file, { statusBar = false, of } = {}) {
  const hidden = `${restless}, ${statusBar ? restlessStatus : '.part.statusbar'}`;
  const style = `${hidden} { visibility: hidden !important } ${still}`;
  /** @type {import('playwright-core').PageScreenshotOptions} */
  const options = { animations: 'disabled', caret: 'hide', scale: 'device', style };
  const shoot = () => (of ? of.screenshot(options) : page.screenshot(options));

  await page.mouse.move(0, 0);
  await page.evaluate(painted);
  let before = await shoot();
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    await page.evaluate(painted);
    const now = await shoot();
    if (now.equals(before)) {
      if (file) await writeFile(file, now);
      return now;
    }
    before = now;
  }
  throw new Error(`The window never looked the same twice in ${MAX_TRIES} screenshots.`);
}
