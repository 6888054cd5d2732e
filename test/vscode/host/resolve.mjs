// @ts-check
/**
 * Decides which VS Code the extension tests run in.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { exec } from './exec.mjs';
import { cacheRoot } from './install.mjs';
import { findProgram, hasDisplay } from './programs.mjs';
import { hosts } from './versions.mjs';

export { KEEP_WORKSPACE_TRUST } from './command-line.mjs';

/**
 * @typedef {object} ResolvedVSCode
 * @property {string} executablePath for `vscodeExecutablePath` of `runTests`
 * @property {'desktop' | 'server'} kind
 * @property {Record<string, string>} env for `extensionTestsEnv` of `runTests`: the launcher needs it
 */

const RELEASES = 'https://update.code.visualstudio.com/api/releases/stable';
const PROBE_MS = 4000;

/**
 * The desktop of that version where it can be downloaded and shown, else the server of that version.
 * ITERLOG_TEST_VSCODE = server or desktop leaves no choice.
 *
 * @param {import('./versions.mjs').HostName} which
 * @returns {Promise<ResolvedVSCode>}
 * @throws {Error} when the desktop is asked for and cannot be had
 */
export async function resolveVSCode(which) {
  const forced = process.env.ITERLOG_TEST_VSCODE;
  if (forced && forced !== 'server' && forced !== 'desktop') {
    throw new Error(`ITERLOG_TEST_VSCODE is '${forced}'; it can be 'server' or 'desktop'.`);
  }
  if (forced === 'server') return server(which);
  if (forced === 'desktop') return desktop(which);

  const showable = hasDisplay() || findProgram(['xvfb-run']) !== undefined;
  if (!showable || !(await canDownload())) return server(which);
  return desktop(which).catch(error => {
    console.warn(`VS Code ${hosts[which].vscode} desktop cannot be used, so its server is: ${error.message}`);
    return server(which);
  });
}

/**
 * @param {import('./versions.mjs').HostName} which
 * @returns {ResolvedVSCode}
 */
function server(which) {
  return { executablePath: launcher('code.mjs'), kind: 'server', env: { VSCODE_HOST: which } };
}

/**
 * @param {import('./versions.mjs').HostName} which
 * @returns {Promise<ResolvedVSCode>}
 */
async function desktop(which) {
  const executable = await downloadAndUnzipVSCode({
    version: hosts[which].vscode,
    cachePath: path.join(cacheRoot(), 'desktop'),
    reporter: new SilentReporter(),
  });
  // Windows starts no script by its first line.
  if (process.platform === 'win32') return { executablePath: executable, kind: 'desktop', env: {} };
  // Fails here, and not in the middle of a test run, when a shared library is missing.
  await exec(executable, ['--version'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  return { executablePath: launcher('desktop.mjs'), kind: 'desktop', env: { VSCODE_DESKTOP: executable } };
}

/** @param {string} file */
function launcher(file) {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** @type {Promise<boolean> | undefined} */
let downloadable;
/** @returns {Promise<boolean>} looked at once per process */
function canDownload() {
  downloadable ??= fetch(RELEASES, { signal: AbortSignal.timeout(PROBE_MS) }).then(
    response => response.ok,
    () => false,
  );
  return downloadable;
}
