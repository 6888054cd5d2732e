// @ts-check
/**
 * Runs the tests in a real VS Code, the lowest version that is promised and the newest: what `npm test` calls once
 * everything is built and packed.
 *
 *   node test/vscode/run.mjs [newest|floor] [host|ui] [WINDOW or UI FILE ...] [-g PATTERN]
 *
 * `host`: suites inside the extension host, one window after the other (windows.mjs), on the built `dist/`.
 * `ui`: suites that use the window as a person does, on the packaged extension.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { atEnd } from './host/cleanup.mjs';
import { resolveVSCode } from './host/resolve.mjs';
import { hosts } from './host/versions.mjs';
import { reportedBugs } from './reported-bugs.mjs';
import { windows } from './windows.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = path.join(root, 'out', 'test', 'vscode');
/** Where each window notes how long iterlog took to activate, in ms. */
const activations = path.join(built, 'activations.txt');
/** Written by a window that VS Code opened without the folders of its workspace, before any test ran in it. */
const incomplete = path.join(built, 'window-without-folders.txt');
/** How often such a window is opened: in a browser VS Code loses the race for them now and then, on a busy machine often. */
const mostOpenings = 5;
const longestActivation = 50;
const uiSuites = () => readdirSync(path.join(built, 'ui')).filter(name => name.endsWith('.test.mjs'));
const baseName = (/** @type {string} */ file) => file.slice(0, file.indexOf('.'));

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string', short: 'g' } },
  allowPositionals: true,
});
const wanted = new Set(positionals);

/**
 * Those that the arguments name; all of them where they name none.
 *
 * @template {string} T
 * @param {readonly T[]} names
 * @returns {T[]}
 */
function chosen(names) {
  const named = names.filter(name => wanted.has(name));
  return named.length > 0 ? named : [...names];
}

/**
 * A folder for one run, removed at its end.
 *
 * @template T
 * @param {(folder: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withFolder(use) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'iterlog-tests-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const forget = atEnd({ stop: async () => remove(), kill: remove });
  try {
    return await use(folder);
  } finally {
    remove();
    forget();
  }
}

/**
 * Runs the suites of one window inside its extension host.
 *
 * @param {keyof typeof hosts} host
 * @param {import('./windows.mjs').TestWindow} window
 * @param {string} folder
 */
async function runWindow(host, window, folder) {
  const { executablePath, env, kind } = await resolveVSCode(host);
  console.log(`\n-- ${window.name} window, VS Code ${hosts[host].vscode} (${kind})`);
  const userData = path.join(folder, 'user');
  const launchArgs = await window.prepare(folder);
  try {
    await runTests({
      vscodeExecutablePath: executablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(built, 'extension', 'index.cjs'),
      extensionTestsEnv: {
        ...env,
        ...shared(),
        ITERLOG_TEST_WINDOW: window.name,
        ITERLOG_TEST_FOLDERS: String(window.folders ?? 0),
        ITERLOG_TEST_INCOMPLETE: incomplete,
      },
      launchArgs: [
        ...launchArgs,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(folder, 'extensions')}`,
      ],
    });
    return noBugs(userData);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    noBugs(userData);
    return false;
  }
}

/**
 * Runs the suites of one window, opened again when VS Code opened it without its folders.
 *
 * @param {keyof typeof hosts} host
 * @param {import('./windows.mjs').TestWindow} window
 * @returns {Promise<boolean>}
 */
async function runWholeWindow(host, window) {
  for (let opening = 1; ; opening++) {
    rmSync(incomplete, { force: true });
    const good = await withFolder(folder => runWindow(host, window, folder));
    if (good || !existsSync(incomplete) || opening === mostOpenings) return good;
    console.log('VS Code opened this window without its folders; it is opened again.');
  }
}

/**
 * Runs suites that use the window.
 *
 * @param {keyof typeof hosts} host
 * @param {readonly string[]} files
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
function runUi(host, files, folder) {
  console.log(`\n-- as a person uses it, VS Code ${hosts[host].vscode} (server)`);
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = path.join(root, 'test', 'support', 'counting-reporter.cjs');
  const options = ['--no-config', '--reporter', reporter, '--timeout', '90000', '--exit'];
  const args = [mocha, ...options, ...(values.grep ? ['--grep', values.grep] : [])];
  const child = spawn(process.execPath, [...args, ...files.map(file => path.join(built, 'ui', file))], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...shared(), ITERLOG_TEST_HOST: host, ITERLOG_TEST_FOLDER: folder },
  });
  const forget = atEnd({
    stop: async () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGTERM'),
  });
  return new Promise(resolve => {
    child.once('exit', code => {
      forget();
      resolve(code === 0 && noBugs(folder));
    });
  });
}

/**
 * Whether iterlog starts quickly enough. The median of the windows counts: on a busy machine one may wait long for its
 * turn.
 */
function startsQuickly() {
  const times = existsSync(activations)
    ? readFileSync(activations, 'utf8').split('\n').filter(Boolean).map(Number)
    : [];
  if (times.length === 0) return true;
  const sorted = times.sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const quick = median < longestActivation;
  const verdict = quick ? 'less' : 'NOT less';
  console.log(
    `\niterlog starts in ${median.toFixed(0)} ms, ${verdict} than ${longestActivation} ms (median of ${times.length} windows)`,
  );
  return quick;
}

/** What the tests want to know, as their environment. */
function shared() {
  const { ITERLOG_TEST_COUNTS, ITERLOG_CORPUS } = process.env;
  return {
    ITERLOG_ROOT: root,
    ITERLOG_TEST_ACTIVATIONS: activations,
    ITERLOG_CORPUS: ITERLOG_CORPUS ?? path.resolve(root, '../shared/corpus'),
    ...(ITERLOG_TEST_COUNTS && { ITERLOG_TEST_COUNTS }),
    ...(values.grep && { ITERLOG_TEST_GREP: values.grep }),
  };
}

/**
 * Whether iterlog reported no bug of its own; the user never sees those, so nothing else would.
 * @param {string} folder
 */
function noBugs(folder) {
  const bugs = reportedBugs(folder);
  for (const bug of bugs) console.log(`iterlog reported a bug of its own: ${bug}`);
  return bugs.length === 0;
}

for (const [file, by] of [
  ['dist/extension.cjs', 'node esbuild.mjs --tests --production'],
  ['out/test/vscode/extension/index.cjs', 'node esbuild.mjs --tests --production'],
  ['out/iterlog.vsix', 'node scripts/package.mjs'],
]) {
  if (file && existsSync(path.join(root, file))) continue;
  console.log(`${file} is missing: run \`${by}\` first.`);
  process.exit(1);
}

const known = [
  ...Object.keys(hosts),
  'host',
  'ui',
  ...windows.map(({ name }) => name),
  ...uiSuites().map(baseName),
];
const unknown = positionals.filter(name => !known.includes(name));
if (unknown.length > 0) {
  console.log(`Unknown: ${unknown.join(', ')}. It can be ${known.join(', ')}.`);
  process.exit(2);
}

const kinds = chosen(/** @type {const} */ (['host', 'ui']));
const windowNames = windows.map(({ name }) => name);
const uiNames = uiSuites().map(baseName);
const namesWindow = windowNames.some(name => wanted.has(name));
const namesUi = uiNames.some(name => wanted.has(name));
const started = performance.now();
let good = true;
rmSync(activations, { force: true });
for (const host of chosen(/** @type {const} */ (['floor', 'newest']))) {
  if (kinds.includes('host') && (namesWindow || !namesUi)) {
    for (const name of chosen(windowNames)) {
      const window = windows.find(one => one.name === name);
      if (window) good = (await runWholeWindow(host, window)) && good;
    }
  }
  if (kinds.includes('ui') && (namesUi || !namesWindow)) {
    const files = chosen(uiNames).map(name => `${name}.test.mjs`);
    good = (await withFolder(folder => runUi(host, files, folder))) && good;
  }
}
good = startsQuickly() && good;
console.log(
  `\nIn a real VS Code: ${good ? 'all good' : 'failures'}, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
process.exitCode = good ? 0 : 1;
