import assert from 'node:assert/strict';
import { editDistance, nearest } from '../../../../src/core/text/nearest.ts';

describe('nearest', () => {
  const names = [
    'lr',
    'lr_W',
    'lr_update',
    'W_L2',
    'coeff_W_L1',
    'time_step',
    'n_epochs',
    'recurrent',
    'grad_clip_W',
  ];
  const near = (word: string) => nearest(word, names);

  it('finds a name that differs in case or by up to two letters', () => {
    assert.deepEqual(near('LR_update'), ['lr_update']);
    assert.deepEqual(near('lr_w'), ['lr_W']);
    assert.deepEqual(near('timestep'), ['time_step']);
    assert.deepEqual(near('recurent'), ['recurrent']);
    assert.deepEqual(near('lr_updt'), ['lr_update']);
    assert.deepEqual(near('epochs'), []);
  });

  it('prefers case over letters', () => {
    assert.deepEqual(nearest('GRAD_CLIP_w', ['grad_clip_v', 'grad_clip_W']), ['grad_clip_W']);
  });

  it('does not take one short name, or one digit, for another', () => {
    assert.deepEqual(near('lr_k'), []);
    assert.deepEqual(near('W_L3'), []);
    assert.deepEqual(near('coeff_W_L2'), []);
  });

  it('gives all names that are equally near', () => {
    assert.deepEqual(nearest('coeff_x', ['coeff_a', 'coeff_b']), ['coeff_a', 'coeff_b']);
  });
});

describe('editDistance', () => {
  it('counts insertions, deletions and replacements up to a bound', () => {
    assert.equal(editDistance('', '', 2), 0);
    assert.equal(editDistance('abc', 'abd', 2), 1);
    assert.equal(editDistance('kitten', 'sitting', 3), 3);
    assert.ok(editDistance('kitten', 'sitting', 2) > 2);
    assert.ok(editDistance('a', 'abcd', 2) > 2);
  });
});
