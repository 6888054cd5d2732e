// @ts-check
/**
 * Finds Chromium and launches it headless, for pages of the test host only.
 */
import { chromium } from 'playwright-core';
import { atEnd } from './cleanup.mjs';
import { findProgram, isExecutable } from './programs.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Said wherever Chromium is missing. */
export const chromiumMissing =
  'No Chromium found. Install one (Debian: apt-get install chromium; Fedora: dnf install chromium; ' +
  'or Google Chrome), or set CHROMIUM to the path of its executable.';

/**
 * @returns {string | undefined} the executable: $CHROMIUM, or the first of the usual names on the PATH and in /usr/bin
 * @throws {Error} when $CHROMIUM is set but is no executable file
 */
export function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    if (isExecutable(CHROMIUM)) return CHROMIUM;
    throw new Error(`CHROMIUM is set to ${CHROMIUM}, which is not an executable file.`);
  }
  return findProgram(names) ?? names.map(name => `/usr/bin/${name}`).find(isExecutable);
}

/**
 * Launches a browser that ends with `close()`, or with this process.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {Error} when there is no Chromium; the message says what to install
 */
export async function launchBrowser() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(chromiumMissing);
  const browser = await chromium.launch({
    executablePath,
    // cleanup.mjs closes it, after what still needs it.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      '--disable-gpu',
      // The same pixels on every machine that has the same fonts.
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      // Nothing a page or the browser asks for leaves this machine.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  const forget = atEnd({ stop: () => browser.close() });
  browser.once('disconnected', forget);
  return browser;
}
