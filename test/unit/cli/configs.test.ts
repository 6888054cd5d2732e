/** `iterlog lint CONFIG...`: slot configs on real folders, with what else their exploration has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { entry } from '../../fixtures/exploration.ts';
import { brokenLog, folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const base = 'flyvis_62_1_gs_vrest';
const name = `${base}_Claude`;
const config = (dataset: string, hidden = '80'): string => `description: made up
dataset: ${dataset}
graph_model:
  hidden_dim: ${hidden}   # as it was
training:
  n_epochs: 1
  lr: 0.0012
  lr_W: 0.0006
  lr_update: 0
  seed: 42
`;
const files = {
  [`${base}.yaml`]: config(base),
  [`${name}_00.yaml`]: config(`${base}_00`),
  [`${name}_01.yaml`]: config(`${base}_01`, '64'),
  [`${name}_02.yaml`]: config(`${base}_03`),
};

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly fixable: boolean;
}

const lint = (cwd: string, ...argv: string[]) => iterlog(['lint', ...argv], { cwd });

describe('iterlog lint CONFIG', () => {
  it('finds what differs from the base config, and says where', async () => {
    const cwd = folderWith(files);
    const { code, out } = await lint(cwd, '--format', 'json', `${name}_00.yaml`, `${name}_01.yaml`);
    assert.equal(code, 1);
    const [finding, ...others] = JSON.parse(out) as JsonFinding[];
    assert.deepEqual(others, []);
    assert.deepEqual(
      { file: finding?.file, line: finding?.line, column: finding?.column, rule: finding?.rule },
      { file: `${name}_01.yaml`, line: 4, column: 15, rule: 'slot-locked' },
    );
    assert.equal(finding?.fixable, true);
  });

  it('shows the fix as a diff, and makes it without another byte', async () => {
    const cwd = folderWith(files);
    const named = `${name}_01.yaml`;
    const shown = await lint(cwd, '--fix', named);
    assert.match(shown.out, /^-  hidden_dim: 64 {3}# as it was$/m);
    assert.match(shown.out, /^\+  hidden_dim: 80 {3}# as it was$/m);
    assert.equal(readFileSync(path.join(cwd, named), 'utf8'), files[named]);
    const { code, err } = await lint(cwd, '--fix', '--write', named);
    assert.equal(code, 0);
    assert.match(err, /wrote flyvis_62_1_gs_vrest_Claude_01\.yaml/);
    assert.equal(readFileSync(path.join(cwd, named), 'utf8'), config(`${base}_01`));
  });

  it('looks at the other slots: a dataset that is not the own', async () => {
    const cwd = folderWith(files);
    const { out } = await lint(cwd, '--format', 'json', `${name}_02.yaml`);
    assert.deepEqual(
      (JSON.parse(out) as JsonFinding[]).map(({ rule, line }) => [rule, line]),
      [['slot-dataset', 2]],
    );
  });

  it('takes logs and configs together, and silences rules as for logs', async () => {
    const cwd = folderWith({ ...files, [`${name}_analysis.md`]: brokenLog });
    const { out } = await lint(
      cwd,
      '--format',
      'json',
      '--rule',
      'slot-locked=off',
      `${name}_analysis.md`,
      `${name}_01.yaml`,
      `${name}_02.yaml`,
    );
    const rules = new Set((JSON.parse(out) as JsonFinding[]).map(({ rule }) => rule));
    assert.ok(rules.has('next-id-plus-one'));
    assert.ok(rules.has('slot-dataset'));
    assert.ok(!rules.has('slot-locked'));
  });

  it('says what is wrong with a config that does not parse', async () => {
    const cwd = folderWith({ ...files, [`${name}_00.yaml`]: 'training: {\n' });
    const { code, out } = await lint(cwd, `${name}_00.yaml`);
    assert.equal(code, 1);
    assert.match(out, /slot-parse/);
  });

  for (const [what, file, content] of [
    ['a YAML file that is no slot config', 'notes.yaml', 'a: 1\n'],
    ['a base config', `${base}.yaml`, config(base)],
    ['a file that is not there', `${name}_07.yaml`, undefined],
    ['a binary file', `${name}_00.yaml`, Buffer.from([0, 1, 2, 255])],
  ] as const)
    it(`refuses ${what}, without a stack trace, and writes nothing`, async () => {
      const cwd = folderWith({ ...files, ...(content === undefined ? {} : { [file]: content }) });
      const { code, out, err } = await lint(cwd, '--fix', '--write', file, `${name}_01.yaml`);
      assert.equal(code, 3);
      assert.match(err, /Nothing was written\./);
      assert.doesNotMatch(out + err, /at .*\.ts:\d/);
      assert.equal(readFileSync(path.join(cwd, `${name}_01.yaml`), 'utf8'), files[`${name}_01.yaml`]);
    });
});

describe('iterlog lint and explorations', () => {
  const log = entry({ id: 1 });
  const all = { ...files, [`${name}_03.yaml`]: config(`${base}_03`), [`${name}_analysis.md`]: log };
  const rulesIn = async (cwd: string, ...argv: string[]) =>
    (JSON.parse((await lint(cwd, '--format', 'json', ...argv)).out) as JsonFinding[])
      .filter(({ file }) => !file.endsWith('.md'))
      .map(({ file, rule }) => `${file} ${rule}`);
  const expected = [`${name}_01.yaml slot-locked`, `${name}_02.yaml slot-dataset`];

  it('takes a folder for the explorations in it: logs and slot configs', async () => {
    const cwd = folderWith(all);
    assert.deepEqual(await rulesIn(cwd), expected);
    assert.deepEqual(await rulesIn(cwd, '.', `./${name}_01.yaml`), expected, 'each once');
    assert.deepEqual(await rulesIn(cwd, `${name}_analysis.md`), [], 'a log is only itself');
    const logless = folderWith(files);
    assert.deepEqual(await rulesIn(logless), expected, 'also without a log');
    assert.equal((await lint(cwd, '--fix', '--write')).code, 0);
    assert.equal(readFileSync(path.join(cwd, `${name}_02.yaml`), 'utf8'), config(`${base}_02`));
  });

  it('finds the slot configs of a log in another folder, once for both', async () => {
    const moved = Object.fromEntries(
      Object.entries(all).map(([file, text]) => [
        file.endsWith('.md') ? `log/${file}` : `config/${file}`,
        text,
      ]),
    );
    const cwd = folderWith(moved);
    const there = expected.map(found => `config/${found}`);
    for (const argv of [['.'], ['log'], ['config'], ['log', 'config']])
      assert.deepEqual(await rulesIn(cwd, ...argv), there, argv.join(' '));
    const absolute = await rulesIn(cwd, path.join(cwd, 'config'));
    assert.deepEqual(
      absolute,
      there.map(found => path.join(cwd, found)),
    );
  });

  it('--exploration takes any file for its exploration, and says which configs are missing', async () => {
    const baseless = Object.fromEntries(Object.entries(all).filter(([file]) => file !== `${base}.yaml`));
    const cwd = folderWith(all);
    for (const given of [`${name}_analysis.md`, `${name}_01.yaml`, '.'])
      assert.deepEqual(await rulesIn(cwd, '--exploration', given), expected, given);
    const { code, err } = await lint(folderWith(baseless), '--exploration', `${name}_analysis.md`);
    assert.equal(code, 1);
    assert.match(err, /^iterlog: There is no base config\. Looked for flyvis_62_1_gs_vrest\.yaml.*\n$/);
    assert.equal((await lint(cwd, '--exploration', '-')).code, 2);
    assert.equal((await lint(cwd, '--exploration', 'nope.md')).code, 3);
  });

  it('tells what stands in the way once, in its file: base config, plan, iterlog.yaml', async () => {
    const cwd = folderWith({
      ...all,
      [`${base}.yaml`]: 'a: [',
      [`${name}_plan.yaml`]: 'version: 3\n',
      'iterlog.yaml': 'extends: vrest\nblokSize: 3\n',
    });
    const wanted = ['iterlog.yaml protocol-file', `${base}.yaml slot-parse`, `${name}_plan.yaml plan-file`];
    for (const argv of [
      ['.'],
      ['--exploration', `${name}_analysis.md`],
      [`${name}_00.yaml`, `${name}_03.yaml`],
    ])
      assert.deepEqual(
        (await rulesIn(cwd, ...argv)).filter(found => !found.includes('_Claude_0')),
        wanted,
        argv.join(' '),
      );
  });

  it('holds a Config line against the config that the loop kept of its run', async () => {
    const kept = config(`${base}_00`).replace('lr_update: 0', 'lr_update: 0.0018');
    const cwd = folderWith({ ...all, 'config/iter_001_slot_00.yaml': kept });
    const { out } = await lint(cwd, `${name}_analysis.md`);
    assert.match(out, /Config says lr_update=0, and the config that the loop kept of this run has 1\.8E-3/);
  });
});
