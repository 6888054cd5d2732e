#!/usr/bin/env node
// @ts-check
/**
 * Stands in for the VS Code desktop executable, e.g. as `vscodeExecutablePath` of `@vscode/test-electron`: the same
 * command line, a VS Code server and headless Chromium behind it.
 *
 * Environment: VSCODE_HOST = newest (default) or floor; VSCODE_HOST_TIMEOUT = seconds a test run may take.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readCommandLine } from './command-line.mjs';
import { runExtensionTests } from './run-tests.mjs';
import { runServerCommand } from './server.mjs';
import { asHostName } from './versions.mjs';

const { VSCODE_HOST = 'newest', VSCODE_HOST_TIMEOUT = '300' } = process.env;

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  const { version, extensionCommand, workspaceTrust, view, ...folders } = readCommandLine(args);
  const profile = { host: asHostName(VSCODE_HOST), ...folders };
  const command = version ? ['--version'] : extensionCommand;
  if (command.length > 0) {
    process.stdout.write(await printedBy(command, profile));
    return 0;
  }
  const { extensionTestsPath } = view;
  if (!extensionTestsPath) {
    throw new Error(
      'There is no window to show here: give --extensionTestsPath, or a command such as --list-extensions.',
    );
  }
  const timeoutMs = Number(VSCODE_HOST_TIMEOUT) * 1000;
  return runExtensionTests({ ...profile, ...view, extensionTestsPath, workspaceTrust, timeoutMs });
}

/**
 * @param {readonly string[]} command
 * @param {import('./server.mjs').Profile} profile
 */
async function printedBy(command, profile) {
  if (profile.userDataDir) return runServerCommand({ ...profile, userDataDir: profile.userDataDir }, command);
  const userDataDir = await mkdtemp(path.join(os.tmpdir(), 'vscode-host-'));
  try {
    return await runServerCommand({ ...profile, userDataDir }, command);
  } finally {
    await rm(userDataDir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
