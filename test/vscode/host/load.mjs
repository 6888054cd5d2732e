// @ts-check
/**
 * Loads a window into a page and waits until it is there.
 */

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./server.mjs').Server} Server
 * @typedef {import('./server.mjs').View} View
 */

const FOLDERS_MS = 5000;
const FOLDERS_TRIES = 4;

/**
 * @param {Page} page
 * @param {Server} server
 * @param {View} view
 */
export async function loadWindow(page, server, view) {
  await page.goto(server.url(view));
  await restored(page, server);
  if (view.workspace) await workspaceFolders(page, server);
}

/**
 * Loads a `.code-workspace` for nothing, so that the next load in this page has its folders from the start.
 *
 * @param {Page} page
 * @param {Server} server
 * @param {View} view
 */
export async function rememberWorkspace(page, server, { workspace }) {
  if (!workspace) return;
  // On a busy machine the first load may end before the browser has kept what it read; the second makes sure.
  for (let loads = 0; loads < 2; loads++) await loadWindow(page, server, { workspace });
}

/**
 * Waits until the window has its parts and editors back.
 *
 * @param {Page} page
 * @param {Server} server
 */
async function restored(page, server) {
  await page.locator('.monaco-workbench .part.statusbar [id="status.problems"]').waitFor();
  if (!server.driver) return;
  await page.waitForFunction('globalThis.driver?.whenWorkbenchRestored');
  await page.evaluate('globalThis.driver.whenWorkbenchRestored()');
}

/**
 * In a browser, VS Code now and then loses a race at the first load of a `.code-workspace` and stays without its
 * folders (seen in 1.99 and in 1.139). It keeps what it read of the file in the browser, so the next load has them.
 *
 * @param {Page} page
 * @param {Server} server
 */
async function workspaceFolders(page, server) {
  const folder = page.locator('.explorer-folders-view .monaco-list-row').first();
  for (let tries = 1; tries < FOLDERS_TRIES; tries++) {
    const shown = await folder.waitFor({ timeout: FOLDERS_MS }).then(
      () => true,
      () => false,
    );
    if (shown) return;
    await page.reload();
    await restored(page, server);
  }
  await folder.waitFor({ timeout: FOLDERS_MS });
}
