// @ts-check
/**
 * Runs extension tests in the extension host of a VS Code server, the window being a page in headless Chromium.
 */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { rememberWorkspace } from './load.mjs';
import { startServer } from './server.mjs';
import { isWorkbenchLog } from './workbench-log.mjs';

/**
 * @typedef {import('./server.mjs').Profile & import('./server.mjs').ServerOptions & import('./server.mjs').View & {
 *   extensionTestsPath: string,
 *   timeoutMs?: number,
 *   print?: (line: string) => void,
 * }} TestRun `print` gets what the tests write to their console
 */

/** What `timeout(1)` exits with. */
const TIMED_OUT = 124;
const FAILED = 1;

/**
 * Runs `run()` of the module at `extensionTestsPath` in a window of its own.
 *
 * @param {TestRun} options
 * @returns {Promise<number>} 0 when `run()` came to its end, 1 when it threw or the window died, 124 when it did
 *   not end within `timeoutMs` (300 s when not given)
 * @throws {Error} when the server or the browser cannot be started
 */
export async function runExtensionTests(options) {
  const server = await startServer({ ...options, driver: true });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await rememberWorkspace(page, server, options);
      return await runInPage(page, server, options);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./server.mjs').Server} server
 * @param {TestRun} options
 * @returns {Promise<number>}
 */
async function runInPage(page, server, options) {
  const { timeoutMs = 300_000, print = console.log } = options;
  /** @type {(outcome: number | string) => void} */
  let finish = () => {};
  /** @type {Promise<number | string>} */
  const outcome = new Promise(resolve => (finish = resolve));

  // The workbench looks for these two by name when it starts, so they have to be there before it.
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
      const line = format(...args);
      if (!isWorkbenchLog(line)) print(line);
    },
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => finish(code));
  page.on('crash', () => finish('the page crashed'));
  page.on('close', () => finish('the browser closed'));
  void server.exited.then(() => finish('the VS Code server ended'));
  const late = `they did not end within ${timeoutMs / 1000} s`;
  const timer = setTimeout(() => finish(late), timeoutMs);

  try {
    await page.goto(server.url(options));
    const result = await outcome;
    if (typeof result === 'number') return result;
    print(`The extension tests gave no result: ${result}.`);
    print(await evidence(page, server));
    return result === late ? TIMED_OUT : FAILED;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What to look at when a window gave no result. The temporary files of the server are gone afterwards.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('./server.mjs').Server} server
 */
async function evidence(page, server) {
  const file = path.join(os.tmpdir(), `vscode-host-${process.pid}.png`);
  const shot = await page.screenshot({ path: file, timeout: 5000 }).then(
    () => `Screenshot: ${file}`,
    () => 'No screenshot: the page does not answer.',
  );
  const log = await readFile(server.logFile, 'utf8').catch(() => '');
  return `${shot}\nThe end of the server's log:\n${log.slice(-2000)}`;
}
