/** A batch as a run: what each slot trains with, what is pushed and what comes home. */
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/actions/action.ts';
import type { LoopFiles } from '../../../../src/core/actions/loop.ts';
import { planBatch } from '../../../../src/core/run/plan-batch.ts';
import type { BatchRequest } from '../../../../src/core/run/plan-batch.ts';
import { runRecordSchema } from '../../../../src/core/run/record-schema.ts';
import { summaryOf } from '../../../../src/core/run/summary.ts';
import { LoopWorld } from '../../../fixtures/loop-world.ts';
import { layouts, rounds, written } from '../../../fixtures/rounds.ts';
import { requestOf, target } from '../../../fixtures/runs-wanted.ts';

const batchOf = (files: LoopFiles, changes: Partial<BatchRequest> = {}) => {
  const planned = planBatch(files, { ...requestOf(files), task: 'train_test_plot', ...changes });
  assert.ok(!isRefused(planned), JSON.stringify(planned));
  return planned;
};

describe('planning a batch', () => {
  for (const layout of layouts)
    it(`gives each slot its command, seeds and places (${layout} layout)`, async () => {
      const world = await LoopWorld.started('vrest', layout);
      const files = await world.read();
      const { plan, record, findings } = batchOf(files);
      assert.deepEqual(findings, []);
      assert.deepEqual(record, runRecordSchema.parse(JSON.parse(JSON.stringify(record))));
      assert.deepEqual(
        record.tasks.map(({ task, iteration }) => [task, iteration]),
        [0, 1, 2, 3].map(slot => [`0${slot}`, slot + 1]),
      );
      const directory = '/home/me/it/.iterlog/runs/r1';
      const runs = `log/Claude_exploration/${layout === 'new' ? 'LLM_flyvis_62_1_gs_vrest' : 'instruction_flyvis_62_1_gs_vrest_parallel'}`;
      const kept = `/e/${runs}`;
      const place = files.slots[2]!.path.replace('/e/', '');
      assert.deepEqual(plan.tasks[2]?.commands, [
        [
          ...['python3', 'train_flyvis_subprocess.py', '--config', `${directory}/in/slot_02.yaml`],
          ...['--device', 'cuda', '--log_file', `${directory}/02/result.log`],
          ...['--config_file', place.replace(/^config\//, '').replace(/\.yaml$/, '')],
          ...['--error_log', `${directory}/02/error.log`, '--erase'],
        ],
      ]);
      const own = plan.files.find(({ path }) => path === `${directory}/in/slot_02.yaml`);
      assert.equal(own?.text, files.slots[2]!.text.replace('seed: 42', 'seed: 3502'));
      assert.deepEqual(
        plan.files.filter(({ replaces }) => replaces).map(({ path, text }) => [path, text]),
        files.slots.map(({ path, text }) => [path.replace('/e/', '/home/me/it/'), text]),
      );
      assert.deepEqual(
        record.wanted.filter(({ task }) => task === '02').map(({ kind, to }) => [kind, `/e/${to}`]),
        [
          ['result', files.found.results[2]!.path],
          ['error', `${kept}/training_error_02.log`],
          ['snapshot', `${kept}/config/iter_003_slot_02.yaml`],
        ],
      );
    });

  it('pushes nothing but its own copies where the target is this folder', async () => {
    const files = await (await LoopWorld.started('vrest', 'old')).read();
    const { plan, record } = batchOf(files, { target: target({ type: 'local' }), targetName: 'local' });
    assert.equal(plan.folder, '/e');
    assert.deepEqual(
      plan.files.map(({ path }) => path),
      [0, 1, 2, 3].map(slot => `/e/.iterlog/runs/r1/in/slot_0${slot}.yaml`),
    );
    assert.deepEqual(record.pushed, []);
  });

  it('is refused while results wait', async () => {
    const world = await LoopWorld.started('vrest', 'old');
    world.add(written(rounds[0]!, { preset: 'vrest', layout: 'old', first: 1 }));
    const files = await world.read();
    const planned = planBatch(files, { ...requestOf(files), task: 'train' });
    assert.ok(isRefused(planned));
    assert.match(planned.message, /Iter 1, 2, 3, 4 ran and have no entry/);
  });

  it('is refused without a config, with one that cannot be read, and outside of the project', async () => {
    const world = await LoopWorld.started('vrest', 'old');
    const files = await world.read();
    const [first, ...others] = files.slots;
    const refusal = (changed: LoopFiles, changes: Partial<BatchRequest> = {}) => {
      const planned = planBatch(changed, { ...requestOf(files), task: 'train', ...changes });
      assert.ok(isRefused(planned));
      return planned.message;
    };
    assert.match(refusal({ ...files, slots: others }), /config of slot 0/);
    assert.match(refusal({ ...files, slots: [{ ...first!, text: 'a: [' }, ...others] }), /slot 0/);
    assert.match(refusal(files, { root: '/elsewhere' }), /outside the folder of the project, \/elsewhere/);
  });

  it('needs to be told how data is generated', async () => {
    const files = await (await LoopWorld.started('vrest', 'old')).read();
    const refusal = planBatch(files, { ...requestOf(files), task: 'generate_train' });
    assert.ok(isRefused(refusal));
    assert.match(refusal.advice, /run\.generateCommand/);
    const run = {
      generateCommand: ['make', 'data-{slot}', '{config}'],
      slotCommand: ['{python}', 't.py', '{iteration}'],
    };
    const { plan } = batchOf({ ...files, protocol: { ...files.protocol, run } }, { task: 'generate_train' });
    assert.deepEqual(plan.tasks[1]?.commands, [
      ['make', 'data-1', '/home/me/it/.iterlog/runs/r1/in/slot_01.yaml'],
      ['python3', 't.py', '2'],
    ]);
  });

  it('tells of errors in the files, and of runs that should take too long', async () => {
    const world = await LoopWorld.started('vrest', 'old');
    const files = await world.read();
    const slot = files.slots[1]!;
    const text = slot.text
      .replace('coeff_W_L1: 3.5e-05', 'coeff_W_L1: 0.5')
      .replace('n_epochs: 1', 'n_epochs: 3');
    assert.notEqual(text, slot.text);
    world.write(slot.path, text);
    const { findings } = batchOf(await world.read());
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['error', 'warning'],
    );
    assert.match(findings[0]!.message, /_Claude_01\.yaml:\d+: slot-locked: /);
    assert.match(findings[1]!.message, /^Slot 1 should take 89 min, and the limit is 60\.$/);
  });

  it('is said in a summary that names commands as a shell would read them in the folder of the project', async () => {
    const files = await (await LoopWorld.started('vrest', 'old')).read();
    const spaced = target({ type: 'slurm', host: 'login', folder: '/data/my lab', queue: 'gpu' });
    const lines = summaryOf(batchOf(files, { target: spaced, targetName: 'lab' }));
    assert.equal(lines[0], 'Iter 1-4 on lab: by Slurm on login, queue gpu, in /data/my lab.');
    assert.match(lines.join('\n'), /--config \.iterlog\/runs\/r1\/in\/slot_00\.yaml --device cuda/);
    const quoted = target({ type: 'local', python: '/opt/my lab/python' });
    assert.match(summaryOf(batchOf(files, { target: quoted })).join('\n'), /'\/opt\/my lab\/python' train/);
  });
});
