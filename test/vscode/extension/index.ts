/** What VS Code calls inside its extension host: runs the suites of one window with Mocha. */
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspace } from 'vscode';
import { until } from '../host/until.mjs';
import { activationTimes } from './support/activation.ts';

export async function run(): Promise<void> {
  const {
    ITERLOG_ROOT = '',
    ITERLOG_TEST_WINDOW = '',
    ITERLOG_TEST_GREP,
    ITERLOG_TEST_ACTIVATIONS,
    ITERLOG_TEST_FOLDERS = '0',
    ITERLOG_TEST_INCOMPLETE,
  } = process.env;
  await wholeWindow(Number(ITERLOG_TEST_FOLDERS), ITERLOG_TEST_INCOMPLETE);
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    reporter: path.join(ITERLOG_ROOT, 'test', 'support', 'counting-reporter.cjs'),
    ...(ITERLOG_TEST_GREP && { grep: ITERLOG_TEST_GREP }),
  });
  const folder = path.join(__dirname, ITERLOG_TEST_WINDOW);
  const suites = readdirSync(folder).filter(name => name.endsWith('.test.cjs'));
  for (const suite of suites.sort()) mocha.addFile(path.join(folder, suite));
  await mocha.loadFilesAsync();
  if (mocha.suite.total() === 0) throw new Error(`There is no test for the ${ITERLOG_TEST_WINDOW} window.`);
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  const { load, call } = activationTimes();
  Mocha.reporters.Base.consoleLog(
    `iterlog took ${load.toFixed(0)} ms to load and ${call.toFixed(0)} ms to start`,
  );
  if (ITERLOG_TEST_ACTIVATIONS && load + call > 0)
    appendFileSync(ITERLOG_TEST_ACTIVATIONS, `${load + call}\n`);
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}

/** VS Code may open a window without the folders of its workspace, or add them a moment later: no test runs in the former. */
async function wholeWindow(folders: number, note: string | undefined): Promise<void> {
  try {
    await until(() => (workspace.workspaceFolders?.length ?? 0) >= folders, 'the window shows its folders', {
      timeoutMs: 10_000,
    });
  } catch (error) {
    if (note) writeFileSync(note, '');
    throw error;
  }
}
