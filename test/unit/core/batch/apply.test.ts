/** A proposed batch as edits of slot configs, and the one number in the log. */
import assert from 'node:assert/strict';
import { slotEdits } from '../../../../src/core/batch/apply.ts';
import type { ConfigTexts } from '../../../../src/core/batch/apply.ts';
import { nextEdit } from '../../../../src/core/batch/next-edit.ts';
import type { PlannedSlot } from '../../../../src/core/batch/plan.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { exploration } from '../../../fixtures/exploration.ts';
import { logOf, node21 } from '../../../fixtures/runs.ts';

const { vrest, metabolism } = presets;
const config = (slot: number, more = '') =>
  `dataset: x_0${slot}\ntraining:\n  lr_update: 0.0 # use lr\n  coeff_W_L2: 2.5e-06\n  n_epochs: 1\n${more}`;
const texts: ConfigTexts = {
  slots: [0, 1, 2, 3].map(slot => config(slot)),
  base: config(0).replace('x_00', 'x'),
  snapshots: new Map(),
};

const planned = (slot: number, rest: Partial<PlannedSlot> = {}): PlannedSlot => ({
  slot,
  role: 'exploit',
  parent: 1,
  mutations: [{ parameter: 'W_L2', old: 2.5e-6, new: 3e-6 }],
  config: { ...node21, W_L2: 3e-6 },
  reason: 'x',
  ...rest,
});

function applied(slots: readonly PlannedSlot[], own = texts, protocol: Protocol = vrest): string[] {
  const edits = slotEdits(slots, [5, 6, 7, 8], own, protocol);
  assert.ok(edits.kind === 'edits', JSON.stringify(edits));
  return edits.slots.map((each, i) => applyEdits(own.slots[i] ?? '', each));
}

const refusal = (slots: readonly PlannedSlot[], own = texts): string => {
  const edits = slotEdits(slots, [5, 6, 7, 8], own, vrest);
  return edits.kind === 'refused' ? edits.message : '';
};

describe('a proposed batch as edits', () => {
  it('sets the values and nothing else: a key whose absence means the value stays absent', () =>
    assert.deepEqual(applied([planned(0)]), [config(0).replace('2.5e-06', '3.0e-06')]));

  it('adds the keys that the config lacks', () => {
    const [text] = applied(
      [planned(0, { config: { ...node21, grad_clip_W: 0.5, time_step: 2, recurrent: true } })],
      texts,
    );
    assert.match(
      text ?? '',
      /n_epochs: 1\n {2}recurrent_training: true\n {2}time_step: 2\n {2}grad_clip_W: 0\.5\n/,
    );
  });

  it('copies what was kept of a run, and the base config for root, but for what is the slot’s own', () => {
    const kept = config(2, '  noise_recurrent_level: 0.02\n').replace('0.0 # use lr', '0.0018 # use lr');
    const rerun = planned(3, { mutations: [], parent: 3, config: { ...node21, lr_update: 1.8e-3 } });
    const own = { ...texts, snapshots: new Map([[3, kept]]) };
    const slots = [planned(0), planned(1), planned(2), rerun];
    assert.equal(applied(slots, own)[3], kept.replace('x_02', 'x_03'));
    const root = planned(0, {
      mutations: [],
      parent: 'root',
      config: { ...node21 },
    });
    const changed = { ...texts, slots: [config(0, '  time_step: 3\n')] };
    assert.deepEqual(applied([root], changed), [config(0)]);
    assert.match(
      applied([planned(0), planned(1), planned(2), rerun])[3] ?? '',
      /lr_update: 0\.0018 # use lr/,
    );
  });

  it('gives fresh seeds where the protocol has them in the YAML', () => {
    const text = 'dataset: x_00\nsimulation:\n  seed: 1\ntraining:\n  seed: 2\n  learning_rate_k: 0.005\n';
    const own = { slots: [text], snapshots: new Map([[1, text.replace('0.005', '0.01')]]) };
    const values = planned(0, { config: { lr_k: 0.02 } });
    assert.deepEqual(applied([values], own, metabolism), [
      text.replace('seed: 1', 'seed: 5000').replace('seed: 2', 'seed: 5500').replace('0.005', '0.02'),
    ]);
    const copy = planned(0, { mutations: [], config: { lr_k: 0.01 } });
    assert.deepEqual(applied([copy], own, metabolism), [
      text.replace('seed: 1', 'seed: 5000').replace('seed: 2', 'seed: 5500').replace('0.005', '0.01'),
    ]);
  });

  it('is all or none', () => {
    assert.match(
      refusal([planned(0), planned(1)], { ...texts, slots: [config(0)] }),
      /^Slot 1: There is no config to change\.$/,
    );
    assert.match(refusal([planned(0), planned(1)], { ...texts, slots: [config(0), '- a\n'] }), /^Slot 1: /);
    const rerun = planned(0, { mutations: [], config: { ...node21 } });
    const kept = (text: string) => ({ ...texts, snapshots: new Map([[1, text]]) });
    assert.match(
      refusal([rerun], kept(config(0).replace('2.5e-06', '3.0e-06'))),
      /By the log W_L2 is 2\.5E-6, and the config that was kept of Iter 1 has 3E-6/,
    );
    assert.match(refusal([rerun], kept('')), /^Slot 0: The config to copy cannot be read/);
  });
});

describe('the parent that the last Next names', () => {
  const text = logOf([{}, {}, {}, { next: 2 }]);
  const after = (parent: number | 'root', log = text) => {
    const edit = nextEdit(exploration(log), parent);
    return edit && applyEdits(log, [edit]);
  };
  it('is the one number that changes', () => {
    assert.equal(after(3), text.replace('Next: parent=2', 'Next: parent=3'));
    assert.equal(after('root'), text.replace('Next: parent=2', 'Next: parent=root'));
    const noted = text.replace('Next: parent=2', 'Next: parent=2 (pending)');
    assert.equal(after(3, noted), noted.replace('parent=2', 'parent=3'));
  });
  it('stays where it is right, and where there is none', () => {
    assert.equal(after(2), undefined);
    assert.equal(after('root', text.replace('Next: parent=2', 'Next: parent=0')), undefined);
    assert.equal(after(3, text.replace('Next: parent=2\n', '')), undefined);
    assert.equal(after(3, ''), undefined);
  });
});
