// @ts-check
/**
 * Starts and stops the VS Code server, and runs its one-shot commands.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { atEnd } from './cleanup.mjs';
import { exec } from './exec.mjs';
import { install } from './install.mjs';
import { quietSettingsOf, writeSettings } from './settings.mjs';

/**
 * @typedef {import('./settings.mjs').Settings} Settings
 * @typedef {import('./install.mjs').InstalledHost} InstalledHost
 *
 * @typedef {object} Profile which VS Code, and where it keeps its things
 * @property {import('./versions.mjs').HostName | undefined} [host] `newest` when not given
 * @property {string | undefined} [userDataDir] a temporary folder when not given
 * @property {string | undefined} [extensionsDir] `extensions` inside the user data folder when not given
 * @property {NodeJS.ProcessEnv | undefined} [env] added to the environment of the server and of the extension host
 *
 * @typedef {object} ServerOptions
 * @property {Settings | undefined} [settings] user settings on top of the quiet ones
 * @property {boolean | undefined} [workspaceTrust] false (the default): every folder is trusted. true: as users have it,
 *   and a window whose trust question stays unanswered is untrusted
 * @property {boolean | undefined} [driver] true: with the smoke-test driver, which running tests and unpacked extensions
 *   need; it answers dialogs by itself and keeps toasts back. false (the default): the window as users see it
 *
 * @typedef {object} View what a window shows; without folder and workspace it is an empty window
 * @property {string | undefined} [folder]
 * @property {string | undefined} [workspace] a `.code-workspace` file
 * @property {readonly string[] | undefined} [files] opened in editors
 * @property {boolean | undefined} [goto] the files end in `:line` or `:line:column`
 * @property {readonly string[] | undefined} [extensionDevelopmentPaths] unpacked extensions (need the driver)
 * @property {string | undefined} [extensionTestsPath] a module with `run()` (needs the driver)
 * @property {'node' | 'web' | undefined} [extensionDevelopmentKind]
 * @property {boolean | undefined} [disableExtensions] no installed extensions
 *
 * @typedef {object} Server
 * @property {import('./versions.mjs').HostName} host
 * @property {string} vscode the VS Code version
 * @property {boolean} driver
 * @property {string} userDataDir
 * @property {string} logFile what the server wrote
 * @property {Promise<void>} exited settles when the server is gone, for whatever reason
 * @property {(view: View) => string} url the address of a window
 * @property {(settings: Settings) => Promise<void>} updateSettings changes user settings, for windows opened from then on
 * @property {() => Promise<void>} stop ends the server and all it started; safe to call twice
 */

const LOOPBACK = '127.0.0.1';
const GRACE_MS = 2000;

/**
 * Starts a server that listens on the loopback interface only, on a port the system chooses.
 * It ends with `stop()`, or with this process.
 *
 * @param {Profile & ServerOptions} [options]
 * @returns {Promise<Server>}
 * @throws {Error} when the server ends before it listens
 */
export async function startServer(options = {}) {
  const { settings = {}, workspaceTrust = false, driver = false } = options;
  const host = await install(options.host ?? 'newest');
  const userDataDir = options.userDataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'vscode-host-')));
  await makeFolders({ ...options, userDataDir });
  await writeSettings(userDataDir, quietSettingsOf(host.name), settings);

  const command = [
    ...tether(),
    ...serverCommand(host, userDataDir, options.extensionsDir),
    ...['--host', LOOPBACK, '--port', '0', '--without-connection-token'],
    // At a higher level the console of the extension host would not arrive.
    ...['--log', 'info'],
    ...(driver ? ['--enable-smoke-test-driver'] : []),
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
  const [file = '', ...args] = command;
  // A process group of its own, so that all it starts can be ended with it.
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(options.env),
    detached: true,
  });
  const logFile = path.join(userDataDir, 'server.log');
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });

  /** @type {Promise<void>} */
  const exited = new Promise(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = () => signalGroup(child.pid, 'SIGKILL');
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => (stopping ??= end());
  const forget = atEnd({
    stop,
    kill: () => {
      kill();
      if (!options.userDataDir) rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  });

  async function end() {
    signalGroup(child.pid, 'SIGTERM');
    await settledWithin(exited, GRACE_MS);
    kill();
    await exited;
    log.end();
    if (!options.userDataDir) await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    forget();
  }

  try {
    const port = await listeningPort(child, exited);
    return {
      host: host.name,
      vscode: host.vscode,
      driver,
      userDataDir,
      logFile,
      exited,
      url: view => address(port, view),
      updateSettings: changed => writeSettings(userDataDir, {}, changed),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Runs the server with arguments that make it do one thing and end, such as `--list-extensions`.
 *
 * @param {Profile & { userDataDir: string }} profile
 * @param {readonly string[]} args
 * @returns {Promise<string>} what it printed
 * @throws {Error} when it fails
 */
export async function runServerCommand(profile, args) {
  const host = await install(profile.host ?? 'newest');
  await makeFolders(profile);
  const [file = '', ...own] = serverCommand(host, profile.userDataDir, profile.extensionsDir);
  return exec(file, [...own, ...args], { env: environment(profile.env) });
}

/**
 * Installs a packaged extension into a profile. Start a server on the same folders to use it.
 *
 * @param {Profile & { userDataDir: string }} profile
 * @param {string} vsix
 */
export async function installVsix(profile, vsix) {
  await runServerCommand(profile, ['--install-extension', path.resolve(vsix)]);
}

/**
 * @param {InstalledHost} host
 * @param {string} userDataDir
 * @param {string} [extensionsDir]
 * @returns {string[]}
 */
function serverCommand(host, userDataDir, extensionsDir = path.join(userDataDir, 'extensions')) {
  return [
    ...[host.node, host.serverMain],
    ...['--user-data-dir', userDataDir, '--server-data-dir', path.join(userDataDir, 'server')],
    ...['--extensions-dir', extensionsDir],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
  ];
}

/**
 * VS Code 1.99 makes one level of missing folders only.
 * @param {Profile} profile
 */
async function makeFolders({ userDataDir, extensionsDir }) {
  for (const folder of [userDataDir, extensionsDir]) {
    if (folder) await mkdir(folder, { recursive: true });
  }
}

/**
 * The environment without what a surrounding VS Code set in it, and without an extension gallery.
 *
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
function environment(extra) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
  return { ...Object.fromEntries(kept), SHELL: '/bin/bash', EXTENSIONS_GALLERY: '{}', ...extra };
}

/** @type {readonly string[] | undefined} */
let tetherPrefix;
/**
 * A prefix that has the kernel end the server when this process is killed outright (util-linux has it).
 * @returns {readonly string[]}
 */
function tether() {
  if (tetherPrefix) return tetherPrefix;
  const prefix = ['setpriv', '--pdeathsig', 'KILL'];
  try {
    execFileSync('setpriv', ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore' });
    tetherPrefix = prefix;
  } catch {
    tetherPrefix = [];
  }
  return tetherPrefix;
}

/**
 * @param {number | undefined} pid the leader of the group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group is gone already.
  }
}

/**
 * @param {Promise<unknown>} promise
 * @param {number} ms
 */
async function settledWithin(promise, ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const elapsed = new Promise(resolve => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, elapsed]);
  clearTimeout(timer);
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {Promise<void>} exited
 * @returns {Promise<number>}
 */
function listeningPort(child, exited) {
  return new Promise((resolve, reject) => {
    let text = '';
    /** @param {Buffer} chunk */
    const read = chunk => {
      text += chunk;
      const port = /agent listening on (\d+)/.exec(text)?.[1];
      if (!port) return;
      stopReading();
      resolve(Number(port));
    };
    const stopReading = () => {
      child.stdout.off('data', read);
      child.stderr.off('data', read);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void exited.then(() => reject(new Error(`The VS Code server ended before it listened:\n${text}`)));
  });
}

/**
 * @param {number} port
 * @param {View} view
 * @returns {string}
 */
function address(port, view) {
  const authority = `${LOOPBACK}:${port}`;
  /** @param {string} file */
  const remote = file => `vscode-remote://${authority}${pathToFileURL(path.resolve(file)).pathname}`;

  /** @type {[string, string][]} */
  const payload = [['skipWelcome', 'true']];
  for (const folder of view.extensionDevelopmentPaths ?? [])
    payload.push(['extensionDevelopmentPath', remote(folder)]);
  if (view.extensionTestsPath) payload.push(['extensionTestsPath', remote(view.extensionTestsPath)]);
  if (view.extensionDevelopmentKind)
    payload.push(['extensionDevelopmentKind', view.extensionDevelopmentKind]);
  if (view.disableExtensions) payload.push(['disableExtensions', 'true']);
  if (view.goto) payload.push(['gotoLineMode', 'true']);
  for (const file of view.files ?? []) payload.push(['openFile', remote(file)]);

  const query = new URLSearchParams();
  if (view.workspace) query.set('workspace', path.resolve(view.workspace));
  else if (view.folder) query.set('folder', path.resolve(view.folder));
  else query.set('ew', 'true');
  query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query}`;
}
