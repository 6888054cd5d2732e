/** `iterlog start` on real folders: every file of a new exploration, or none. */
import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderWith, iterlog, removeFolders, unprivileged } from './world.ts';

after(removeFolders);

const base = 'flyvis_62_1_gs_vrest';
const name = `${base}_Claude`;
const text = `# the base
dataset: ${base}   # data
training:
  n_epochs: 1
  lr_W: 0.0006
  lr_update: 0.0
  seed: 42
`;
const made = [
  ...[0, 1, 2, 3].map(slot => `${name}_0${slot}.yaml`),
  `${name}_analysis.md`,
  `${name}_memory.md`,
  `${name}_plan.yaml`,
];

const start = (cwd: string, ...argv: string[]) => iterlog(['start', ...argv], { cwd });
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const here = (cwd: string) =>
  readdirSync(cwd)
    .filter(file => file !== '.git')
    .sort();

describe('iterlog start', () => {
  it('shows every file as a diff, and makes none', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: text });
    const { code, out, err } = await start(cwd, `${base}.yaml`);
    assert.equal(code, 0);
    assert.deepEqual(
      [...out.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file]) => file),
      made,
    );
    assert.equal(out.match(/^--- \/dev\/null$/gm)?.length, made.length);
    assert.match(
      err,
      /The protocol is vrest\.\niterlog: The diff makes 7 files of flyvis_62_1_gs_vrest_Claude: add --write/,
    );
    assert.deepEqual(here(cwd), [`${base}.yaml`]);
  });

  it('--write makes them: four slots with a dataset each, the log, the memory file and a plan that fits', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: text });
    const { code, out, err } = await start(cwd, `${base}.yaml`, '--write');
    assert.deepEqual([code, out], [0, '']);
    assert.equal(err.match(/wrote /g)?.length, 7);
    assert.deepEqual(here(cwd), [`${base}.yaml`, ...made].sort());
    const own = (slot: number) => text.replace(`dataset: ${base} `, `dataset: ${base}_0${slot} `);
    assert.deepEqual(
      [0, 1, 2, 3].map(slot => read(cwd, `${name}_0${slot}.yaml`)),
      [
        own(0),
        own(1).replace('lr_update: 0.0', 'lr_update: 0.0018'),
        own(2).replace('lr_update: 0.0', 'lr_update: 0.0025'),
        own(3),
      ],
    );
    assert.equal(read(cwd, `${name}_analysis.md`), `# FlyVis Experiment Log: ${base} (parallel)\n\n`);
    assert.deepEqual(await iterlog(['lint', '--exploration', '.'], { cwd }), {
      code: 0,
      out: '✔ No problems in 5 files.\n',
      err: '',
    });
    const again = await start(cwd, `${base}.yaml`, '--write');
    assert.equal(again.code, 0);
    assert.match(again.err, /has all its files already: there is nothing to change/);
  });

  it('puts the slots beside the base and the log above config, as the loop has them', async () => {
    const cwd = folderWith({ [`config/fly/${base}.yaml`]: text });
    assert.equal((await start(cwd, `config/fly/${base}.yaml`, '--write')).code, 0);
    assert.deepEqual(here(cwd), ['config', ...made.slice(4)]);
    assert.deepEqual(readdirSync(path.join(cwd, 'config/fly')).sort(), [`${base}.yaml`, ...made.slice(0, 4)]);
  });

  it('follows an iterlog.yaml, and makes the folders that it names', async () => {
    const cwd = folderWith({
      [`${base}.yaml`]: text,
      'iterlog.yaml': 'extends: vrest\nfiles:\n  slots: new/deep/{name}_{slot}.yaml\n',
    });
    const { err } = await start(cwd, `${base}.yaml`, '--write');
    assert.match(err, /The protocol is iterlog\.yaml\./);
    assert.deepEqual(readdirSync(path.join(cwd, 'new/deep')), made.slice(0, 4));
  });

  it('takes another name and protocol', async () => {
    const cwd = folderWith({ 'x.yaml': 'dataset: x\ntraining:\n  learning_rate_k: 0.005\n  seed: 1\n' });
    assert.match((await start(cwd, 'x.yaml')).err, /The protocol is metabolism/);
    assert.equal(
      (await start(cwd, 'x.yaml', '--name', `it's "größe" 数`, '--protocol', 'flyvis', '--write')).code,
      0,
    );
    assert.ok(here(cwd).includes(`it's "größe" 数_03.yaml`));
    assert.match(read(cwd, `it's "größe" 数_03.yaml`), /dataset: x_03/);
  });

  it('is read by its own protocol before the log has an entry', async () => {
    const text =
      'dataset: x\ntraining:\n  learning_rate_k: 0.005\n  data_augmentation_loop: 2000\n  seed: 1\nclaude:\n  data_augmentation_loop: 1000\n';
    const cwd = folderWith({ 'x.yaml': text });
    assert.equal((await start(cwd, 'x.yaml', '--write')).code, 0);
    const linted = await iterlog(['lint', '--exploration', '.', '--fail-on', 'info'], { cwd });
    assert.deepEqual([linted.code, linted.out], [0, '✔ No problems in 5 files.\n']);
    const { code, err } = await iterlog(['slots', 'write', '.'], { cwd });
    assert.equal(code, 0);
    assert.match(err, /Iter 1-4, as the plan has them: there is nothing to change\./);
  });

  it('gives JSON that programs can rely on', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: text, [made[0]!]: 'dataset: other\n', [made[4]!]: '' });
    const { code, out } = await start(cwd, `${base}.yaml`, '--format', 'json');
    assert.equal(code, 4);
    const { files, ...rest } = JSON.parse(out) as { files: readonly unknown[] };
    assert.deepEqual(rest, { name, written: false, leftovers: [] });
    assert.deepEqual(files[0], { file: made[0], exists: true, changed: true, replaces: true });
    assert.deepEqual(files[4], { file: made[4], exists: true, changed: true, replaces: false });
    assert.deepEqual(files[6], { file: made[6], exists: false, changed: true, replaces: false });
  });
});

describe('iterlog start over files that are there', () => {
  it('names each that would be lost and writes nothing: exit code 4', async () => {
    const there = { [made[1]!]: 'dataset: mine\n', [made[4]!]: '# log\n\n## Iter 1: x\n' };
    const cwd = folderWith({ [`${base}.yaml`]: text, ...there });
    const { code, out, err } = await start(cwd, `${base}.yaml`, '--write');
    assert.deepEqual([code, out], [4, '']);
    assert.match(
      err,
      /_01\.yaml, flyvis_62_1_gs_vrest_Claude_analysis\.md would be replaced: add --yes to confirm that\.\niterlog: Nothing was written\.\n$/,
    );
    assert.deepEqual(here(cwd), [`${base}.yaml`, made[1], made[4]].sort());
    for (const [file, before] of Object.entries(there)) assert.equal(read(cwd, file), before);
  });

  it('--yes replaces exactly those', async () => {
    const cwd = folderWith({
      [`${base}.yaml`]: text,
      [made[1]!]: 'dataset: mine\n',
      'other_01.yaml': 'a: 1\n',
    });
    assert.equal((await start(cwd, `${base}.yaml`, '--yes')).code, 0, 'shows the diff');
    assert.equal(read(cwd, made[1]!), 'dataset: mine\n');
    assert.equal((await start(cwd, `${base}.yaml`, '--yes', '--write')).code, 0);
    assert.match(read(cwd, made[1]!), /lr_update: 0\.0018/);
    assert.equal(read(cwd, 'other_01.yaml'), 'a: 1\n');
    assert.equal(read(cwd, `${base}.yaml`), text);
  });

  it('asks nothing for files that the loop left empty', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: text, [made[4]!]: '', [made[5]!]: '\n' });
    assert.equal((await start(cwd, `${base}.yaml`, '--write')).code, 0);
    assert.match(read(cwd, made[4]!), /^# FlyVis Experiment Log/);
  });

  it('warns of what earlier runs left, and leaves it', async () => {
    const left = [`${name}_02_analysis.log`, 'config/iter_001_slot_00.yaml'];
    const cwd = folderWith({
      [`${base}.yaml`]: text,
      ...Object.fromEntries(left.map(file => [file, 'x: 1\n'])),
    });
    const { code, err } = await start(cwd, `${base}.yaml`, '--write');
    assert.equal(code, 0);
    assert.match(
      err,
      /2 files of earlier runs would be taken for results of this exploration: .*_02_analysis\.log, config\/iter_001_slot_00\.yaml\. Move them away\./,
    );
    for (const file of left) assert.equal(read(cwd, file), 'x: 1\n');
  });
});

describe('iterlog start and bad input', () => {
  for (const [what, content, code, message] of [
    ['an empty file', '', 1, /This file holds no settings/],
    ['a list at the top', '- a\n', 1, /A slot config is a mapping/],
    ['broken YAML', 'a: [\n', 1, /This is not YAML/],
    ['no dataset', 'training:\n  lr_W: 1\n', 1, /names no dataset/],
    ['5 MB', `dataset: x\na: ${'y'.repeat(5_000_000)}\n`, 1, /over 200,000 characters/],
    ['a binary file', Uint8Array.of(0, 1), 3, /is a binary file/],
  ] as const)
    it(`${what}: a message, and nothing is made`, async () => {
      const cwd = folderWith({ [`${base}.yaml`]: content });
      const outcome = await start(cwd, `${base}.yaml`, '--write', '--protocol', 'vrest');
      assert.deepEqual([outcome.code, outcome.out], [code, '']);
      assert.match(outcome.err, message);
      assert.doesNotMatch(outcome.err, /\n +at /);
      assert.deepEqual(here(cwd), [`${base}.yaml`]);
    });

  it('a base that fits no protocol asks for one: exit code 2', async () => {
    const { code, err } = await start(folderWith({ 'x.yaml': 'dataset: x\na: 1\n' }), 'x.yaml', '--write');
    assert.equal(code, 2);
    assert.match(
      err,
      /Nothing says by which protocol x_Claude is explored: give --protocol \(vrest, flyvis, metabolism or a YAML file\)/,
    );
  });

  for (const [argv, message] of [
    [[], /Name one base config/],
    [['a.yaml', 'b.yaml'], /Name one base config/],
    [['a.yaml', '--name', 'x/y'], /--name is a file name without its ending/],
    [['a.yaml', '--name', ''], /--name is a file name/],
    [['a.yaml', '--bogus'], /Unknown option/],
  ] as const)
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, err } = await start(folderWith(), ...argv);
      assert.equal(code, 2);
      assert.match(err, message);
    });

  it('a base that is missing or a folder: exit code 3', async () => {
    const cwd = folderWith();
    assert.match((await start(cwd, 'nope.yaml')).err, /nope\.yaml does not exist/);
    mkdirSync(path.join(cwd, 'dir.yaml'));
    assert.equal((await start(cwd, 'dir.yaml')).code, 3);
  });

  it('a file in the way that cannot be read is not replaced, even with --yes', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: text, [made[4]!]: Uint8Array.of(0, 1) });
    const { code, err } = await start(cwd, `${base}.yaml`, '--write', '--yes');
    assert.equal(code, 3);
    assert.match(err, /_analysis\.md is a binary file/);
    assert.deepEqual(here(cwd), [`${base}.yaml`, made[4]].sort());
  });

  it('a folder that may not be written: nothing is made, and what was made elsewhere is gone again', async function () {
    if (process.platform === 'win32') this.skip();
    const cwd = folderWith({ [`config/${base}.yaml`]: text });
    if (process.getuid?.() === 0) chownSync(path.join(cwd, 'config'), 65534, 65534);
    chmodSync(cwd, 0o555);
    const { code, err } = await unprivileged(() => start(cwd, `config/${base}.yaml`, '--write'));
    chmodSync(cwd, 0o755);
    assert.equal(code, 3);
    assert.match(err, /_analysis\.md may not be opened by you/);
    assert.deepEqual(here(cwd), ['config']);
    assert.deepEqual(readdirSync(path.join(cwd, 'config')), [`${base}.yaml`]);
  });

  it('leaves no new folder when it fails', async function () {
    if (process.platform === 'win32') this.skip();
    const cwd = folderWith({
      [`${base}.yaml`]: text,
      'iterlog.yaml': 'extends: vrest\nfiles:\n  slots: own/new/{name}_{slot}.yaml\n',
      'own/x': '',
    });
    if (process.getuid?.() === 0) chownSync(path.join(cwd, 'own'), 65534, 65534);
    chmodSync(cwd, 0o555);
    const { code } = await unprivileged(() => start(cwd, `${base}.yaml`, '--write'));
    chmodSync(cwd, 0o755);
    assert.equal(code, 3);
    assert.deepEqual(readdirSync(path.join(cwd, 'own')), ['x']);
  });

  it('says what is wrong with the iterlog.yaml', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: text, 'iterlog.yaml': 'extends: vrest\nblokSize: 3\n' });
    assert.match((await start(cwd, `${base}.yaml`)).err, /iterlog\.yaml: `blokSize` is unknown here/);
    writeFileSync(path.join(cwd, 'iterlog.yaml'), 'rules: {}\n');
    assert.equal((await start(cwd, `${base}.yaml`)).code, 0, 'the name says the protocol');
  });
});
