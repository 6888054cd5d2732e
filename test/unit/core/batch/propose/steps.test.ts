/** How far a value can move. */
import assert from 'node:assert/strict';
import { isNear, stepsFrom } from '../../../../../src/core/batch/propose/steps.ts';
import { tunable } from '../../../../../src/core/protocol/presets/define.ts';
import type { Parameter, Value } from '../../../../../src/core/protocol/types.ts';

const steps = (value: Value, parameter: Partial<Parameter>, seen: readonly Value[] = []): string[] =>
  stepsFrom(value, tunable(parameter), seen).map(
    step => `${step.direction > 0 ? '+' : '-'}${step.distance} ${String(step.value)}`,
  );

const listed = { candidates: [0, 1.2e-3, 1.5e-3, 1.8e-3], min: 1.2e-3, max: 3e-3, also: [0] };

describe('the steps of a parameter', () => {
  const cases: readonly (readonly [what: string, got: () => string[], wanted: string[]])[] = [
    ['go to the next candidates', () => steps(1.2e-3, listed), ['+1 0.0015', '-1 0', '+2 0.0018']],
    [
      'from a value off the list to the nearest on either side',
      () => steps(1.6e-3, listed),
      ['+1 0.0018', '-1 0.0015', '-2 0.0012', '-3 0'],
    ],
    ['stay inside the range', () => steps(1, { candidates: [1, 2, 3], max: 2 }), ['+1 2']],
    ['flip a truth value', () => steps(false, { type: 'boolean' }), ['+1 true']],
    [
      'of candidates that are truth values',
      () => steps(true, { type: 'boolean', candidates: [false, true] }),
      ['-1 false'],
    ],
    [
      'of a text go through the candidates',
      () => steps('b', { type: 'text', candidates: ['a', 'b', 'c'] }),
      ['+1 c', '-1 a'],
    ],
    ['of a text without candidates are none', () => steps('b', { type: 'text' }), []],
    [
      'of a number without candidates double and halve it',
      () => steps(0.3, {}),
      ['+1 0.6', '-1 0.15', '+2 1.2', '-2 0.075', '+3 2.4', '-3 0.0375'],
    ],
    ['end at the ends of the range', () => steps(0.3, { min: 0.2, max: 1 }), ['+1 0.6', '-1 0.2', '+2 1']],
    [
      'keep whole numbers whole, and some',
      () => steps(3, {}, [3, 4]),
      ['+1 6', '-1 2', '+2 12', '-2 1', '+3 24'],
    ],
    [
      'break a whole number that was broken before',
      () => steps(1, {}, [1, 0.1]),
      ['+1 2', '-1 0.5', '+2 4', '-2 0.25', '+3 8', '-3 0.125'],
    ],
    ['of a negative number go by its size', () => steps(-2, {}), ['+1 -1', '-1 -4', '-2 -8', '-3 -16']],
    [
      'from 0 go to the nearest values that were used',
      () => steps(0, {}, [0, 4, 1, -3, -1]),
      ['+1 1', '-1 -1'],
    ],
    ['from 0 are none where nothing else was used', () => steps(0, {}), []],
    ['of what is no number are none', () => steps(NaN, {}), []],
    ['of infinity are none', () => steps(Infinity, {}), []],
  ];
  for (const [what, got, wanted] of cases) it(what, () => assert.deepEqual(got(), wanted));

  it('are near within one of them, from either side', () => {
    const near = (a: Value, b: Value) => isNear(a, b, tunable(listed), []);
    assert.deepEqual([near(1.2e-3, 1.5e-3), near(1.5e-3, 1.2e-3), near(1.2e-3, 1.8e-3)], [true, true, false]);
    assert.deepEqual([near(1.2e-3, 1.3e-3), near(1.6e-3, 1.5e-3), near(1.6e-3, 1.2e-3)], [true, true, false]);
    assert.deepEqual(
      [near(1.2e-3, 1.2e-3), isNear(0.3, 0.5, tunable(), []), isNear(0.3, 0.7, tunable(), [])],
      [true, true, false],
    );
  });
});
