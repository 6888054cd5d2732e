// @ts-check
/**
 * Reads the part of the VS Code desktop command line that tests use. Everything else is accepted and ignored.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Not a VS Code argument but one of the launchers here: `@vscode/test-electron` always passes
 * `--disable-workspace-trust`, and this overrules it. The window is then untrusted until somebody answers.
 */
export const KEEP_WORKSPACE_TRUST = '--keep-workspace-trust';

/**
 * @typedef {object} CommandLine
 * @property {string | undefined} userDataDir
 * @property {string | undefined} extensionsDir
 * @property {boolean} version `--version` was asked for
 * @property {string[]} extensionCommand arguments that manage extensions, as the server takes them; empty for a window
 * @property {boolean} workspaceTrust
 * @property {import('./server.mjs').View} view
 */

const text = /** @type {const} */ ({ type: 'string', multiple: true });
const flag = /** @type {const} */ ({ type: 'boolean' });
const options = {
  'user-data-dir': text,
  'extensions-dir': text,
  'install-extension': text,
  'uninstall-extension': text,
  'folder-uri': text,
  'file-uri': text,
  extensionDevelopmentPath: text,
  extensionDevelopmentKind: text,
  extensionTestsPath: text,
  // Ignored, but their value must not be taken for a file.
  'disable-extension': text,
  'enable-proposed-api': text,
  locale: text,
  log: text,
  profile: text,
  version: { ...flag, short: 'v' },
  goto: { ...flag, short: 'g' },
  'list-extensions': flag,
  'show-versions': flag,
  force: flag,
  'disable-extensions': flag,
  'disable-workspace-trust': flag,
  [KEEP_WORKSPACE_TRUST.slice(2)]: flag,
};

/**
 * @param {readonly string[]} args without the executable
 * @returns {CommandLine} paths in it are absolute
 */
export function readCommandLine(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
  });
  /** @param {string} name @returns {string[]} */
  const all = name => [values[name] ?? []].flat().filter(value => typeof value === 'string');
  /** @param {string} name */
  const last = name => all(name).at(-1);
  /** @param {string} name */
  const lastPath = name => all(name).map(toPath).at(-1);
  const has = (/** @type {string} */ name) => values[name] === true;

  const targets = [...positionals, ...all('folder-uri'), ...all('file-uri')].map(toPath);
  const workspace = targets.find(isWorkspaceFile);
  const folder = targets.find(isFolder);
  const kind = last('extensionDevelopmentKind');
  return {
    userDataDir: lastPath('user-data-dir'),
    extensionsDir: lastPath('extensions-dir'),
    version: has('version'),
    extensionCommand: [
      ...all('install-extension').flatMap(value => ['--install-extension', value]),
      ...all('uninstall-extension').flatMap(value => ['--uninstall-extension', value]),
      ...['list-extensions', 'show-versions', 'force'].filter(has).map(name => `--${name}`),
    ],
    workspaceTrust: has(KEEP_WORKSPACE_TRUST.slice(2)) || !has('disable-workspace-trust'),
    view: {
      workspace,
      folder,
      files: targets.filter(target => !isWorkspaceFile(target) && !isFolder(target)),
      goto: has('goto'),
      extensionDevelopmentPaths: all('extensionDevelopmentPath').map(toPath),
      extensionTestsPath: lastPath('extensionTestsPath'),
      extensionDevelopmentKind: kind === 'web' || kind === 'node' ? kind : undefined,
      disableExtensions: has('disable-extensions'),
    },
  };
}

/** @param {string} value a path or a `file:` URI */
function toPath(value) {
  return value.startsWith('file:') ? fileURLToPath(value) : path.resolve(value);
}

/** @param {string} target */
function isWorkspaceFile(target) {
  return target.endsWith('.code-workspace');
}

/** @param {string} target */
function isFolder(target) {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
