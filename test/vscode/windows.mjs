// @ts-check
/** The windows that the suites of the extension host run in; `extension/<name>/` holds the suites of each. */
import { KEEP_WORKSPACE_TRUST } from './host/resolve.mjs';
import { explorations, temptingExploration, twoFolders } from './workspaces.mjs';

/**
 * @typedef {object} TestWindow
 * @property {string} name
 * @property {(folder: string) => Promise<string[]>} prepare makes what the window shows, inside a folder of its own, and
 *   gives the launch arguments
 * @property {number} [folders] how many workspace folders it shows, for a window that VS Code may open without them
 */

/** @type {readonly TestWindow[]} */
export const windows = [
  { name: 'empty', prepare: async () => [] },
  { name: 'folder', prepare: async folder => [await explorations(folder)] },
  { name: 'multi-root', prepare: async folder => [await twoFolders(folder)], folders: 2 },
  { name: 'untrusted', prepare: async folder => [KEEP_WORKSPACE_TRUST, await temptingExploration(folder)] },
];
