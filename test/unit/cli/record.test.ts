/** `iterlog record` from its arguments to its exit code, on real folders. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { crash, flyLog, Loop, vrestBase } from '../../fixtures/loop.ts';
import { folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const base = 'flyvis_62_1_gs_vrest';
const name = `${base}_Claude`;
const home = `log/Claude_exploration/LLM_${base}`;
const runs = `log/Claude_exploration/instruction_${base}_parallel`;
const good: readonly (string | undefined)[] = [flyLog(0.52), flyLog(0.61), flyLog(0.33), flyLog(0.4712)];
const record = (cwd: string, ...argv: string[]) => iterlog(['record', ...argv], { cwd });

/** A new exploration after its first batch, in the old layout or in one folder; the folder, and where the log is in it. */
function exploration(left = good, layout: 'old' | 'new' = 'old') {
  const loop = new Loop(presets.vrest, vrestBase, base);
  const beside = layout === 'old' ? '' : `${home}/`;
  const config = layout === 'old' ? 'config/fly/' : beside;
  const files: Record<string, string> = {
    [`${beside}${name}_analysis.md`]: loop.log,
    [`${beside}${name}_plan.yaml`]: loop.plan ?? '',
    [`${config}${base}.yaml`]: vrestBase,
  };
  for (const [slot, text] of loop.slots.entries()) files[`${config}${name}_0${slot}.yaml`] = text;
  for (const [slot, text] of left.entries()) {
    const isError = text?.includes('SUBPROCESS ERROR');
    if (text !== undefined)
      files[isError ? `${runs}/training_error_0${slot}.log` : `${beside}${name}_0${slot}_analysis.log`] =
        text;
  }
  const cwd = folderWith(files);
  const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');
  return {
    cwd,
    log: `${beside}${name}_analysis.md`,
    plan: `${beside}${name}_plan.yaml`,
    beside,
    read,
    files,
  };
}

describe('iterlog record', () => {
  for (const [argv, message] of [
    [[], /Name one log/],
    [['a', 'b'], /Name one log/],
    [['-'], /Standard input has no result logs/],
    [['a', '--format', 'yaml'], /--format is one of text, json/],
    [['a', '--nope'], /Unknown option '--nope'/],
  ] as const)
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, out, err } = await record(folderWith(), ...argv);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });

  it('prints its help, and cannot read what is not there: exit code 3', async () => {
    assert.match((await record(folderWith(), '--help')).out, /^Usage: iterlog record/);
    const { code, err } = await record(folderWith(), 'nope_analysis.md');
    assert.equal(code, 3);
    assert.match(err, /nope_analysis\.md does not exist/);
  });

  for (const layout of ['old', 'new'] as const) {
    it(`shows the diff of log and plan, writes both, and then has nothing to do: ${layout} layout`, async () => {
      const { cwd, log, plan, read, files } = exploration(good, layout);
      const shown = await record(cwd, log);
      assert.equal(shown.code, 0);
      assert.match(shown.err, /The diff adds 4 entries: add --write to apply it\./);
      assert.match(shown.out, new RegExp(`^--- a/${log}\n\\+\\+\\+ b/${log}\n`, 'm'));
      assert.match(shown.out, /^\+## Iter 1: V_rest partial$/m);
      assert.match(shown.out, /^\+ {6}- \{slot: 3, hash: "sha256:[0-9a-f]{64}"\}$/m);
      assert.doesNotMatch(shown.out, /^-[^-]/m);
      assert.equal(read(log), files[log]);

      const written = await record(cwd, log, '--write');
      assert.deepEqual([written.code, written.out], [0, '']);
      assert.match(written.err, new RegExp(`wrote ${log}\niterlog: wrote ${plan}`));
      assert.ok(read(log).startsWith(files[log] ?? '?'));
      const linted = await iterlog(['lint', log, '--fail-on', 'warning'], { cwd });
      assert.equal(linted.code, 0, linted.out);

      const after = [read(log), read(plan)];
      const again = await record(cwd, log, '--write');
      assert.deepEqual([again.code, again.out, again.err], [0, '', 'iterlog: No result waits.\n']);
      assert.deepEqual([read(log), read(plan)], after);
    });
  }

  it('makes a plan file where there is none, so that nothing is recorded twice', async () => {
    const { cwd, log, plan, read } = exploration();
    const { rmSync } = await import('node:fs');
    rmSync(path.join(cwd, plan));
    const shown = await record(cwd, log);
    assert.ok(shown.out.includes(`--- /dev/null\n+++ b/${plan}\n@@ -0,0 +1,`), shown.out);
    assert.equal((await record(cwd, log, '--write')).code, 0);
    assert.match(read(plan), /^ {4}results:\n {6}- \{slot: 0, /m);
    assert.match((await record(cwd, log)).err, /No result waits/);
  });

  it('writes a crash with its reason', async () => {
    const { cwd, log, read } = exploration([good[0], crash('KeyError: 1'), good[2], good[3]]);
    assert.equal((await record(cwd, log, '--write')).code, 0);
    assert.match(read(log), /## Iter 2: failed\n[^]*?\nObservation: Crashed: KeyError: 1\. /);
  });

  it('asks with exit code 4 and writes nothing; --yes writes', async () => {
    const { cwd, log, plan, read, files } = exploration([good[0], good[1], good[2], 'training_time_min: 33']);
    const asked = await record(cwd, log, '--write');
    assert.deepEqual([asked.code, asked.out], [4, '']);
    assert.match(
      asked.err,
      /The result log of slot 3 has no V_rest_R2.*\n.*Nothing was written\. --yes records all the same\./,
    );
    assert.deepEqual([read(log), read(plan)], [files[log], files[plan]]);
    assert.equal((await record(cwd, log, '--yes')).code, 0);
    assert.equal(read(log), files[log]);
    assert.equal((await record(cwd, log, '--write', '--yes')).code, 0);
    assert.match(read(log), /## Iter 4: failed\n/);
  });

  it('refuses a plan that does not parse with exit code 1, and writes nothing', async () => {
    const { cwd, log, plan, read, files } = exploration();
    writeFileSync(path.join(cwd, plan), 'version: 1\nbatches: [');
    const { code, out, err } = await record(cwd, log, '--write');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /The plan cannot be read\. .* Nothing was written\./);
    assert.equal(read(log), files[log]);
  });

  it('tells a result log of an earlier run by its age', async () => {
    const { cwd, log, beside } = exploration();
    await record(cwd, log, '--write');
    const file = path.join(cwd, `${beside}${name}_00_analysis.log`);
    writeFileSync(file, flyLog(0.99));
    utimesSync(file, 1, 1);
    const { code, err } = await record(cwd, log);
    assert.equal(code, 0);
    assert.match(err, /The result log of slot 0 is older than one that is recorded/);
  });

  it('shows where an entry is not what its result log says', async () => {
    const { cwd, log, read } = exploration();
    await record(cwd, log, '--write');
    writeFileSync(path.join(cwd, log), read(log).replace('V_rest_R2=0.5200', 'V_rest_R2=0.6200'));
    const { code, out } = await record(cwd, log);
    assert.deepEqual(
      [code, out],
      [0, 'Iter 1: V_rest_R2 is 0.6200 in the log and 0.5200 in the result log of slot 0.\n'],
    );
  });

  it('prints JSON with every key', async () => {
    const keys = [
      'file',
      'outcome',
      'message',
      'advice',
      'doubts',
      'differences',
      'iterations',
      'entries',
      'notes',
      'files',
      'written',
    ];
    const { cwd, log, plan } = exploration();
    const parsed = async (...argv: string[]) =>
      JSON.parse((await record(cwd, log, '--format', 'json', ...argv)).out) as Record<string, unknown>;
    const first = await parsed();
    assert.deepEqual(Object.keys(first), keys);
    assert.deepEqual(
      [first.outcome, first.iterations, first.files, first.written],
      ['record', [1, 2, 3, 4], [log, plan], false],
    );
    assert.equal((await parsed('--write')).written, true);
    const last = await parsed('--write');
    assert.deepEqual(
      [last.outcome, last.message, last.written, Object.keys(last)],
      ['nothing', 'No result waits.', false, keys],
    );
  });

  it('writes both files or neither', async () => {
    const { cwd, log, plan, read, files } = exploration();
    chmodSync(path.join(cwd, plan), 0o444);
    const { code, err } = await record(cwd, log, '--write');
    assert.equal(code, 3);
    assert.match(err, /_plan\.yaml is read-only/);
    assert.equal(read(log), files[log]);
  });

  it('reads a result log with bytes that are no text, and keeps CRLF', async () => {
    const { cwd, log, beside, read, files } = exploration();
    writeFileSync(
      path.join(cwd, `${beside}${name}_02_analysis.log`),
      Buffer.concat([Buffer.from(flyLog(0.4)), Buffer.from([0, 255, 254, 10])]),
    );
    writeFileSync(path.join(cwd, log), (files[log] ?? '').replaceAll('\n', '\r\n'));
    assert.equal((await record(cwd, log, '--write')).code, 0);
    assert.match(read(log), /\r\nMetrics: V_rest_R2=0\.4000, /);
    assert.doesNotMatch(read(log), /[^\r]\n/);
  });

  it('leaves nothing but its files behind', async () => {
    const { cwd, log, plan } = exploration();
    const before = readdirSync(cwd).length;
    await record(cwd, log, '--write');
    assert.equal(readdirSync(cwd).length, before);
    assert.ok(existsSync(path.join(cwd, plan)));
  });
});
