/** Copy to slot, restore locked values, restore dataset, and the comparison of two configs. */
import assert from 'node:assert/strict';
import { compareConfigs } from '../../../../src/core/actions/compare.ts';
import {
  copySlot,
  restoreDataset,
  restoreLocked,
  restoreSlot,
} from '../../../../src/core/actions/slot-file.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { isRefusal } from '../../../../src/core/slots/model.ts';
import { actionFiles, done, refusalOf, textsAfter } from '../../../fixtures/actions.ts';

const { vrest, flyvis } = presets;
const base = `dataset: 'x'   # routes the data
description: base
graph_model:
  hidden_dim: 80 # wide
training:
  n_epochs: 1

  batch_size: 2
  lr_update: 0.0
  coeff_W_L2: 2.5e-06
  seed: 42
claude:
  n_epochs: 1
`;
const slot = (number: number, text = base) =>
  text.replace("'x'", `'x_0${number}'`).replace('description: base', `description: slot ${number}`);
const slots = [0, 1, 2, 3].map(number => slot(number));

describe('Copy to slot', () => {
  it("takes over all but what is the slot's own", async () => {
    const from = slot(1)
      .replace('lr_update: 0.0', 'lr_update: 1.8E-3')
      .replace('seed: 42', 'seed: 43')
      .replace('claude:\n  n_epochs: 1', 'claude:\n  n_epochs: 2');
    const files = await actionFiles({ base, slots: slots.with(1, from) });
    const after = textsAfter(files, copySlot(files, 1, 3));
    assert.equal(
      after[3],
      slots[3]!.replace('lr_update: 0.0', 'lr_update: 1.8E-3').replace('seed: 42', 'seed: 43'),
    );
    assert.deepEqual(after.slice(0, 3), [slots[0], from, slots[2]]);
    const own = await actionFiles({ base, slots: slots.with(1, from), protocol: flyvis });
    assert.match(textsAfter(own, copySlot(own, 1, 3))[3]!, /seed: 42/, 'fresh seeds stay');
  });

  it('is refused from or to what is not there, and to itself', async () => {
    const files = await actionFiles({ base, slots: [slots[0], undefined, 'a: [', slots[3]] });
    assert.match(refusalOf(copySlot(files, 0, 0)).message, /cannot be copied to itself/);
    assert.match(refusalOf(copySlot(files, 1, 0)).message, /There is no config of slot 1/);
    assert.match(refusalOf(copySlot(files, 0, 1)).message, /There is no config of slot 1/);
    assert.match(refusalOf(copySlot(files, 0, 2)).message, /_02\.yaml: This is not YAML/);
    assert.match(refusalOf(copySlot(files, 2, 0)).message, /The config to copy cannot be read/);
  });
});

describe('Restore', () => {
  const broken = slot(2)
    .replace('hidden_dim: 80', 'hidden_dim: 64')
    .replace('batch_size: 2', 'batch_size: 4')
    .replace('lr_update: 0.0', 'lr_update: 0.003')
    .replace("'x_02'", "'x_00'");
  const locked = broken.replace('hidden_dim: 64', 'hidden_dim: 80').replace('batch_size: 4', 'batch_size: 2');

  it('gives locked values back, and leaves the search, the dataset and the description alone', async () => {
    const files = await actionFiles({ base, slots: slots.with(2, broken) });
    assert.equal(textsAfter(files, restoreLocked(files, 2))[2], locked);
  });

  it('gives the dataset back, in its quotes and before its comment', async () => {
    const files = await actionFiles({ base, slots: slots.with(2, broken) });
    assert.equal(textsAfter(files, restoreDataset(files, 2))[2], broken.replace("'x_00'   #", "'x_02'   #"));
  });

  it('leaves a dataset that is the own, though the base says another', async () => {
    const own = slot(2).replace("'x_02'", 'elsewhere_02');
    const files = await actionFiles({ base, slots: slots.with(2, own) });
    assert.deepEqual(done(restoreDataset(files, 2)).changes[0]?.edits, []);
  });

  it('gives both back at once', async () => {
    const files = await actionFiles({ base, slots: slots.with(2, broken) });
    const action = done(restoreSlot(files, 2));
    assert.equal(action.changes.length, 1);
    assert.equal(textsAfter(files, action)[2], locked.replace("'x_00'", "'x_02'"));
  });

  it('keeps CRLF and a byte order mark', async () => {
    const windows = `\uFEFF${broken.replaceAll('\n', '\r\n')}`;
    const files = await actionFiles({ base, slots: slots.with(2, windows) });
    assert.equal(textsAfter(files, restoreLocked(files, 2))[2], `\uFEFF${locked.replaceAll('\n', '\r\n')}`);
  });

  it('is refused without what it needs', async () => {
    const baseless = await actionFiles({ slots });
    const broken = await actionFiles({ base: '- a list\n', slots });
    for (const restore of [restoreLocked, restoreDataset, restoreSlot]) {
      assert.equal(refusalOf(restore(baseless, 2)).isMissing, true);
      assert.match(refusalOf(restore(baseless, 2)).message, /There is no base config/);
      assert.match(
        refusalOf(restore(await actionFiles({ base }), 2)).message,
        /There is no config of slot 2/,
      );
    }
    assert.match(refusalOf(restoreLocked(broken, 2)).message, /The base config cannot be read/);
    const nameless = await actionFiles({ base: 'training:\n  n_epochs: 1\n', slots: [base] });
    assert.match(refusalOf(restoreDataset(nameless, 0)).message, /names no dataset/);
  });
});

describe('Compare', () => {
  const compared = (a: string, b: string) => {
    const found = compareConfigs(a, b, vrest);
    assert.ok(!isRefusal(found));
    return found;
  };

  it('says what differs by value, with the name that logs use and what a missing key means', () => {
    const other = base
      .replace('2.5e-06', '3.0E-6')
      .replace('lr_update: 0.0', 'lr_update: 0')
      .replace('  seed', '  grad_clip_W: 0\n  seed');
    assert.deepEqual(compared(base, other), [
      {
        key: 'training.coeff_W_L2',
        parameter: 'W_L2',
        a: '2.5e-06',
        b: '3.0E-6',
        implied: false,
        default: '0',
      },
      {
        key: 'training.grad_clip_W',
        parameter: 'grad_clip_W',
        a: undefined,
        b: '0',
        implied: true,
        default: '0',
      },
    ]);
    assert.deepEqual(compared(base, base), []);
  });

  it('sees through generations of the schema', () => {
    const old = 'training:\n  learning_rate_update_start: 0.0018\n';
    assert.deepEqual(compared(old, 'training:\n  lr_update: 1.8E-3\n'), []);
  });

  it('is refused for what cannot be read', () => {
    for (const pair of [
      ['', base],
      [base, 'a: ['],
    ] as const)
      assert.ok(isRefusal(compareConfigs(pair[0], pair[1], vrest)));
  });
});
