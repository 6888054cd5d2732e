#!/usr/bin/env node
// @ts-check
/**
 * Launches a downloaded VS Code desktop so that it takes the same arguments as code.mjs does:
 * with quiet settings, with `--keep-workspace-trust`, and on Linux without a display under xvfb-run.
 *
 * Environment: VSCODE_DESKTOP = the real executable.
 */
import { spawn } from 'node:child_process';
import { KEEP_WORKSPACE_TRUST, readCommandLine } from './command-line.mjs';
import { hasDisplay } from './programs.mjs';
import { quietSettings, writeSettings } from './settings.mjs';

const { VSCODE_DESKTOP } = process.env;
if (!VSCODE_DESKTOP) throw new Error('Set VSCODE_DESKTOP to the VS Code executable.');

const given = process.argv.slice(2);
const keepTrust = given.includes(KEEP_WORKSPACE_TRUST);
const args = given.filter(
  arg => arg !== KEEP_WORKSPACE_TRUST && !(keepTrust && arg === '--disable-workspace-trust'),
);

const { userDataDir } = readCommandLine(given);
if (userDataDir) await writeSettings(userDataDir, quietSettings, {});

const [file = '', ...rest] = [
  ...(hasDisplay() ? [] : ['xvfb-run', '--auto-servernum']),
  VSCODE_DESKTOP,
  ...args,
];
const child = spawn(file, rest, { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.once('error', error => {
  console.error(error.message);
  process.exitCode = 1;
});
child.once('exit', code => {
  process.exitCode = code ?? 1;
});
