/** The command line as a process of its own: the bundle, its streams and its exit codes. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { brokenLog, fewRules, fixedLog, folderWith, removeFolders } from './world.ts';

const cli = path.resolve('dist/cli.mjs');
const start = (argv: readonly string[], cwd: string) =>
  spawnSync(process.execPath, [cli, ...argv], { cwd, encoding: 'utf8' });

describe('the iterlog program', () => {
  after(removeFolders);

  it('lints and exits with its code', () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    const { status, stdout, stderr } = start(['lint', ...fewRules], cwd);
    assert.deepEqual([status, stderr], [1, '']);
    assert.match(stdout, /next-id-plus-one/);
    assert.equal(start(['lint', 'nope.md'], cwd).status, 3);
    assert.equal(start(['nope'], cwd).status, 2);
  });

  it('reads iterlog.yaml and slot configs, and writes', () => {
    const cwd = folderWith({
      'a_analysis.md': brokenLog,
      'a_00.yaml': 'training: { lr_update: 0 }\n',
      'iterlog.yaml': 'extends: vrest\n',
    });
    const { status, stdout, stderr } = start(['lint', ...fewRules, '--fix', '--write'], cwd);
    assert.deepEqual(
      { status, stdout, stderr },
      { status: 0, stdout: '✔ No problems in 2 files.\n', stderr: 'iterlog: wrote a_analysis.md\n' },
    );
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const log = Array.from(
      { length: 3000 },
      (_, i) => `## Iter ${i + 1}: x\nNode: id=${i + 1}, parent=root\nNext: parent=${i + 2}\n`,
    ).join('\n');
    const cwd = folderWith({ 'a_analysis.md': log });
    const child = spawn(process.execPath, [cli, 'lint', ...fewRules, '--format', 'json'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', data => (err += String(data)));
    const code = await new Promise(resolve => child.on('close', resolve));
    assert.deepEqual([code, err], [1, '']);
  });

  it('says so when its output cannot be written', function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    const cwd = folderWith({ 'a_analysis.md': fixedLog });
    const { status, stderr } = spawnSync(process.execPath, [cli, 'lint', ...fewRules], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    assert.deepEqual([status, stderr], [3, 'iterlog: the output cannot be written (ENOSPC).\n']);
  });
});
