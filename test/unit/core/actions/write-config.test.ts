/** Write this Config to a slot, and the configs of a whole batch: the right bytes change, and no others. */
import assert from 'node:assert/strict';
import {
  batchAround,
  batchOfNumber,
  batchToGenerate,
  generateBatch,
} from '../../../../src/core/actions/generate.ts';
import { writeConfig } from '../../../../src/core/actions/write-config.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { actionFiles, done, refusalOf, textsAfter } from '../../../fixtures/actions.ts';
import { entry } from '../../../fixtures/exploration.ts';
import { plannedBatch } from '../../../fixtures/plans.ts';

const { metabolism } = presets;
const config = (dataset: string) => `# made by hand
description: 'it''s mine'   # quoted
dataset: ${dataset}
training:
  n_epochs: 1
  recurrent_training: false   # no

  lr: 0.0012
  lr_W: 6E-4
  lr_update: 0.0
  coeff_W_L2: 2.5e-06 # as it was
  seed: 42
`;
const base = config('flyvis');
const slots = [0, 1, 2, 3].map(slot => config(`flyvis_0${slot}`));
const log = [
  entry({ id: 1 }),
  entry({ id: 2, config: 'lr_update=1.8E-3, recurrent=T, time_step=2, W_L2=3E-6, grad_clip_W=0.5' }),
  entry({ id: 3, config: 'lr_update=2.5E-3' }),
  entry({ id: 4 }),
].join('\n');

describe('Write this Config to slot S', () => {
  it('sets what the entry says, in the values and nowhere else', async () => {
    const files = await actionFiles({ base, slots, log });
    const action = writeConfig(files, 2, 3);
    const after = textsAfter(files, action);
    assert.equal(
      after[3],
      slots[3]!
        .replace('training: false ', 'training: true ')
        .replace('lr_update: 0.0', 'lr_update: 0.0018')
        .replace('2.5e-06', '3.0e-06')
        .concat('  time_step: 2\n  grad_clip_W: 0.5\n'),
    );
    assert.deepEqual(after.slice(0, 3), slots.slice(0, 3));
    assert.deepEqual(
      done(action).changes.map(({ file }) => file.path),
      ['/e/flyvis_62_1_gs_vrest_Claude_03.yaml'],
    );
  });

  it('adds no key whose absence means the value, and changes no number that is the same', async () => {
    const files = await actionFiles({ base, slots, log });
    assert.deepEqual(done(writeConfig(files, 1, 0)).changes[0]?.edits, []);
  });

  it('takes what the Config line leaves out from the parent', async () => {
    const inherited = `${log}\n${entry({ id: 5, parent: 2, config: 'W_L2=5E-6' })}`;
    const files = await actionFiles({ base, slots, log: inherited });
    assert.match(
      textsAfter(files, writeConfig(files, 5, 0))[0]!,
      /lr_update: 0\.0018[^]*coeff_W_L2: 5\.0e-06 # as it was/,
    );
  });

  it('takes what nobody states from the base config, not from the baseline of the protocol', async () => {
    const other = (text: string) => text.replace('2.5e-06', '4.0e-06');
    const silent = entry({ id: 1, config: 'lr_update=1.8E-3' });
    const files = await actionFiles({ base: other(base), slots: [slots[0]], log: silent });
    assert.equal(
      textsAfter(files, writeConfig(files, 1, 0))[0],
      other(slots[0]!).replace('lr_update: 0.0', 'lr_update: 0.0018'),
    );
  });

  it('puts an absent key where the base has it', async () => {
    const own = { base: base.replace('  lr: 0', '  grad_clip_W: 0\n  lr: 0'), slots, log };
    const files = await actionFiles(own);
    assert.match(textsAfter(files, writeConfig(files, 2, 1))[1]!, /\n {2}grad_clip_W: 0\.5\n\n? *lr: /);
  });

  it('keeps CRLF, a byte order mark, comments and a missing end of line', async () => {
    const windows = `\uFEFF${slots[1]!.replaceAll('\n', '\r\n').trimEnd()}`;
    const files = await actionFiles({ base, slots: [slots[0], windows], log });
    assert.equal(
      textsAfter(files, writeConfig(files, 3, 1))[1],
      windows.replace('lr_update: 0.0', 'lr_update: 0.0025'),
    );
    const added = textsAfter(files, writeConfig(files, 2, 1))[1]!;
    assert.doesNotMatch(added, /[^\r]\n/);
    assert.ok(added.startsWith('\uFEFF# made by hand\r\n'));
  });

  it("leaves the slot's seeds alone where they are in the YAML", async () => {
    const text = 'dataset: x_00\nsimulation:\n  seed: 7\ntraining:\n  learning_rate_k: 0.005\n  seed: 8\n';
    const files = await actionFiles({
      protocol: metabolism,
      slots: [text],
      log: '## Iter 1: converged\nNode: id=1, parent=root\nConfig: lr_k=0.01, seed=99\nMetrics: rate_constants_R2=0.5\n',
    });
    assert.deepEqual(textsAfter(files, writeConfig(files, 1, 0)), [text.replace('0.005', '0.01')]);
  });

  it('is refused, with a way out', async () => {
    const files = await actionFiles({
      base,
      slots: [slots[0], undefined, 'training: {\n'],
      log: `${log}\n## Iter 5: failed\n`,
    });
    const missing = refusalOf(writeConfig(files, 2, 1));
    assert.equal(missing.isMissing, true);
    assert.match(missing.message, /There is no config of slot 1\. Looked for .*_01\.yaml/);
    assert.match(refusalOf(writeConfig(files, 2, 2)).message, /_02\.yaml: This is not YAML/);
    assert.match(refusalOf(writeConfig(files, 9, 0)).message, /There is no Iter 9 in the log\./);
    assert.match(refusalOf(writeConfig(files, 5, 0)).message, /Iter 5 has no Config line/);
    assert.match(refusalOf(writeConfig(files, 2, 7)).message, /There is no slot 7\./);
  });
});

describe('Generate the slot configs of a batch', () => {
  it('knows batches by their number and by any of their iterations', () => {
    assert.deepEqual(batchOfNumber(2, { batchSize: 4 }), [5, 6, 7, 8]);
    for (const id of [5, 6, 7, 8]) assert.deepEqual(batchAround(id, presets.vrest), [5, 6, 7, 8]);
  });

  it('writes what the entries of the newest batch say', async () => {
    const files = await actionFiles({ base, slots, log });
    assert.deepEqual(batchToGenerate(files), [1, 2, 3, 4]);
    const after = textsAfter(files, generateBatch(files, [1, 2, 3, 4]));
    assert.equal(after[0], slots[0]);
    assert.match(after[1]!, /lr_update: 0\.0018/);
    assert.equal(after[2], slots[2]!.replace('lr_update: 0.0', 'lr_update: 0.0025'));
    assert.equal(after[3], slots[3]);
  });

  it('writes what a live plan says, a planned re-run as a copy of the kept config', async () => {
    const kept = slots[0]!.replace('lr: 0.0012', 'lr: 0.0013').replace('42', '43');
    const batch = plannedBatch(5);
    const parent = batch.slots!.map(planned => planned.parent);
    const rerun = parent.findIndex(
      (id, slot) => typeof id === 'number' && batch.slots![slot]!.mutations.length === 0,
    );
    assert.ok(rerun >= 0, 'the plan re-runs a node');
    const files = await actionFiles({
      base,
      slots,
      log,
      plan: batch,
      snapshots: { [Number(parent[rerun])]: kept },
    });
    assert.deepEqual(batchToGenerate(files), [5, 6, 7, 8]);
    const action = done(generateBatch(files, [5, 6, 7, 8]));
    assert.match(action.label, /Iter 5-8, as the plan has them/);
    const after = textsAfter(files, action);
    assert.equal(after[rerun], slots[rerun]!.replace('lr: 0.0012', 'lr: 0.0013').replace('42', '43'));
    for (const [slot, { mutations, config: planned }] of batch.slots!.entries())
      if (mutations.length > 0)
        assert.match(after[slot]!, new RegExp(`lr_update: ${String(planned.lr_update)}\\b`));
  });

  it('says that a plan is stale, and goes by the entries', async () => {
    const files = await actionFiles({ base, slots, log, plan: plannedBatch(13) });
    assert.deepEqual(batchToGenerate(files), [1, 2, 3, 4]);
    const { notes } = done(generateBatch(files, [1, 2, 3, 4]));
    assert.match(
      notes.join(' '),
      /The plan is stale: it is for iterations 13-16, but the next iteration of the log is 5\./,
    );
  });

  it('knows no batch without a log and a plan', async () => {
    assert.equal(batchToGenerate(await actionFiles({ slots })), undefined);
  });

  it('is refused whole where one slot cannot be made', async () => {
    const broken = await actionFiles({ base, slots: [...slots.slice(0, 3), '- a list\n'], log });
    assert.match(
      refusalOf(generateBatch(broken, [1, 2, 3, 4])).message,
      /_03\.yaml: A slot config is a mapping/,
    );
    const fewer = await actionFiles({ base, slots, log: entry({ id: 1 }) });
    assert.match(refusalOf(generateBatch(fewer, [1, 2, 3, 4])).message, /There is no Iter 2/);
    const unread = await actionFiles({ base, slots, log, plan: 'version: 7\n' });
    const refusal = refusalOf(generateBatch(unread, [1, 2, 3, 4]));
    assert.match(refusal.message, /The plan cannot be read\. The version of a plan is 1\./);
    assert.match(refusal.path ?? '', /_plan\.yaml$/);
  });
});
