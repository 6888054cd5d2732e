// `npm test`: everything, one step after another, the checks of the text beside them, with one count at the end. Steps
// that need a program which is not here try to install it; where they cannot, they are skipped and say so, and with
// CI=true that is a failure.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureSlurm } from '../test/run/support/ensure-slurm.mjs';
import { ensureSsh } from '../test/run/support/ensure.mjs';
import { ensurePyYaml } from '../test/support/pyyaml.mjs';
import { ensureChromium } from '../test/vscode/host/apt.mjs';

const counts = path.resolve('out/test-counts.jsonl');
const node = process.execPath;
const bin = name => path.resolve('node_modules', ...name);
const checks = { passed: 0, failed: 0, skipped: 0 };
/** What failed without being counted by tests. */
const failures = [];

/** Runs a program with its output shown; whether it ended well. */
function run(args, env = {}) {
  const result = spawnSync(node, args, {
    stdio: 'inherit',
    env: { ...process.env, ITERLOG_TEST_COUNTS: counts, ...env },
  });
  return result.status === 0;
}

function fail(what) {
  checks.failed++;
  failures.push(what);
}

/** A step that is one check: it counts once. */
function check(title, args) {
  console.log(`\n== ${title}`);
  const ok = run(args);
  if (ok) checks.passed++;
  else fail(title);
  return ok;
}

/**
 * A program that runs beside the steps, since each of them keeps one core busy; its output is shown when it is waited for.
 * A run that ends badly without having counted a failure counts as one.
 */
function alongside(args) {
  const file = path.resolve('out/alongside.txt');
  const output = openSync(file, 'w');
  const child = spawn(node, args, {
    stdio: ['ignore', output, output],
    env: { ...process.env, ITERLOG_TEST_COUNTS: counts },
  });
  const ended = once(child, 'exit');
  let isShown = false;
  return async () => {
    const [code] = await ended;
    if (isShown) return;
    isShown = true;
    console.log(readFileSync(file, 'utf8'));
    // 1 has counted its failures.
    if (code !== 0 && code !== 1) fail(`${args.join(' ')}: exit code ${code}`);
  };
}

/** A step whose tests count themselves; a run that ends badly without a failed test counts as one failure. */
function suite(title, args, env) {
  console.log(`\n== ${title}`);
  const before = counted().failed;
  const ok = run(args, env);
  if (!ok && counted().failed === before) fail(`${title}: ended badly`);
  return ok;
}

function counted() {
  const lines = existsSync(counts) ? readFileSync(counts, 'utf8').split('\n').filter(Boolean) : [];
  const all = lines.map(line => JSON.parse(line));
  const sum = key => all.reduce((total, one) => total + one[key], checks[key]);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: [...failures, ...all.flatMap(one => one.failures ?? [])],
  };
}

rmSync('out', { recursive: true, force: true });
mkdirSync('out', { recursive: true });

const written = alongside(['scripts/checks.mjs']);
if (check('build', ['esbuild.mjs', '--tests', '--production'])) {
  // Where PyYAML cannot be installed, the tests that want it say so: they skip, or with CI=true fail.
  await ensurePyYaml();
  suite('unit and contract tests', [bin(['mocha', 'bin', 'mocha.js'])]);
  await runSuites();
  // What comes now has windows in it that want the machine for themselves.
  await written();
  const isPacked = check('package', ['scripts/package.mjs']);
  await browserSuites(isPacked);
}

/** Where there is no sshd or no Slurm, the tests with it are skipped and say so; those on this machine run. */
async function runSuites() {
  for (const [what, ensure] of [
    ['runs over ssh', ensureSsh],
    ['runs on Slurm', ensureSlurm],
  ]) {
    const missing = await ensure();
    if (missing) console.log(`\n== ${what} skipped: ${missing}`);
    if (missing && process.env.CI === 'true') fail(`${what}: ${missing}`);
  }
  suite('runs on real targets', [bin(['mocha', 'bin', 'mocha.js']), '--config', '.mocharc.run.json']);
}

/** @param isPacked whether there is an extension to be tested. */
async function browserSuites(isPacked) {
  const chromium = await ensureChromium();
  if (chromium.missing) {
    console.log(`\n== browser and VS Code suites skipped: ${chromium.missing}`);
    if (process.env.CI === 'true') fail(`browser and VS Code: ${chromium.missing}`);
    else checks.skipped++;
    return;
  }
  suite('reports in a browser', [bin(['mocha', 'bin', 'mocha.js']), '--config', 'test/browser/mocharc.json']);
  if (isPacked) suite('in a real VS Code', ['test/vscode/run.mjs']);
}

await written();
const total = counted();
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
for (const failure of total.failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
