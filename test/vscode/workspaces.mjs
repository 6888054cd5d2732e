// @ts-check
/** Folders to open, copied so that the tests may change them. Their names are steady, since the window shows them. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
/** Explorations whose every run these tests know. */
const fixtures = fileURLToPath(new URL('../fixtures/explorations/', import.meta.url));

/** The log in each of the examples. */
export const logName = 'flyvis_62_1_gs_vrest_Claude_analysis.md';

/**
 * The example with the common mistakes.
 *
 * @param {string} parent
 * @returns {Promise<string>} the folder
 */
export async function brokenExploration(parent) {
  const folder = path.join(parent, 'exploration');
  await cp(path.join(examples, 'broken'), folder, { recursive: true });
  return folder;
}

/**
 * The example with the common mistakes, one without any, and a Markdown file that is no log.
 *
 * @param {string} parent
 * @returns {Promise<string>} the folder
 */
export async function explorations(parent) {
  const folder = path.join(parent, 'explorations');
  for (const exploration of [path.join(examples, 'broken'), path.join(fixtures, 'vrest')])
    await cp(exploration, path.join(folder, path.basename(exploration)), { recursive: true });
  await writeFile(
    path.join(folder, 'notes.md'),
    '# Notes\n\nNode: id=1, parent=root\n\nNothing of an iteration here.\n',
  );
  return folder;
}

/**
 * Two folders with the same broken log: the first switches a rule off in its settings, the second chooses another
 * protocol in an `iterlog.yaml`.
 *
 * @param {string} parent
 * @returns {Promise<string>} the `.code-workspace` file
 */
export async function twoFolders(parent) {
  const [first, second] = ['first', 'second'].map(name => path.join(parent, name));
  if (!first || !second) throw new Error('never');
  for (const folder of [first, second]) await cp(path.join(examples, 'broken'), folder, { recursive: true });
  await mkdir(path.join(first, '.vscode'));
  const settings = { 'iterlog.rules': { 'next-overrides-parent': 'off', 'status-threshold': 'error' } };
  await writeFile(path.join(first, '.vscode', 'settings.json'), JSON.stringify(settings));
  await writeFile(path.join(second, 'iterlog.yaml'), 'extends: vrest\nrules:\n  boolean-form: off\n');
  const file = path.join(parent, 'both.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
  return file;
}
