import assert from 'node:assert/strict';
import fc from 'fast-check';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { slotValues } from '../../../../src/core/slots/values.ts';

const read = (text: string) => Object.fromEntries(slotValues(text, presets.vrest) ?? []);

describe('slotValues', () => {
  it('knows every schema generation', () => {
    assert.deepEqual(
      read(
        'training: { learning_rate_update_start: 0.0018, learning_rate_W_start: 6e-4, coeff_edge_diff: 750 }',
      ),
      {
        lr_update: '1.8E-3',
        lr_W: '6E-4',
        coeff_edge_diff: '750',
      },
    );
    assert.deepEqual(
      read('training: { lr_update: 0, lr_W: 6.0e-04, coeff_g_phi_diff: 750 }\nsimulation: { seed: 42 }'),
      {
        lr_update: '0',
        lr_W: '6E-4',
        coeff_edge_diff: '750',
        seed: '42',
      },
    );
  });

  it('is undefined for what is no mapping', () => {
    for (const text of ['', 'training', '- a', 'training: [', 'a: 1\na: 2', 'a: *b'])
      assert.equal(slotValues(text, presets.vrest), undefined);
  });

  it('never throws', () => fc.assert(fc.property(fc.string(), text => void slotValues(text, presets.vrest))));
});
