/** Start Exploration: every file where it belongs, and nothing decided about those that are there. */
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/actions/action.ts';
import { startFiles } from '../../../../src/core/actions/start.ts';
import { presetOfBase } from '../../../../src/core/slots/preset-of-base.ts';
import { explorationOfBase } from '../../../../src/core/files/find.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { memoryFiles } from '../../../fixtures/memory-files.ts';
import { refusalOf } from '../../../fixtures/actions.ts';

const { vrest, metabolism } = presets;
const text = 'dataset: x\ntraining:\n  n_epochs: 1\n  lr_W: 0.0006\n  lr_update: 0.0\n';

async function start(base: string, others: readonly string[] = [], name?: string, body = text) {
  const found = await explorationOfBase(base, memoryFiles(base, ...others), { slots: 4 }, name);
  return startFiles({ path: base, text: body }, found, vrest);
}

describe('Start Exploration', () => {
  it('makes slot configs beside the base, and the log where the loop runs', async () => {
    const action = await start('/r/config/fly/x.yaml', ['/r/.git/HEAD']);
    assert.ok(!isRefused(action));
    assert.equal(action.name, 'x_Claude');
    assert.deepEqual(
      action.files.map(file => [file.path, file.exists]),
      [
        ...[0, 1, 2, 3].map(slot => [`/r/config/fly/x_Claude_0${slot}.yaml`, false]),
        ['/r/x_Claude_analysis.md', false],
        ['/r/x_Claude_memory.md', false],
        ['/r/x_Claude_plan.yaml', false],
      ],
    );
    assert.deepEqual(
      action.files.slice(0, 4).map(file => /dataset: (.*)/.exec(file.text)?.[1]),
      ['x_00', 'x_01', 'x_02', 'x_03'],
    );
    assert.deepEqual(action.leftovers, []);
  });

  it('says which files are there already, and names what earlier runs left', async () => {
    const there = [
      '/e/x_Claude_01.yaml',
      '/e/x_Claude_analysis.md',
      '/e/x_Claude_02_analysis.log',
      '/e/config/iter_003_slot_02.yaml',
    ];
    const action = await start('/e/x.yaml', there);
    assert.ok(!isRefused(action));
    assert.deepEqual(
      action.files.filter(({ exists }) => exists).map(file => file.path),
      there.slice(0, 2),
    );
    assert.deepEqual(action.leftovers, there.slice(2));
  });

  it('takes another name, also one with blanks, quotes and other letters', async () => {
    const action = await start('/e/x.yaml', [], `größe "数" it's`);
    assert.ok(!isRefused(action));
    assert.equal(action.files[0]?.path, `/e/größe "数" it's_00.yaml`);
    assert.match(action.files.at(-1)?.text ?? '', /^exploration: "größe \\"数\\" it's"$/m);
  });

  it('never writes over the base config', async () => {
    const refusal = refusalOf(await start('/e/a_00.yaml', [], 'a'));
    assert.match(refusal.message, /a_00\.yaml would be overwritten/);
  });

  for (const [what, body] of [
    ['an empty file', ''],
    ['a list', '- a\n'],
    ['a broken file', 'a: ['],
    ['no dataset', 'training: {}\n'],
    ['5 MB', `dataset: x\na: ${'x'.repeat(5_000_000)}\n`],
  ] as const)
    it(`is refused from ${what}`, async () => {
      const refusal = refusalOf(await start('/e/x.yaml', [], undefined, body));
      assert.equal(refusal.path, '/e/x.yaml');
      assert.match(refusal.advice, /nothing was made/);
    });
});

describe('the preset of a base config without a log', () => {
  const k = 'training:\n  learning_rate_k: 0.005\n  learning_rate_node: 1\n';
  for (const [name, body, preset] of [
    ['flyvis_62_1_gs_vrest_Claude', '', 'vrest'],
    ['x_V_rest', k, 'vrest'],
    ['rank_50_Claude', k, 'metabolism'],
    ['flyvis_62_Claude', text, 'flyvis'],
    ['other', 'a: 1\n', undefined],
    ['other', 'training:\n  n_epochs: 1\n', undefined],
    ['other', 'a: [', undefined],
  ] as const)
    it(`${name} with ${JSON.stringify(body.slice(0, 30))} is ${preset ?? 'unknown'}`, () =>
      assert.equal(presetOfBase([name], body), preset));

  it('starts a metabolism exploration with fresh seeds, though nothing else is planned', async () => {
    const found = await explorationOfBase('/e/m.yaml', memoryFiles('/e/m.yaml'), { slots: 4 });
    const action = startFiles(
      { path: '/e/m.yaml', text: `dataset: m\n${k}  seed: 1\nsimulation:\n  seed: 2\n` },
      found,
      metabolism,
    );
    assert.ok(!isRefused(action));
    const seeds = action.files
      .slice(0, 4)
      .map(file => [...file.text.matchAll(/seed: (\d+)/g)].map(([, seed]) => Number(seed)));
    assert.deepEqual(seeds, [
      [1500, 1000],
      [2501, 2001],
      [3502, 3002],
      [4503, 4003],
    ]);
  });
});
