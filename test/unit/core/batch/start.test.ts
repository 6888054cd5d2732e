/** PARALLEL START: the files that an exploration begins with. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPlan } from '../../../../src/core/batch/plan-read.ts';
import { livePlan } from '../../../../src/core/batch/plan.ts';
import { startExploration } from '../../../../src/core/batch/start.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { choosePreset } from '../../../../src/core/protocol/choose.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';
import { memoryTable, updateMemory } from '../../../../src/core/samples/memory.ts';
import { referenceOf } from '../../../../src/core/samples/statistics.ts';
import { isRefusal } from '../../../../src/core/slots/model.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { corpusPath, describeCorpus } from '../../../fixtures/corpus.ts';

const { vrest } = presets;
const base = `# the base
dataset: 'flyvis_62_1_gs_vrest'
training:
  n_epochs: 1
  recurrent_training: false
  lr_W: 0.0006
  lr: 0.0012
  lr_update: 0.0 # use lr
  coeff_W_L2: 2.5e-06
  time_step: 1
  seed: 42
claude:
  data_augmentation_loop: 25
`;

function start(text: string, protocol: Protocol = vrest, name = 'flyvis_62_1_gs_vrest') {
  const started = startExploration(text, { name: `${name}_Claude`, base: name, protocol });
  assert.ok(!isRefusal(started), isRefusal(started) ? started.message : '');
  return started;
}

/** The lines of a config that are others than those of the base, by their number. */
function changedLines(text: string, before = base): string[] {
  const lines = before.split('\n');
  assert.equal(text.split('\n').length, lines.length);
  return text.split('\n').filter((line, i) => line !== lines[i]);
}

describe('a new exploration', () => {
  const started = start(base);

  it('has four slots: defaults, two tests of lr_update, defaults, each with a dataset of its own', () =>
    assert.deepEqual(
      started.slots.map(text => changedLines(text)),
      [
        ["dataset: 'flyvis_62_1_gs_vrest_00'"],
        ["dataset: 'flyvis_62_1_gs_vrest_01'", '  lr_update: 0.0018 # use lr'],
        ["dataset: 'flyvis_62_1_gs_vrest_02'", '  lr_update: 0.0025 # use lr'],
        ["dataset: 'flyvis_62_1_gs_vrest_03'"],
      ],
    ));

  it('has a plan with its first batch, which is live', () => {
    const { plan } = readPlan(started.plan);
    assert.deepEqual(plan?.batches, [{ iterations: [1, 2, 3, 4], slots: started.planned }]);
    assert.equal(plan.exploration, 'flyvis_62_1_gs_vrest_Claude');
    assert.equal(livePlan(plan, 0).kind, 'live');
    assert.deepEqual(
      started.planned.map(({ role, parent, mutations, minutes }) => [role, parent, mutations, minutes]),
      [
        ['exploit', 'root', [], 33],
        ['exploit', 'root', [{ parameter: 'lr_update', old: 0, new: 1.8e-3 }], 33],
        ['explore', 'root', [{ parameter: 'lr_update', old: 0, new: 2.5e-3 }], 33],
        ['robustness', 'root', [], 33],
      ],
    );
    assert.deepEqual(started.planned[1]?.config, {
      lr_update: 1.8e-3,
      recurrent: false,
      time_step: 1,
      W_L2: 2.5e-6,
      grad_clip_W: 0,
      n_epochs: 1,
      lr_W: 6e-4,
      lr: 1.2e-3,
    });
    assert.deepEqual(
      started.planned.slice(0, 2).map(({ reason }) => reason),
      [
        'Start batch, the base config unchanged: a sample of the baseline.',
        'Start batch, lr_update: 0 -> 1.8E-3, the rest as in the base config.',
      ],
    );
  });

  it('has a log with a title that says which protocol it is, and nothing to find', () => {
    assert.equal(started.log, '# FlyVis Experiment Log: flyvis_62_1_gs_vrest (parallel)\n\n');
    assert.equal(choosePreset(parse(started.log)), 'vrest');
    assert.deepEqual(lint(parse(started.log), { protocol: vrest }).problems, []);
  });

  it('has a memory file with the plan and the table of samples, which is updated in its place', () => {
    const table = memoryTable([], vrest.reward, referenceOf(vrest)).join('\n');
    assert.ok(started.memory.startsWith('# FlyVis Working Memory: flyvis_62_1_gs_vrest (parallel)\n'));
    assert.ok(
      started.memory.includes(`\n### Samples per config\n\n${table}\n\n### Established Principles\n`),
    );
    assert.match(started.memory, /\n- Planned for iteration 2, slot 1 \(exploit\): Start batch, lr_update/);
    const update = updateMemory(started.memory, table.split('\n'));
    assert.ok('edit' in update);
    assert.equal(applyEdits(started.memory, [update.edit]), started.memory);
  });

  it('keeps the line breaks of the base config', () => {
    const crlf = base.replaceAll('\n', '\r\n');
    assert.deepEqual(
      start(crlf).slots.map(text => text.replaceAll('\r\n', '\n')),
      started.slots,
    );
  });

  it('mentions no change that the base has already', () => {
    const own = start(base.replace('0.0 # use lr', '1.8e-3'));
    assert.deepEqual(
      own.planned.map(({ mutations }) => mutations.length),
      [0, 0, 1, 0],
    );
  });

  it('runs the base four times where the protocol has no first batch', () => {
    const { slots, planned, log, memory } = start(
      'dataset: x\ntraining: { learning_rate_k: 0.005, seed: 1 }\nsimulation: { seed: 2 }\n',
      presets.metabolism,
      'x',
    );
    assert.deepEqual(
      slots[3],
      'dataset: x_03\ntraining: { learning_rate_k: 0.005, seed: 4503 }\nsimulation: { seed: 4003 }\n',
    );
    assert.deepEqual(planned[3]?.config.lr_k, 0.005);
    assert.equal(planned[3].minutes, undefined);
    assert.equal(log, '# Experiment Log: x (parallel)\n\n');
    assert.match(memory, /Config \(Node\)/);
  });

  for (const [what, text] of [
    ['is empty', ''],
    ['is a list', '- a\n'],
    ['is no YAML', 'training: [\n'],
    ['names no dataset', 'training: { lr_update: 0 }\n'],
    ['has a key twice', 'dataset: x\ndataset: x\n'],
  ] as const)
    it(`is refused where the base config ${what}`, () => {
      const started = startExploration(text, { name: 'x_Claude', base: 'x', protocol: vrest });
      assert.ok(isRefusal(started));
      assert.match(started.message, /\.$/);
    });
});

describeCorpus('a new exploration from the real base config', () => {
  it('changes the dataset and lr_update, and not a byte more', () => {
    const text = readFileSync(corpusPath('vrest/flyvis_62_1_gs_vrest.yaml') ?? '', 'utf8');
    const { slots, planned } = start(text);
    assert.deepEqual(
      slots.map(slot => changedLines(slot, text)),
      [
        ['dataset: flyvis_62_1_gs_vrest_00'],
        ['dataset: flyvis_62_1_gs_vrest_01', '  lr_update: 0.0018'],
        ['dataset: flyvis_62_1_gs_vrest_02', '  lr_update: 0.0025'],
        ['dataset: flyvis_62_1_gs_vrest_03'],
      ],
    );
    assert.deepEqual(planned[0]?.config.W_L2, 2.5e-6);
  });
});
