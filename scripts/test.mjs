// `npm test`: everything, one step after another, with one count at the end. Steps that need a program which is not
// here try to install it; where they cannot, they are skipped and say so, and with CI=true that is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensurePyYaml } from '../test/support/pyyaml.mjs';
import { ensureChromium } from '../test/vscode/host/apt.mjs';

const counts = path.resolve('out/test-counts.jsonl');
const node = process.execPath;
const bin = name => path.resolve('node_modules', ...name);
const checks = { passed: 0, failed: 0, skipped: 0 };

/** Runs a program with its output shown; whether it ended well. */
function run(args, env = {}) {
  const result = spawnSync(node, args, {
    stdio: 'inherit',
    env: { ...process.env, ITERLOG_TEST_COUNTS: counts, ...env },
  });
  return result.status === 0;
}

/** A step that is one check: it counts once. */
function check(title, args) {
  console.log(`\n== ${title}`);
  const ok = run(args);
  checks[ok ? 'passed' : 'failed']++;
  if (!ok) console.log(`failed: ${title}`);
  return ok;
}

/** A step whose tests count themselves; a run that ends badly without a failed test counts as one failure. */
function suite(title, args, env) {
  console.log(`\n== ${title}`);
  const before = counted().failed;
  const ok = run(args, env);
  if (!ok && counted().failed === before) checks.failed++;
  return ok;
}

function counted() {
  const lines = existsSync(counts) ? readFileSync(counts, 'utf8').split('\n').filter(Boolean) : [];
  const all = lines.map(line => JSON.parse(line));
  const sum = key => all.reduce((total, one) => total + one[key], checks[key]);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

rmSync('out', { recursive: true, force: true });
mkdirSync('out', { recursive: true });

check('types', [bin(['typescript', 'bin', 'tsc']), '--noEmit', '-p', '.']);
check('types of the core, which knows no host', [
  bin(['typescript', 'bin', 'tsc']),
  '--noEmit',
  '-p',
  'src/core',
]);
check('types of the page, which has a browser alone', [
  bin(['typescript', 'bin', 'tsc']),
  '--noEmit',
  '-p',
  'src/webview',
]);
check('eslint', [bin(['eslint', 'bin', 'eslint.js']), '.']);
check('prettier', [bin(['prettier', 'bin', 'prettier.cjs']), '--check', '--log-level', 'warn', '.']);
if (check('build', ['esbuild.mjs', '--tests', '--production'])) {
  // Where PyYAML cannot be installed, the tests that want it say so: they skip, or with CI=true fail.
  await ensurePyYaml();
  await reportSuites();
  suite('unit and contract tests', [bin(['mocha', 'bin', 'mocha.js'])]);
  if (check('package', ['scripts/package.mjs'])) await vscodeSuites();
}

async function vscodeSuites() {
  const chromium = await ensureChromium();
  if (chromium.missing) {
    console.log(`\n== VS Code suites skipped: ${chromium.missing}`);
    checks[process.env.CI === 'true' ? 'failed' : 'skipped']++;
    return;
  }
  suite('in a real VS Code', ['test/vscode/run.mjs']);
}

async function reportSuites() {
  const { missing } = await ensureChromium();
  if (missing) {
    console.log(`\n== reports in a browser skipped: ${missing}`);
    checks[process.env.CI === 'true' ? 'failed' : 'skipped']++;
    return;
  }
  suite('reports in a browser', [bin(['mocha', 'bin', 'mocha.js']), '--config', 'test/browser/mocharc.json']);
}

const total = counted();
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
