#!/usr/bin/env node
// @ts-check
/**
 * Puts a pinned VS Code server into a cache folder, from npm packages alone: nothing is compiled, no install
 * script runs. As a command: `node test/vscode/host/install.mjs [newest|floor|all]`.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { exec } from './exec.mjs';
import { stubs } from './stubs.mjs';
import { asHostName, hosts, leftOut } from './versions.mjs';

/**
 * @typedef {import('./versions.mjs').HostName} HostName
 * @typedef {import('./versions.mjs').Pin} Pin
 *
 * @typedef {object} InstalledHost
 * @property {HostName} name
 * @property {string} vscode the VS Code version, e.g. `1.99.3`
 * @property {string} node the Node binary that runs the server
 * @property {string} serverMain the server's entry script
 */

/** Raised when the steps below change, so that caches built by older steps are not reused. */
const LAYOUT = 2;
/** Marks a folder of the cache as whole. */
const COMPLETE = '.complete';
const PARTIAL = '.partial-';
const ABANDONED_AFTER_MS = 24 * 3600 * 1000;

/** @returns {string} */
export function cacheRoot() {
  const { VSCODE_HOST_CACHE, XDG_CACHE_HOME } = process.env;
  if (VSCODE_HOST_CACHE) return path.resolve(VSCODE_HOST_CACHE);
  return path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'vscode-test-host');
}

/**
 * Installs the host unless the cache has it. Safe to call from several processes at once and to interrupt:
 * a folder is built aside and renamed into place when whole.
 *
 * @param {HostName} name
 * @returns {Promise<InstalledHost>}
 * @throws {Error} on another platform, without npm or network, or when a package is not the pinned one
 */
export async function install(name) {
  const root = cacheRoot();
  const { vscode, codeServer, node } = hosts[asHostName(name)];
  const home = path.join(root, `${codeServer.version}-node${node.version}-${LAYOUT}`);
  const installed = {
    name,
    vscode,
    node: path.join(home, 'node/bin/node'),
    serverMain: path.join(home, 'lib/vscode/out/server-main.js'),
  };
  if (isComplete(home)) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The VS Code test host is pinned for linux-x64; this is ${process.platform}-${process.arch}.`,
    );
  }

  await mkdir(root, { recursive: true });
  await removeAbandoned(root);
  const building = await mkdtemp(path.join(root, PARTIAL));
  try {
    await build(name, building);
    await writeFile(path.join(building, COMPLETE), '');
    await rename(building, home).catch(error => {
      // Another process was first: its folder is as good.
      if (!isComplete(home)) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return installed;
}

/** @param {string} home */
function isComplete(home) {
  return existsSync(path.join(home, COMPLETE));
}

/**
 * Removes what installs that were killed left behind.
 * @param {string} root
 */
async function removeAbandoned(root) {
  for (const entry of await readdir(root)) {
    if (!entry.startsWith(PARTIAL)) continue;
    const folder = path.join(root, entry);
    const info = await stat(folder).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > ABANDONED_AFTER_MS)
      await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {HostName} name
 * @param {string} home an empty folder
 */
async function build(name, home) {
  const { codeServer, node, replace } = hosts[name];
  await Promise.all([
    unpack(codeServer, home, ['package/lib/vscode', 'package/LICENSE']),
    unpack(node, path.join(home, 'node'), ['package/bin']),
  ]);
  const server = path.join(home, 'lib/vscode');
  await trimManifest(path.join(server, 'package.json'), replace);
  // Not `npm ci`: the packed lock file misses entries. `npm install` keeps the versions and hashes it has.
  await npm(['install', '--omit=dev', '--ignore-scripts', '--engine-strict=false'], server);
  await checkReplaced(server, replace);
  await writeStubs(path.join(server, 'node_modules'));
}

/**
 * Fetches a package, checks its bytes and unpacks the wanted part of it.
 *
 * @param {Pin} pin
 * @param {string} into
 * @param {readonly string[]} members paths inside the package
 */
async function unpack(pin, into, members) {
  await mkdir(into, { recursive: true });
  const download = await mkdtemp(path.join(into, 'download-'));
  await npm(['pack', `${pin.name}@${pin.version}`, '--ignore-scripts'], download);
  const [tarball] = await readdir(download);
  if (!tarball) throw new Error(`npm pack ${pin.name}@${pin.version} wrote no file.`);
  const file = path.join(download, tarball);
  const actual = `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`;
  assertIntegrity(pin, actual);
  await exec('tar', ['-xzf', file, '--strip-components=1', '-C', into, ...members]);
  await rm(download, { recursive: true });
}

/**
 * @param {Pin} pin
 * @param {string | undefined} actual
 */
function assertIntegrity(pin, actual) {
  if (actual === pin.integrity) return;
  throw new Error(
    `${pin.name}@${pin.version} is not the pinned package: ${actual}, expected ${pin.integrity}.`,
  );
}

/**
 * @param {string} file
 * @param {readonly Pin[]} replace
 */
async function trimManifest(file, replace) {
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  for (const name of leftOut) delete manifest.dependencies[name];
  for (const { name, version } of replace) manifest.dependencies[name] = version;
  // Both name packages that are left out; npm refuses such overrides.
  delete manifest.overrides;
  delete manifest.allowScripts;
  await writeFile(file, JSON.stringify(manifest, null, 2));
}

/**
 * The replaced packages are not in the packed lock file, so npm had no hash to hold them against.
 *
 * @param {string} server
 * @param {readonly Pin[]} replace
 */
async function checkReplaced(server, replace) {
  const lock = JSON.parse(await readFile(path.join(server, 'node_modules/.package-lock.json'), 'utf8'));
  for (const pin of replace) assertIntegrity(pin, lock.packages[`node_modules/${pin.name}`]?.integrity);
}

/** @param {string} nodeModules */
async function writeStubs(nodeModules) {
  for (const [name, code] of Object.entries(stubs)) {
    const folder = path.join(nodeModules, name);
    await mkdir(folder, { recursive: true });
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: 'index.js' }),
    );
    await writeFile(path.join(folder, 'index.js'), code);
  }
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  return exec('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
}

/** @param {readonly string[]} names */
async function main(names) {
  const wanted = names.length === 0 || names.includes('all') ? Object.keys(hosts) : names;
  for (const name of wanted) {
    const start = performance.now();
    const { vscode, serverMain } = await install(asHostName(name));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name}: VS Code ${vscode}, ${path.resolve(serverMain, '../..')} (${seconds} s)`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv.slice(2)).catch(error => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
