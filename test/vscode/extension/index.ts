/** What VS Code calls inside its extension host: runs the suites of one window with Mocha. */
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { activationTimes } from './support/activation.ts';

export async function run(): Promise<void> {
  const {
    ITERLOG_ROOT = '',
    ITERLOG_TEST_WINDOW = '',
    ITERLOG_TEST_GREP,
    ITERLOG_TEST_ACTIVATIONS,
  } = process.env;
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    reporter: path.join(ITERLOG_ROOT, 'test', 'support', 'counting-reporter.cjs'),
    ...(ITERLOG_TEST_GREP && { grep: ITERLOG_TEST_GREP, ITERLOG_TEST_ACTIVATIONS }),
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
