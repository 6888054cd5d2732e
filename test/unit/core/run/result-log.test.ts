import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readResultLog } from '../../../../src/core/run/result-log.ts';

const read = (text: string) => Object.fromEntries(readResultLog(text) ?? []);

describe('readResultLog', () => {
  it('reads the forms that result logs use', () => {
    const text =
      'training_time_min: 33.1\r\nV_rest_R2=0.4990\nRMSE: 0.5 +/- 0.1\nrecurrent_training: False\na=1, b=2e-3 c = -inf\nMLP.sub: -482.3200\nx: nan\n';
    assert.deepEqual(read(text), {
      training_time_min: '33.1',
      V_rest_R2: '0.4990',
      RMSE: '0.5',
      recurrent_training: 'False',
      a: '1',
      b: '2e-3',
      c: '-inf',
      'MLP.sub': '-482.3200',
      x: 'nan',
    });
  });

  it('takes the last value, and ignores words', () => {
    const text = 'R2: 0.1\nR2: 0.2 (final)\nFile: a.py\nValueError: 3 was wrong\nname: 3d\nversion: 1.2.3\n';
    assert.deepEqual(read(text), { R2: '0.2', ValueError: '3' });
  });

  it('is undefined for a run without results', () => {
    assert.equal(readResultLog(''), undefined);
    assert.equal(readResultLog('starting\n'), undefined);
  });

  it('never throws', () => fc.assert(fc.property(fc.string(), text => void readResultLog(text))));
});
