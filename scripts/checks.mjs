// What is checked without running anything: types, lint rules, formatting. Each counts once, for whoever started this
// (ITERLOG_TEST_COUNTS names the file).
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';

const bin = name => path.resolve('node_modules', ...name);
const tsc = project => [bin(['typescript', 'bin', 'tsc']), '--noEmit', '-p', project];

const checks = [
  ['types', tsc('.')],
  ['types of the core, which knows no host', tsc('src/core')],
  ['types of the page, which has a browser alone', tsc('src/webview')],
  ['eslint', [bin(['eslint', 'bin', 'eslint.js']), '.']],
  ['prettier', [bin(['prettier', 'bin', 'prettier.cjs']), '--check', '--log-level', 'warn', '.']],
];

const failures = [];
for (const [title, args] of checks) {
  console.log(`\n== ${title}`);
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0) continue;
  console.log(`failed: ${title}`);
  failures.push(title);
}
const failed = failures.length;
const counts = { passed: checks.length - failed, failed, skipped: 0, failures };
if (process.env.ITERLOG_TEST_COUNTS)
  appendFileSync(process.env.ITERLOG_TEST_COUNTS, `${JSON.stringify(counts)}\n`);
process.exitCode = failed > 0 ? 1 : 0;
