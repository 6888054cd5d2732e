/** `iterlog slots` on real folders: what it shows, what it writes, and what it refuses. */
import assert from 'node:assert/strict';
import { chmodSync, chownSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { carryOut } from '../../../src/cli/carry-out.ts';
import { generateBatch } from '../../../src/core/actions/generate.ts';
import { newPlan } from '../../../src/core/batch/plan-write.ts';
import { Protocols } from '../../../src/node/protocol-for.ts';
import { Explorations } from '../../../src/node/explorations.ts';
import { entry } from '../../fixtures/exploration.ts';
import { plannedBatch } from '../../fixtures/plans.ts';
import { folderWith, iterlog, removeFolders, unprivileged } from './world.ts';

after(removeFolders);

const base = 'flyvis_62_1_gs_vrest';
const name = `${base}_Claude`;
const config = (dataset: string, lr = '0.0') => `# kept by hand
dataset: ${dataset}
training:
  n_epochs: 1
  batch_size: 2   # locked
  lr: 0.0012
  lr_W: 0.0006
  lr_update: ${lr}   # searched
  coeff_W_L2: 2.5e-06
  seed: 42
`;
const slot = (number: number, lr?: string) => config(`${base}_0${number}`, lr);
const slotFile = (number: number) => `${name}_0${number}.yaml`;
const log = [
  entry({ id: 1 }),
  entry({ id: 2, config: 'lr_update=1.8E-3' }),
  entry({ id: 3, config: 'lr_update=2.5E-3' }),
  entry({ id: 4 }),
].join('\n');
const logFile = `${name}_analysis.md`;
const files = {
  [`${base}.yaml`]: config(base),
  ...Object.fromEntries([0, 1, 2, 3].map(number => [slotFile(number), slot(number)])),
  [logFile]: log,
};

const without = (...left: readonly string[]) =>
  Object.fromEntries(Object.entries(files).filter(([file]) => !left.includes(file)));

const slots = (cwd: string, ...argv: string[]) => iterlog(['slots', ...argv], { cwd });
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const contents = (cwd: string) =>
  Object.fromEntries(
    readdirSync(cwd)
      .filter(file => file !== '.git')
      .map(file => [file, readFileSync(path.join(cwd, file)).toString('latin1')]),
  );

describe('iterlog slots write', () => {
  it('shows what a Config changes in a slot as a diff, and writes nothing', async () => {
    const cwd = folderWith(files);
    const before = contents(cwd);
    const { code, out, err } = await slots(cwd, 'write', logFile, '--iteration', '2', '--slot', '3');
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^--- a/${slotFile(3)}\\n\\+\\+\\+ b/${slotFile(3)}\\n`));
    assert.match(out, /^- {2}lr_update: 0\.0 {3}# searched\n\+ {2}lr_update: 0\.0018 {3}# searched$/m);
    assert.equal(
      err,
      'iterlog: Write the Config of Iter 2 to slot 3: the diff changes 1 file, --write makes it.\n',
    );
    assert.deepEqual(contents(cwd), before);
  });

  it('--write makes it, to the byte, and then there is nothing to change', async () => {
    const cwd = folderWith(files);
    const argv = ['write', slotFile(0), '--iteration', '2', '--slot', '3', '--write'];
    const { code, out, err } = await slots(cwd, ...argv);
    assert.deepEqual([code, out, err], [0, '', `iterlog: wrote ${slotFile(3)}\n`]);
    assert.equal(read(cwd, slotFile(3)), slot(3, '0.0018'));
    assert.match((await slots(cwd, ...argv)).err, /there is nothing to change/);
    assert.deepEqual(
      readdirSync(cwd).sort(),
      ['.git', ...Object.keys(files)].sort(),
      'no temporary file is left',
    );
  });

  it('makes the configs of the newest batch, of a named one, or of the plan that is live', async () => {
    const more = `${log}\n${[5, 6, 7, 8].map(id => entry({ id, config: `lr_update=${id === 6 ? '2.1E-3' : '0'}` })).join('\n')}`;
    const cwd = folderWith({ ...files, [logFile]: more });
    const rates = () => [0, 1, 2, 3].map(number => /lr_update: (\S+)/.exec(read(cwd, slotFile(number)))?.[1]);
    assert.equal((await slots(cwd, 'write', '.', '--write')).code, 0);
    assert.deepEqual(rates(), ['0.0', '0.0021', '0.0', '0.0']);
    assert.equal((await slots(cwd, 'write', '.', '--batch', '1', '--write')).code, 0);
    assert.deepEqual(rates(), ['0.0', '0.0018', '0.0025', '0.0']);
    const planned = folderWith({ ...files, [`${name}_plan.yaml`]: newPlan(name, plannedBatch(5)) });
    const { out, err } = await slots(planned, 'write', '.');
    assert.match(out, /^\+ {2}lr_update: 0\.0018/m);
    assert.match(err, /Iter 5-8, as the plan has them: the diff changes 1 file/);
  });

  it('gives JSON that programs can rely on', async () => {
    const cwd = folderWith(files);
    const { out, code } = await slots(
      cwd,
      'write',
      logFile,
      '--iteration',
      '3',
      '--slot',
      '0',
      '--format',
      'json',
    );
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      action: 'Write the Config of Iter 3 to slot 0',
      written: false,
      notes: [],
      files: [
        {
          file: slotFile(0),
          changed: true,
          edits: [{ line: 8, column: 14, endLine: 8, endColumn: 17, text: '0.0025' }],
        },
      ],
    });
    const written = await slots(
      cwd,
      'write',
      logFile,
      '--iteration',
      '3',
      '--slot',
      '0',
      '--format',
      'json',
      '--write',
    );
    assert.equal((JSON.parse(written.out) as { written: boolean }).written, true);
    assert.equal(read(cwd, slotFile(0)), slot(0, '0.0025'));
  });
});

describe('iterlog slots copy and restore', () => {
  it('copies a slot, or what an iteration ran with', async () => {
    const cwd = folderWith({ ...files, [slotFile(1)]: slot(1, '0.0018') });
    assert.equal((await slots(cwd, 'copy', '.', '--from', '1', '--to', '2', '--write')).code, 0);
    assert.equal(read(cwd, slotFile(2)), slot(2, '0.0018'));
    const { err } = await slots(cwd, 'copy', '.', '--iteration', '2', '--write');
    assert.match(err, /_01\.yaml, which still has what Iter 2 says/);
    assert.equal(read(cwd, slotFile(3)), slot(3, '0.0018'));
    assert.equal((await slots(cwd, 'copy', '.', '--iteration', '3', '--to', '0', '--write')).code, 0);
    assert.equal(read(cwd, slotFile(0)), slot(0, '0.0025'));
  });

  it('copies the config that the loop kept', async () => {
    const kept = slot(1, '1.8E-3').replace('seed: 42', 'seed: 7');
    const cwd = folderWith({ ...files, 'config/iter_002_slot_01.yaml': kept });
    const { err } = await slots(cwd, 'copy', '.', '--iteration', '2', '--write');
    assert.match(err, /iter_002_slot_01\.yaml, which the loop kept of this run/);
    assert.equal(read(cwd, slotFile(3)), slot(3, '1.8E-3').replace('seed: 42', 'seed: 7'));
  });

  it('restores locked values, the dataset, or both', async () => {
    const broken = slot(2).replace('batch_size: 2', 'batch_size: 4').replace('vrest_02', 'vrest_00');
    const restored = async (...flags: string[]) => {
      const cwd = folderWith({ ...files, [slotFile(2)]: broken });
      assert.equal((await slots(cwd, 'restore', '.', '--slot', '2', '--write', ...flags)).code, 0);
      return read(cwd, slotFile(2));
    };
    assert.equal(await restored('--locked'), slot(2).replace('vrest_02', 'vrest_00'));
    assert.equal(await restored('--dataset'), slot(2).replace('batch_size: 2', 'batch_size: 4'));
    assert.equal(await restored('--locked', '--dataset'), slot(2));
    assert.equal(await restored(), slot(2));
  });
});

describe('iterlog slots and other writers', () => {
  it('writes nothing over a slot that has changed since it was read', async () => {
    const cwd = folderWith(files);
    const read = await new Explorations(new Protocols()).ofLog(path.join(cwd, logFile));
    writeFileSync(path.join(cwd, slotFile(2)), 'dataset: mine\n');
    const before = contents(cwd);
    const silent = { write: () => true };
    const io = {
      cwd,
      env: {},
      stdin: Readable.from([]),
      stdout: silent,
      stderr: silent,
      interrupted: () => Promise.resolve(),
    };
    const action = generateBatch(read.files, [1, 2, 3, 4]);
    await assert.rejects(
      carryOut(action, read, { write: true, format: 'text' }, io),
      /_02\.yaml changed while it was read/,
    );
    assert.deepEqual(contents(cwd), before);
  });
});

describe('iterlog slots check', () => {
  it('says what iterlog lint says of the slot configs, and nothing of the log', async () => {
    const cwd = folderWith({
      ...files,
      [slotFile(1)]: slot(1).replace('batch_size: 2', 'batch_size: 4'),
      [logFile]: `${log}\n## Iter 4: again\n`,
    });
    const { code, out } = await slots(cwd, 'check', logFile);
    assert.equal(code, 1);
    assert.equal(out, (await iterlog(['lint', ...[0, 1, 2, 3].map(slotFile)], { cwd })).out);
    assert.match(out, /slot-locked/);
    assert.equal((await slots(cwd, 'check', '.', '--fix', '--write')).code, 0);
    assert.equal(read(cwd, slotFile(1)), slot(1));
  });

  it('names the configs that are missing, and what was tried', async () => {
    const cwd = folderWith(without(`${base}.yaml`, slotFile(3)));
    const { code, err } = await slots(cwd, 'check', '.');
    assert.equal(code, 0);
    assert.match(err, /There is no base config\. Looked for flyvis_62_1_gs_vrest\.yaml/);
    assert.match(err, /There is no slot config of slot 03\. Looked for .*_03\.yaml/);
    assert.doesNotMatch(err, /memory file|result log/);
  });

  it('tells a plan that cannot be read once, in the plan', async () => {
    const cwd = folderWith({
      ...files,
      [`${name}_plan.yaml`]: 'version: 1\nbatches:\n  - iterations: [5, 7]\n',
    });
    const { code, out } = await slots(cwd, 'check', '.');
    assert.equal(code, 1);
    assert.equal(out.match(/plan-file/g)?.length, 1);
    assert.match(
      out,
      /_plan\.yaml\n +3:\d+ +error +The iterations of a batch follow one another: 7 cannot stand here\./,
    );
    assert.equal((await slots(cwd, 'check', '.', '--rule', 'plan-file=off')).code, 0);
  });

  it('tells a stale plan once', async () => {
    const cwd = folderWith({ ...files, [`${name}_plan.yaml`]: newPlan(name, plannedBatch(13)) });
    const { out } = await slots(cwd, 'check', '.');
    assert.equal(out.match(/The plan is stale/g)?.length, 1);
  });
});

describe('iterlog slots diff', () => {
  it('sets each slot against the base', async () => {
    const cwd = folderWith({
      ...files,
      [slotFile(1)]: slot(1, '0.0018').replace('  seed', '  grad_clip_W: 0\n  seed'),
    });
    const { code, out } = await slots(cwd, 'diff', '.');
    assert.equal(code, 0);
    assert.equal(out.match(/^base and slot \d$/gm)?.length, 4);
    assert.match(out, /^ {2}training\.lr_update +lr_update +0\.0 +0\.0018$/m);
    assert.match(out, /^ {2}training\.grad_clip_W +grad_clip_W +\(missing: 0\) +0$/m);
  });

  it('compares two configs, also what an iteration ran with', async () => {
    const cwd = folderWith({ ...files, [slotFile(1)]: slot(1, '0.0018') });
    const { out, err } = await slots(cwd, 'diff', '.', '1', 'iter:3', '--format', 'json');
    assert.match(err, /No config was kept of Iter 3/);
    assert.deepEqual(JSON.parse(out), [
      {
        a: { name: 'slot 1', file: slotFile(1) },
        b: { name: 'Iter 3', file: null },
        differences: [
          { key: 'dataset', parameter: null, a: `${base}_01`, b: base, implied: false, default: null },
          {
            key: 'training.lr_update',
            parameter: 'lr_update',
            a: '0.0018',
            b: '0.0025',
            implied: false,
            default: '0',
          },
        ],
      },
    ]);
    assert.equal((await slots(cwd, 'diff', '.', '1', '1')).out, 'slot 1 and slot 1: no difference\n');
  });
});

describe('iterlog slots and its arguments', () => {
  const cases: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [[], /Say what to do: write, copy, restore, check, diff\./],
    [['wirte', '.'], /There is no `slots wirte`.*Did you mean `write`\?/],
    [['write'], /Name a log, a slot config, or a folder/],
    [['write', '.', '--iteration', '2'], /give both/],
    [['write', '.', '--slot', '2'], /give both/],
    [['write', '.', '--batch', '1', '--slot', '2'], /--batch writes every slot/],
    [['write', '.', '--iteration', '0', '--slot', '0'], /--iteration is a whole number from 1, not `0`/],
    [['write', '.', '--iteration', '1', '--slot', '4'], /There is no slot 4: slots are 0 to 3/],
    [['write', '.', '--from', '1'], /This takes no --from/],
    [['copy', '.'], /Give --from and --to/],
    [['copy', '.', '--iteration', '1', '--from', '1'], /not both/],
    [['restore', '.'], /Name the slot: --slot S/],
    [['diff', '.', 'base'], /Name two configs/],
    [['diff', '.', 'base', 'slot'], /A config is base, the number of a slot, or iter:N, not `slot`/],
    [['diff', '.', 'base', '9'], /There is no slot 9/],
    [['write', '-'], /Standard input has no slot configs/],
    [['check', '.', '.'], /Name one exploration/],
    [['write', '.', '--format', 'xml'], /--format is one of text, json/],
  ];
  for (const [argv, message] of cases)
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, out, err } = await slots(folderWith(files), ...argv);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });

  it('refuses a log that fits no protocol, and takes one that is named', async () => {
    const foreign = '## Iter 1: x\nNode: id=1, parent=root\nConfig: lr_update=1.8E-3\nMetrics: loss=1\n';
    const cwd = folderWith({ ...files, [logFile]: foreign });
    const argv = ['write', '.', '--iteration', '1', '--slot', '0'];
    const { code, out, err } = await slots(cwd, ...argv);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /fits no protocol, so what its configs may change is unknown/);
    assert.match((await slots(cwd, ...argv, '--protocol', 'vrest')).out, /lr_update: 0\.0018/);
  });

  it('says what is wrong with the iterlog.yaml', async () => {
    const cwd = folderWith({ ...files, 'iterlog.yaml': 'extends: vrest\nblokSize: 3\n' });
    assert.match((await slots(cwd, 'write', '.')).err, /^iterlog: iterlog\.yaml: `blokSize` is unknown here/);
  });

  it('prints its help', async () => {
    for (const argv of [['--help'], ['write', '-h'], ['check', '-h'], ['diff', '-h']])
      assert.match((await slots(folderWith(), ...argv)).out, /^Usage: iterlog slots write/);
  });

  it('refuses a folder with several explorations, and names them', async () => {
    const cwd = folderWith({ ...files, 'other/x_analysis.md': log });
    const { code, err } = await slots(cwd, 'write', '.');
    assert.equal(code, 2);
    assert.match(err, /\. holds 2 explorations: name one of .*_Claude_analysis\.md, other\/x_analysis\.md/);
  });

  it('finds the exploration in its folders, whichever of its files is named', async () => {
    const moved = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [
        file.endsWith('.yaml') ? `config/fly/${file}` : file,
        text,
      ]),
    );
    const cwd = folderWith(moved);
    for (const given of ['.', logFile, `config/fly/${slotFile(2)}`, 'config'])
      assert.match(
        (await slots(cwd, 'write', given, '--iteration', '2', '--slot', '0')).out,
        new RegExp(`^--- a/config/fly/${slotFile(0)}`),
        given,
      );
  });
});

describe('iterlog slots and bad input', () => {
  const content: readonly (readonly [
    what: string,
    text: string | Uint8Array,
    code: number,
    message: RegExp,
  ])[] = [
    ['an empty file', '', 1, /_02\.yaml: This file holds no settings\./],
    ['a list at the top', '- a\n- b\n', 1, /_02\.yaml: A slot config is a mapping/],
    ['broken YAML', 'training: {\n', 1, /_02\.yaml: This is not YAML/],
    ['a key twice', 'dataset: a_02\ndataset: b_02\n', 1, /stands here twice/],
    ['5 MB', `dataset: a_02\nx: ${'y'.repeat(5_000_000)}\n`, 1, /over 200,000 characters/],
    ['a binary file', Uint8Array.of(0, 1, 2), 3, /_02\.yaml is a binary file/],
    ['Latin-1', Buffer.from('dataset: é_02\n', 'latin1'), 3, /_02\.yaml is not UTF-8/],
  ];
  for (const [what, text, code, message] of content)
    it(`${what} in one slot: a message, and none of the four is written`, async () => {
      const cwd = folderWith({ ...files, [slotFile(2)]: text });
      const before = contents(cwd);
      const outcome = await slots(cwd, 'write', logFile, '--write');
      assert.deepEqual([outcome.code, outcome.out], [code, '']);
      assert.match(outcome.err, message);
      assert.match(outcome.err, /^iterlog: .*\n$/, 'one line, no stack trace');
      assert.deepEqual(contents(cwd), before);
    });

  it('a slot or a base that is missing: exit code 3, and what was tried', async () => {
    const missing = await slots(folderWith(without(slotFile(2))), 'write', '.', '--write');
    assert.equal(missing.code, 3);
    assert.match(missing.err, /There is no config of slot 2\. Looked for/);
    const { code, err } = await slots(folderWith(without(`${base}.yaml`)), 'restore', '.', '--slot', '1');
    assert.equal(code, 3);
    assert.match(err, /There is no base config\. Looked for/);
  });

  it('what the log does not say: exit code 1', async () => {
    const cwd = folderWith({ ...files, [logFile]: `${log}\n## Iter 5: failed\n` });
    for (const [argv, message] of [
      [['write', '.', '--iteration', '9', '--slot', '0'], /There is no Iter 9/],
      [['write', '.', '--iteration', '5', '--slot', '0'], /Iter 5 has no Config line/],
      [['write', '.', '--batch', '2'], /There is no Iter 6|no Config line/],
      [['copy', '.', '--iteration', '5'], /Iter 5 has no results/],
      [['copy', '.', '--from', '1', '--to', '1'], /cannot be copied to itself/],
      [['diff', '.', 'base', 'iter:9'], /There is no Iter 9/],
    ] as const) {
      const { code, out, err } = await slots(cwd, ...argv);
      assert.deepEqual([code, out], [1, ''], argv.join(' '));
      assert.match(err, message);
    }
    const empty = await slots(
      folderWith({ ...files, [logFile]: '# FlyVis Experiment Log: vrest\n' }),
      'write',
      '.',
    );
    assert.equal(empty.code, 1);
    assert.match(empty.err, /The log has no iterations, and there is no plan/);
  });

  it('a plan that cannot be read is not passed over', async () => {
    const cwd = folderWith({ ...files, [`${name}_plan.yaml`]: 'version: 2\n' });
    const { code, err } = await slots(cwd, 'write', '.', '--write');
    assert.equal(code, 1);
    assert.match(err, /The plan cannot be read\. The version of a plan is 1\./);
    const binary = folderWith({ ...files, [`${name}_plan.yaml`]: Uint8Array.of(0) });
    assert.equal((await slots(binary, 'write', '.')).code, 3);
  });

  it('a name with blanks, quotes and other letters', async () => {
    const odd = `it's "größe" 数_Claude`;
    const own = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [
        file.replace(name, odd).replace(base, `it's "größe" 数`),
        text,
      ]),
    );
    const cwd = folderWith(own);
    const { code, err } = await slots(cwd, 'write', `${odd}_analysis.md`, '--write');
    assert.equal(code, 0, err);
    assert.equal(read(cwd, `${odd}_01.yaml`), slot(1, '0.0018'));
    assert.equal(read(cwd, `${odd}_02.yaml`), slot(2, '0.0025'));
  });

  it('files that are no exploration, or not there', async () => {
    const cwd = folderWith({ ...files, 'notes.md': '# Notes\n', 'notes.yaml': 'a: 1\n', 'empty/x': '' });
    for (const [given, message] of [
      ['nope.md', /does not exist/],
      ['nope_00.yaml', /does not exist/],
      ['notes.md', /is no exploration log/],
      ['notes.yaml', /is no slot config/],
      ['empty', /holds no exploration log/],
    ] as const) {
      const { code, out, err } = await slots(cwd, 'write', given);
      assert.deepEqual([code, out], [3, ''], given);
      assert.match(err, message);
    }
  });

  it('a slot that may not be read', async function () {
    if (process.platform === 'win32') this.skip();
    const cwd = folderWith(files);
    chmodSync(path.join(cwd, slotFile(1)), 0);
    const { code, err } = await unprivileged(() => slots(cwd, 'write', '.', '--write'));
    assert.equal(code, 3);
    assert.match(err, /_01\.yaml may not be opened by you/);
  });

  it('a folder that may not be written, and a slot that is read-only: none of the four is written', async function () {
    if (process.platform === 'win32') this.skip();
    const cwd = folderWith(files);
    const before = contents(cwd);
    chmodSync(cwd, 0o555);
    const closed = await unprivileged(() => slots(cwd, 'write', '.', '--write'));
    chmodSync(cwd, 0o755);
    assert.equal(closed.code, 3);
    assert.match(closed.err, /may not be opened by you/);
    chmodSync(path.join(cwd, slotFile(2)), 0o444);
    const guarded = await slots(cwd, 'write', '.', '--write');
    assert.equal(guarded.code, 3);
    assert.match(guarded.err, /_02\.yaml is read-only/);
    assert.deepEqual(contents(cwd), before);
  });

  it('a slot that cannot be replaced after others were: those are put back', async function () {
    if (process.platform === 'win32') this.skip();
    // The first slot that changes lies where somebody may write, the second where nobody may.
    const cwd = folderWith({
      ...files,
      'iterlog.yaml': 'files:\n  slots: s{slot}/x.yaml\n',
      's00/x.yaml': slot(0),
      's01/x.yaml': slot(1),
      's02/x.yaml': slot(2),
      's03/x.yaml': slot(3),
    });
    if (process.getuid?.() === 0)
      for (const file of ['s01', 's01/x.yaml']) chownSync(path.join(cwd, file), 65534, 65534);
    chmodSync(path.join(cwd, 's02'), 0o555);
    const { code, err } = await unprivileged(() => slots(cwd, 'write', logFile, '--write'));
    assert.equal(code, 3, err);
    assert.deepEqual(
      [1, 2].map(number => read(cwd, `s0${number}/x.yaml`)),
      [slot(1), slot(2)],
    );
  });
});
