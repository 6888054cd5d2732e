/** Predicted minutes: the model of the protocol, and what the log's own runs have taken. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { noHistory, predictedMinutes } from '../../../../src/core/protocol/time.ts';
import type { Value } from '../../../../src/core/protocol/types.ts';
import { timeHistory } from '../../../../src/core/samples/times.ts';
import { entry, exploration } from '../../../fixtures/exploration.ts';

const { vrest, metabolism } = presets;
const config = (values: Readonly<Record<string, Value>>) => (name: string) => values[name];
const minutes = (values: Readonly<Record<string, Value>>, history = noHistory) =>
  predictedMinutes(config(values), history, vrest);

describe('the time model', () => {
  for (const [expected, values] of [
    [33, {}],
    [33, { recurrent: false, time_step: 3 }],
    [33, { recurrent: true }],
    [33, { recurrent: true, time_step: 1 }],
    [55, { recurrent: true, time_step: 2 }],
    [65, { recurrent: true, time_step: 3 }],
    [60, { recurrent: true, time_step: 2.5 }],
    [75, { recurrent: true, time_step: 4 }],
    [61, { n_epochs: 2 }],
    [105, { recurrent: true, time_step: 2, n_epochs: 2 }],
    [33, { recurrent: 'T', time_step: 2 }],
  ] as const)
    it(`gives ${expected} minutes for ${JSON.stringify(values)}`, () =>
      assert.equal(minutes(values), expected));

  it('gives none without a model', () =>
    assert.equal(predictedMinutes(config({}), noHistory, metabolism), undefined));

  it('is linear through whatever points a protocol has', () => {
    const time = { ...vrest.time, recurrent: { '4': 58 } } as NonNullable<typeof vrest.time>;
    const steps = (time_step: number) =>
      predictedMinutes(config({ recurrent: true, time_step }), noHistory, { ...vrest, time });
    assert.deepEqual([1, 2, 4, 7].map(steps), [33, 43, 63, 93]);
    const none = { ...vrest, time: { ...time, recurrent: {} } };
    assert.equal(predictedMinutes(config({ recurrent: true, time_step: 9 }), noHistory, none), 33);
  });

  it('never costs less with more steps or more epochs', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 4 }), (time_step, n_epochs) => {
        const own = minutes({ recurrent: true, time_step, n_epochs }) ?? NaN;
        const longer = minutes({ recurrent: true, time_step: time_step + 1, n_epochs }) ?? NaN;
        const twice = minutes({ recurrent: true, time_step, n_epochs: n_epochs + 1 }) ?? NaN;
        assert.ok(own < longer && own < twice);
      }),
    ));
});

describe('the history of run times', () => {
  const run = (id: number, time: string, rest = '', status?: string) =>
    entry({
      id,
      metrics: status
        ? `FAILED (crash), training_time_min=${time}`
        : `V_rest_R2=0.5, connectivity_R2=0.9, training_time_min=${time}`,
      config: `lr_update=0, recurrent=${rest === '' ? 'F' : 'T'}, time_step=${rest || '1'}, W_L2=2.5E-6, grad_clip_W=0`,
      ...(status !== undefined && { status }),
    });
  const historyOf = (text: string) => timeHistory(exploration(text), vrest);

  it('replaces the model by the median once there are three runs of a kind', () => {
    const two = run(1, '40') + run(2, '41');
    assert.equal(historyOf(two).size, 0);
    const history = historyOf(two + run(3, '90') + run(4, '50', '2'));
    assert.equal(minutes({}, history), 41);
    assert.equal(minutes({ recurrent: true, time_step: 1 }, history), 41, 'of the same kind');
    assert.equal(minutes({ recurrent: true, time_step: 2 }, history), 55, 'of another kind');
    assert.equal(minutes({ n_epochs: 2 }, history), 61);
  });

  it('leaves out lost runs and runs without a time', () => {
    const text = run(1, '40') + run(2, '41') + run(3, 'N/A') + run(4, '2', '', 'failed');
    assert.equal(historyOf(text).size, 0);
  });
});
