// @ts-check
/**
 * The test driver hands over the window's whole log in one stream: the lines of the tests and the workbench's own.
 * These are the beginnings of the latter, seen in both pinned versions.
 */
const beginnings = [
  '[AccountPolicyGate]',
  '[AgentHost',
  '[ChatModelSelection',
  '[Service Worker]',
  '[driver]',
  '[network',
  '[perf',
  '[reconnection',
  '[remote-connection',
  'Canceled: Canceled: Canceled', // while the extension host ends
  'ChatSessionStore:',
  'Creating a socket',
  'Creation of workbench contribution',
  'Ignoring fetching additional',
  'Invoking resolveAuthority',
  'Resolved connection token',
  'Resolving connection token',
  'Started local extension host',
  'Updating additional builtin',
  'resolveAuthority',
];

/**
 * @param {string} line
 * @returns {boolean} whether the line says nothing about the tests
 */
export function isWorkbenchLog(line) {
  return beginnings.some(beginning => line.startsWith(beginning));
}
