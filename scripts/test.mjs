// `npm test`: everything, one step after another, the checks of the text beside them, with one count at the end. Steps
// that need a program which is not here try to install it; where they cannot, they are skipped and say so, and with
// CI=true that is a failure.
import { spawn } from 'node:child_process';
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

/** Runs a program; its exit code. */
async function run(args, output = 'inherit') {
  const child = spawn(node, args, {
    stdio: ['ignore', output, output],
    env: { ...process.env, ITERLOG_TEST_COUNTS: counts },
  });
  const [code] = await once(child, 'exit');
  return code;
}

function fail(what) {
  checks.failed++;
  failures.push(what);
}

/** A step that is one check: it counts once. */
async function check(title, args) {
  console.log(`\n== ${title}`);
  const ok = (await run(args)) === 0;
  if (ok) checks.passed++;
  else fail(title);
  return ok;
}

/**
 * Programs that run one after the other beside the steps; their output is shown when they are waited for. One that ends
 * badly without having counted a failure counts as one.
 */
function alongside(programs) {
  const file = path.resolve('out/alongside.txt');
  const output = openSync(file, 'w');
  const all = (async () => {
    for (const args of programs) {
      const code = await run(args, output);
      // Both count their failures, and end with how many those are.
      if (code !== 0 && counted().failed === 0) fail(`${args.join(' ')}: exit code ${code}`);
    }
  })();
  return async () => {
    await all;
    console.log(readFileSync(file, 'utf8'));
  };
}

/** A step whose tests count themselves; a run that ends badly without a failed test counts as one failure. */
async function suite(title, args) {
  console.log(`\n== ${title}`);
  const before = counted().failed;
  const code = await run(args);
  if (code !== 0 && counted().failed === before) fail(`${title}: exit code ${code}`);
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

const mocha = bin(['mocha', 'bin', 'mocha.js']);
if (await check('build', ['esbuild.mjs', '--tests', '--production'])) {
  const missing = await ensureAll();
  // Each of the two keeps one core busy.
  const beside = alongside([['scripts/checks.mjs'], [mocha, '--config', '.mocharc.run.json']]);
  await suite('unit and contract tests', [mocha]);
  const isPacked = await check('package', ['scripts/package.mjs']);
  // What comes now has windows in it that want the machine for themselves.
  await beside();
  if (missing.chromium) skip('browser and VS Code', missing.chromium);
  else {
    await suite('reports in a browser', [mocha, '--config', 'test/browser/mocharc.json']);
    if (isPacked) await suite('in a real VS Code', ['test/vscode/run.mjs']);
  }
}

/**
 * Installs what is missing, where that can be done: where there is no sshd, no Slurm or no PyYAML, the tests that want it
 * skip and say so, or with CI=true fail.
 */
async function ensureAll() {
  await ensurePyYaml();
  for (const [what, ensure] of [
    ['runs over ssh', ensureSsh],
    ['runs on Slurm', ensureSlurm],
  ]) {
    const missing = await ensure();
    if (missing) skip(what, missing);
  }
  return { chromium: (await ensureChromium()).missing };
}

function skip(what, missing) {
  console.log(`\n== ${what} skipped: ${missing}`);
  if (process.env.CI === 'true') fail(`${what}: ${missing}`);
  else checks.skipped++;
}

const total = counted();
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
for (const failure of total.failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
