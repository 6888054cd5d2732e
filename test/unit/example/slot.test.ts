/** The example's one-slot script: what follows from a config, and what a run leaves. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { describePyYaml, loadAll } from '../../fixtures/pyyaml.ts';
import { removeFolders } from '../cli/world.ts';
import { baseWith, describePython, end, scripts, seeded, start, textOf, train } from './world.ts';
import type { Trained } from './world.ts';

const metrics = ['test_R2', 'test_pearson', 'connectivity_R2', 'tau_R2', 'V_rest_R2', 'cluster_accuracy'];

describePython("the example's one-slot script", function () {
  after(removeFolders);

  it('writes the result log of the reference, and says how far it is', async () => {
    const folder = scripts({ n_frames: 200 });
    const run = await train(folder, seeded(baseWith(folder, {}), 7));
    assert.equal(run.code, 0, run.out);
    const number = String.raw`-?\d+\.\d{4}`;
    const lines = ['n_epochs: 1', 'data_augmentation_loop: 20', 'recurrent_training: False'];
    assert.match(
      run.resultLog,
      new RegExp(
        `^${[`training_time_min: ${number}`, ...lines, ...metrics.map(metric => `${metric}: ${number}`)].join('\n')}\n$`,
      ),
    );
    assert.ok(Number(run.results.get('training_time_min')) > 0);
    assert.match(run.out, /^epoch 1\/1 {2}step 100\/2000 {2}loss \d\.\d{4}$/m);
    assert.equal(run.errorLog, '');
    for (const metric of metrics) assert.ok(metric in presets.vrest.metrics, metric);
  });

  it('gives the same numbers for the same seeds, and others for another of either seed', async () => {
    const folder = scripts({ n_frames: 200 });
    const config = seeded(baseWith(folder, {}), 7);
    const [first, again, data, fit] = await all(folder, [
      config,
      config,
      config.replace(/seed: 7\b/, 'seed: 8'),
      config.replace('seed: 507', 'seed: 508'),
    ]);
    assert.deepEqual(measured(again), measured(first));
    assert.notDeepEqual(measured(data), measured(first));
    assert.notDeepEqual(measured(fit), measured(first));
  });

  it('answers to each of the six parameters, with the same seeds', async () => {
    const folder = scripts({ n_frames: 400 });
    const recurrent = { recurrent_training: true };
    const changes = {
      none: {},
      lr_update: { lr_update: '1.8e-03' },
      W_L2: { coeff_W_L2: '3.0e-06' },
      grad_clip_W: { grad_clip_W: 0.5 },
      n_epochs: { n_epochs: 2 },
      recurrent,
      time_step: { ...recurrent, time_step: 2 },
      withoutRecurrence: { time_step: 2 },
    };
    const runs = await all(
      folder,
      Object.values(changes).map(values => seeded(baseWith(folder, values), 11)),
    );
    const by = new Map(Object.keys(changes).map((key, i) => [key, measured(runs[i])]));
    for (const key of ['lr_update', 'W_L2', 'grad_clip_W', 'n_epochs', 'recurrent'])
      assert.notDeepEqual(by.get(key), by.get('none'), key);
    assert.notDeepEqual(by.get('time_step'), by.get('recurrent'));
    assert.deepEqual(by.get('withoutRecurrence'), by.get('none'));
  });

  it('takes lr where lr_update is 0, as the protocol has it', async () => {
    const folder = scripts({ n_frames: 200 });
    const [zero, same] = await all(folder, [baseWith(folder, {}), baseWith(folder, { lr_update: 0.0012 })]);
    assert.deepEqual(measured(same), measured(zero));
  });

  it('gives nan for a fit that diverges, and no error', async () => {
    const folder = scripts({ n_frames: 200 });
    const run = await train(folder, baseWith(folder, { lr_W: '1.0e+200', lr: '1.0e+200' }));
    assert.equal(run.code, 0, run.out);
    for (const metric of metrics) assert.equal(run.results.get(metric), 'nan', metric);
  });

  it('leaves a traceback in the error log, and takes it away when it goes well', async () => {
    const folder = scripts({ n_frames: 200 });
    const failed = await train(folder, baseWith(folder, { n_layers: '3\n  n_layer: 4' }));
    assert.equal(failed.code, 1);
    assert.match(failed.errorLog, /^=+\nTRAINING SUBPROCESS ERROR\n=+\nslot_run\n\nTraceback /);
    assert.match(failed.errorLog, /^slot_config\.ConfigError: graph_model\.n_layer: there is no such key$/m);
    assert.equal(failed.resultLog, '');
    const { code, errorLog } = await train(folder, baseWith(folder, { n_layers: 3 }));
    assert.deepEqual([code, errorLog], [0, '']);
  });

  it('adds to the result log without --erase', async () => {
    const folder = scripts({ n_frames: 50 });
    await train(folder, baseWith(folder, {}));
    const argv = ['config', 'log', 'error'].map(kind => path.join(folder, `run.${kind}`));
    const [config = '', log = '', error = ''] = argv;
    const files = ['--config', config, '--log_file', log, '--error_log', error, '--config_file', 'again'];
    const { code, out } = await end(
      start([path.join(folder, 'train_flyvis_subprocess.py'), ...files, '--device', 'cuda'], { cwd: folder }),
    );
    assert.equal(code, 0, out);
    assert.equal(textOf(log).match(/^V_rest_R2: /gm)?.length, 2);
  });
});

describePython("the example's configs", function () {
  after(removeFolders);

  const faults: readonly (readonly [string, (folder: string) => string, RegExp])[] = [
    [
      'a number that YAML 1.1 has as a text',
      at => baseWith(at, { coeff_W_L2: '1e-5' }),
      /coeff_W_L2: '1e-5' is no float; .* as in 1\.0e-05/,
    ],
    [
      'a text for a truth value',
      at => baseWith(at, { recurrent_training: "'no'" }),
      /recurrent_training: 'no' is no bool/,
    ],
    [
      'a key twice',
      at => baseWith(at, { time_step: '1\n  time_step: 2' }),
      /line \d+: time_step stands here twice/,
    ],
    ['a tab', at => baseWith(at, { time_step: '1\n\ttime_step: 2' }), /line \d+: /],
    ['an anchor', at => baseWith(at, { time_step: '&a 1' }), /line \d+: this reader does not know &a 1/],
    ['a flow mapping', () => 'training: {seed: 1}\n', /line 1: this reader does not know \{seed: 1\}/],
    ['no steps', at => baseWith(at, { n_epochs: 0 }), /training\.n_epochs: out of range/],
    ['no mapping', () => 'training\n', /line 1: no `key: value`/],
  ];
  for (const [what, config, message] of faults)
    it(`end a run that have ${what}`, async () => {
      const folder = scripts({ n_frames: 50 });
      const { code, errorLog } = await train(folder, config(folder));
      assert.equal(code, 1);
      assert.match(errorLog, message);
    });

  it('may have training keys that nobody knows', async () => {
    const folder = scripts({ n_frames: 50 });
    const { code, out } = await train(folder, baseWith(folder, { time_step: '1\n  tme_step: 2' }));
    assert.equal(code, 0, out);
  });
});

/** Texts of which the little reader has to make what PyYAML makes. */
const scalars = [
  ...'1 -2 +3 1_000 0 1.5 -.5 1. 1e-5 1.0e-05 1.0e5 1.E+3 2.5E-6 yes No on OFF true False y n ~ null'.split(
    ' ',
  ),
  ...['', 'word', 'two words', "a'b", 'a#b', "'q''q'", "''", '"d"', "'a # b'", '"1"'],
];

describePyYaml("the example's reader of YAML, against PyYAML", function () {
  after(removeFolders);

  it('reads the same', async () => {
    const folder = scripts();
    const texts = [
      textOf(path.join(folder, 'flyvis_62_1_gs_vrest.yaml')),
      scalars.map((scalar, i) => `k${i}: ${scalar}  # said\n`).join(''),
      '# a\na:\n  b:\n    c: 1\n\n  d: two words\ne:\n- 1\n- x\n',
      'p:\n- - 1.0\n  - 2\n- - 3\nq:\n  - k: 1\n    l: 2\n  - m\nr: "a: b"\r\n',
    ];
    const program =
      'import json, sys, slot_config\njson.dump([slot_config.read_yaml(t) for t in json.load(sys.stdin)], sys.stdout)';
    const { code, out } = await end(start(['-c', program], { cwd: folder, stdin: JSON.stringify(texts) }));
    assert.equal(code, 0, out);
    assert.deepEqual(JSON.parse(out), loadAll(texts).map(plain));
  });
});

/** A loaded value as JSON has it. */
function plain([kind, value]: ReturnType<typeof loadAll>[number]): unknown {
  if (kind === 'map') return Object.fromEntries(value.map(([key, item]) => [key, plain(item)]));
  if (kind === 'list') return value.map(plain);
  if (kind === 'null') return null;
  return kind === 'integer' || kind === 'float' ? Number(value) : value;
}

/** Trains configs at the same time. */
const all = (folder: string, configs: readonly string[]): Promise<Trained[]> =>
  Promise.all(configs.map((config, i) => train(folder, config, i)));

/** What a run measured, its time aside. */
function measured(run: Trained | undefined): Record<string, string | undefined> {
  assert.ok(run);
  assert.equal(run.code, 0, run.out);
  return Object.fromEntries(metrics.map(metric => [metric, run.results.get(metric)]));
}
