/** `iterlog replay` from its arguments to its exit codes. */
import assert from 'node:assert/strict';
import { makeLog } from '../../fixtures/make-log.ts';
import { logOf } from '../../fixtures/runs.ts';
import { folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const wrong = logOf([
  {},
  { set: { lr_update: 1.8e-3 } },
  { set: { lr_update: 2.5e-3 } },
  {},
  { parent: 1, set: { lr_update: 5e-3 } },
  { parent: 1, set: { W_L2: 3e-6 } },
  { parent: 1, set: { grad_clip_W: 1 } },
  { parent: 1 },
]);

interface Json {
  readonly file: string;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly batches: readonly Readonly<Record<string, unknown>>[];
}

describe('iterlog replay', () => {
  it('shows both choices slot by slot, and counts', async () => {
    const { code, out, err } = await iterlog(['replay', 'a_analysis.md'], {
      cwd: folderWith({ 'a_analysis.md': wrong }),
    });
    assert.deepEqual([code, err], [0, '']);
    const lines = out.split('\n');
    assert.equal(lines[0], 'a_analysis.md');
    assert.match(
      lines[2] ?? '',
      /^batch +slot +log: parent +mutation +breaks +propose: parent +mutation +legal$/,
    );
    assert.match(out, /\n2 +0 +1 +lr_update: 0 -> 5E-3 +range +\d +\S+: .* yes\n/);
    assert.match(
      out,
      /\n2 of 2 proposals legal\. The log's own choice broke a rule in 1 of 2 batches \(range 1\)\.\n$/,
    );
  });

  it('prints JSON, from standard input too', async () => {
    const { code, out } = await iterlog(['replay', '-', '--format=json'], { stdin: wrong });
    assert.equal(code, 0);
    const json = JSON.parse(out) as Json;
    assert.deepEqual(json.summary, {
      batches: 2,
      proposals: 2,
      legal: 2,
      brokenBatches: 1,
      rules: { range: 1 },
    });
    assert.deepEqual(Object.keys(json.batches[0] ?? {}), [
      'batch',
      'proposal',
      'refused',
      'violations',
      'chosen',
      'broken',
    ]);
    assert.deepEqual(json.batches[1]?.broken, [
      { slot: 0, rule: 'range', message: 'Slot 0: lr_update=5E-3 is outside its search range.' },
    ]);
  });

  it('says why a batch has no proposal', async () => {
    const text = makeLog(12).replace(/## Iter 7:[^]*?(?=## Iter 8:)/, '');
    const { code, out } = await iterlog(['replay', '-'], { stdin: text });
    assert.equal(code, 0);
    assert.match(
      out,
      /\nBatch 3: no proposal\. Batch 2 is incomplete: iteration 7 has no entry\.\n2 of 2 proposals legal/,
    );
  });

  it('prints nothing that steers a terminal', async () => {
    const { out } = await iterlog(['replay', '-'], {
      stdin: wrong.replaceAll('lr_update: 0 -> 5E-3', 'lr_update: 0 -> \u001b[2J'),
      tty: true,
    });
    assert.ok(!out.includes('\u001b'));
  });

  it('refuses what it cannot use', async () => {
    for (const argv of [[], ['a', 'b'], ['-', '--format=yaml'], ['-', '--protocol=vrset'], ['-', '--bogus']])
      assert.equal((await iterlog(['replay', ...argv], { stdin: wrong })).code, 2, argv.join(' '));
    const { code, err } = await iterlog(['replay', '-'], { stdin: '## Iter 1: fine\nMetrics: x=1\n' });
    assert.equal(code, 2);
    assert.match(err, /fits no protocol/);
    assert.equal((await iterlog(['replay', 'none.md'])).code, 3);
    assert.match((await iterlog(['replay', '--help'])).out, /^Usage: iterlog replay/);
    assert.match((await iterlog(['propose', '--help'])).out, /^Usage: iterlog propose/);
  });
});
