// @ts-check
/**
 * The test driver hands over the window's whole log in one stream: the lines of the tests and the workbench's own.
 * These are the beginnings of the latter, seen in both pinned versions.
 */
const beginnings = [
  "document 'file:", // that of the settings, opened twice
  '[AccountPolicyGate]',
  '[AgentHost',
  '[ChatModelSelection',
  '[Service Worker]',
  '[driver]',
  '[network',
  '[perf',
  '[reconnection',
  '[remote-connection',
  'Aborted onWillSaveTextDocument-event', // on a busy machine
  'Canceled: Canceled: Canceled', // while the extension host ends
  'ChatSessionStore:',
  'Creating a socket',
  'Creation of workbench contribution',
  'DialogService: Dialog requested',
  'Ignoring fetching additional',
  'Invoking resolveAuthority',
  'Resolved connection token',
  'Resolving connection token',
  'Started local extension host',
  'Timed out waiting for authentication provider',
  'Updating additional builtin',
  'resolveAuthority',
  'unknown document: Error',
];

/**
 * @param {string} line
 * @returns {boolean} whether the line says nothing about the tests
 */
export function isWorkbenchLog(line) {
  return beginnings.some(beginning => line.startsWith(beginning));
}
