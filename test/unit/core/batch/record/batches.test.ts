/** Batches recorded in a row: what is written lints clean each time. */
import assert from 'node:assert/strict';
import { presets } from '../../../../../src/core/protocol/presets/index.ts';
import { crash, flyLog, Loop, metabolismBase, vrestBase } from '../../../../fixtures/loop.ts';
import type { Step } from '../../../../fixtures/loop.ts';

const { vrest, metabolism } = presets;

type Batch = readonly [steps: readonly Step[] | undefined, left: readonly string[]];

/** A negative reward in Iter 5, a crash in 7, 57 minutes in 10, nan in 11, a block's end after 12. */
const batches: readonly Batch[] = [
  [undefined, [flyLog(0.52), flyLog(0.61), flyLog(0.33), flyLog(0.4712)]],
  [
    [
      { parent: 2, set: { W_L2: 3e-6 } },
      { parent: 2, set: { grad_clip_W: 0.1 } },
      { parent: 1, set: { recurrent: true } },
      { parent: 2 },
    ],
    [
      flyLog('-0.1200'),
      flyLog(0.58, { connectivity_R2: '-1.3500' }),
      crash('torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB'),
      flyLog(0.55),
    ],
  ],
  [
    [
      { parent: 2, set: { lr_update: 2.1e-3 } },
      { parent: 1, set: { recurrent: true, time_step: 2 } },
      { parent: 3, set: { W_L2: 3e-6 } },
      { parent: 2 },
    ],
    [
      flyLog(0.44),
      flyLog(0.5, { training_time_min: '57.0' }),
      flyLog('nan', { test_pearson: 'nan' }),
      flyLog(0.65),
    ],
  ],
  [
    [
      { parent: 2, set: { lr_update: 2.1e-3, W_L2: 5e-6, grad_clip_W: 0.5 } },
      { parent: 9, set: { n_epochs: 2 } },
      { parent: 4, set: { W_L2: 4e-6 } },
      { parent: 2 },
    ],
    [flyLog(0.71), flyLog(0.66, { training_time_min: '59.9' }), flyLog(0.2), flyLog(0.7)],
  ],
  [
    [
      { parent: 13, set: { W_L2: 4e-6 } },
      { parent: 14, set: { n_epochs: 1 } },
      { parent: 15, set: { W_L2: 3e-6 } },
      { parent: 13 },
    ],
    [flyLog(0.8), flyLog(0.66, { connectivity_R2: '0.8' }), flyLog(0.3), flyLog(9.5e-1)],
  ],
  [
    [
      { parent: 13 },
      { parent: 17, set: { grad_clip_W: 0.1 } },
      { parent: 19, set: { lr_update: 1.2e-3 } },
      { parent: 13, role: 'robustness' },
    ],
    [flyLog(0.77), flyLog('6.1e-01'), flyLog(0.31), flyLog(0.5)],
  ],
];

const run = (loop: Loop, [steps, left]: Batch): void => {
  if (steps) loop.propose(steps);
  loop.run(left);
};

describe('six batches of vrest in a row', () => {
  for (const keepsSnapshots of [false, true]) {
    const loop = new Loop(vrest, vrestBase, 'flyvis_62_1_gs_vrest');
    loop.keepsSnapshots = keepsSnapshots;
    for (const [i, batch] of batches.entries()) {
      it(`records batch ${i + 1}${keepsSnapshots ? ' with kept configs' : ''}: no error, no warning`, () => {
        run(loop, batch);
        const before = loop.log;
        const outcome = loop.record();
        assert.deepEqual(outcome.kind, 'record', 'message' in outcome ? outcome.message : '');
        assert.ok(loop.log.startsWith(before));
        assert.equal(loop.newest, 4 * (i + 1));
        assert.deepEqual(loop.faults(), []);
        const again = loop.log;
        assert.equal(loop.record().kind, 'nothing');
        assert.equal(loop.log, again);
        if (i === batches.length - 1) checkEntries(loop);
      });
    }
  }
});

/** Entries of the six batches that say what is hard to say. */
function checkEntries(loop: Loop): void {
  const defaults = 'lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0';
  assert.equal(
    loop.entry(4),
    `## Iter 4: V_rest partial
Node: id=4, parent=root
Mode/Strategy: robustness-check
Config: ${defaults}
Metrics: V_rest_R2=0.4712, connectivity_R2=0.9550, tau_R2=0.9750, cluster_accuracy=0.8840, test_pearson=0.9910, training_time_min=33.1
Mutation: [none] — robustness re-run of Node 21
Parent rule: Start batch, the base config unchanged: a sample of the baseline.
Observation: V_rest 0.471 lies within Node 21 range 0.11-0.78. z-score -0.13 against the 8 samples of Node 21. 2 samples of this config so far (Iter 1, 4): mean 0.496, std 0.035. [your sentence]
Next: parent=2`,
  );
  assert.equal(
    loop.entry(7),
    `## Iter 7: failed
Node: id=7, parent=1
Mode/Strategy: explore
Config: ${defaults.replace('recurrent=F', 'recurrent=T')}
Mutation: recurrent: F -> T
Parent rule: UCB 2.1 of V_rest_R2 0.5, node 1.
Observation: Crashed: torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. [your sentence]
Next: parent=2`,
  );
  assert.match(
    loop.line(5, 'Observation') ?? '',
    /V_rest -0\.120 lies below .* The result log says V_rest_R2 -0\.1200\./,
  );
  assert.match(loop.line(6, 'Metrics') ?? '', /^V_rest_R2=0\.5800, connectivity_R2=-1\.3500,/);
  assert.match(loop.line(10, 'Observation') ?? '', /Training took 57\.0 min, over 55: reduce time_step/);
  assert.match(loop.line(11, 'Observation') ?? '', /^V_rest is nan\. The result log says V_rest_R2 nan\./);
  assert.match(loop.line(14, 'Config') ?? '', /, n_epochs=2$/);
  assert.match(loop.line(18, 'Config') ?? '', /, n_epochs=1$/);
  assert.match(loop.entry(18), /^## Iter 18: V_rest failed$/m);
  assert.match(
    loop.line(18, 'Observation') ?? '',
    /No status class holds with V_rest_R2 0\.6600 and connectivity_R2 0\.8/,
  );
  assert.match(loop.line(22, 'Metrics') ?? '', /^V_rest_R2=0\.61,/);
  assert.equal(loop.line(20, 'Mutation'), '[none] — robustness re-run of Node 13');
}

describe('six batches of metabolism in a row', () => {
  const loop = new Loop(metabolism, metabolismBase, 'simulation_rank_50');
  const log = (r2: number | string, loss = 17060.236465): string =>
    `training_time_min: 66.5\nfinal_loss: ${loss}\nrate_constants_R2: ${typeof r2 === 'number' ? r2.toFixed(4) : r2}\nn_outliers: 44\nslope: 0.9451\nMLP_sub_R2: -482.3200\nMLP_sub_corr: 0.6637`;
  const all: readonly Batch[] = [
    [undefined, [log(0.0443), log(0.0268), log(0.0442), log(0.0314)]],
    [
      [
        { parent: 1, set: { lr_k: 2e-3 } },
        { parent: 1, set: { coeff_MLP_node_L1: 0.1 } },
        { parent: 3, set: { lr_node: 2e-3 } },
        { parent: 1, set: { data_augmentation_loop: 2000 } },
      ],
      [log(0.5), log(0.51), crash("KeyError: 'coeff_k_floor'"), log(0.4)],
    ],
    [
      [
        { parent: 5, set: { lr_k: 5e-3 } },
        { parent: 6, set: { lr_sub: 1e-3 } },
        { parent: 8, set: { batch_size: 16 } },
        { parent: 6, set: { coeff_k_floor: 1 } },
      ],
      [log(0.7), log('nan'), log('-0.5'), log(0.71)],
    ],
    [
      [
        { parent: 12, set: { lr_sub: 2e-3 } },
        { parent: 9, set: { lr_sub: 1e-3 } },
        { parent: 8, set: { hidden_dim_sub: 32 } },
        { parent: 12, set: { k_floor_threshold: -2 } },
      ],
      [log(0.8), log(0.81), log(0.82), log(0.83)],
    ],
    [
      [
        { parent: 16 },
        { parent: 13, set: { lr_k: 1e-3 } },
        { parent: 14, set: { lr_k: 1e-3 } },
        { parent: 15, set: { lr_k: 1e-3 } },
      ],
      [log(0.75), log(0.74), log(0.73), log(0.72)],
    ],
    [
      [
        { parent: 16, set: { lr_k: 1e-3 } },
        { parent: 17 },
        { parent: 14, set: { lr_k: 1e-2 } },
        { parent: 15, set: { lr_k: 1e-2 } },
      ],
      [log(0.65), log(0.64), log(0.63), log(0.62)],
    ],
  ];
  for (const [i, batch] of all.entries())
    it(`records batch ${i + 1}: no error, no warning`, () => {
      run(loop, batch);
      const outcome = loop.record();
      assert.deepEqual(outcome.kind, 'record', 'message' in outcome ? outcome.message : '');
      assert.deepEqual(loop.faults(), []);
      assert.equal(loop.record().kind, 'nothing');
    });
});
