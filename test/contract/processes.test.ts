/** Nothing that comes from a log, a setting or a target is ever read by a shell of this machine that iterlog did not mean. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => /\.[cm]?ts$/.test(name))
  .map(name => ({
    name: name.split(path.sep).join('/'),
    text: readFileSync(path.join('src', name), 'utf8'),
  }));
const naming = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

describe('processes', () => {
  it('are started by the transports of runs alone', () => {
    assert.deepEqual(naming(/child_process/), ['node/run/script-process.ts', 'node/run/ssh-sharing.ts']);
  });

  it('are given an argument vector: no shell reads a command line', () => {
    assert.deepEqual(
      naming(/\bshell:\s*(?:true|['\"`])|\bexecSync\b|\bexec\b[^;\n]*child_process|\bimport \{[^}]*\bexec\b/),
      [],
    );
    assert.deepEqual(naming(/['"]-c['"]/), ['core/run/target-checks.ts'], 'Python on the target, quoted');
  });

  it('have one shell here, which reads the script of a target on this machine', () => {
    assert.deepEqual(naming(/'\/bin\/sh'/), ['node/run/local.ts']);
  });
});
