/** The reason in what a failed run leaves. */
import assert from 'node:assert/strict';
import { errorReason } from '../../../../../src/core/batch/record/error-reason.ts';
import { crash } from '../../../../fixtures/loop.ts';

describe('the reason of a failed run', () => {
  const reasons: readonly (readonly [what: string, text: string, reason: string | undefined])[] = [
    ['the exception of a traceback', crash("KeyError: 'W'"), "KeyError: 'W'"],
    [
      'one of a module',
      crash('torch.cuda.OutOfMemoryError: CUDA out of memory.'),
      'torch.cuda.OutOfMemoryError: CUDA out of memory.',
    ],
    ['one without a message', crash('KeyboardInterrupt'), 'KeyboardInterrupt'],
    [
      'the last of several',
      `${crash('ValueError: a')}\nDuring handling of the above\n\nTraceback (most recent call last):\n  File "x"\nRuntimeError: b\n`,
      'RuntimeError: b',
    ],
    [
      'one in a box',
      '╔════════╗\n║ FLYVIS SUBPROCESS ERROR ║\n║ RuntimeError: shape mismatch ║\n╚════════╝\n',
      'RuntimeError: shape mismatch',
    ],
    [
      'what ended the job',
      'slurmstepd: error: *** JOB 12 CANCELLED DUE TO TIME LIMIT ***\n\n',
      'slurmstepd: error: *** JOB 12 CANCELLED DUE TO TIME LIMIT',
    ],
    [
      'the last line that says anything',
      '=====\nFLYVIS SUBPROCESS ERROR\n=====\nsomething odd\n-----\n',
      'something odd',
    ],
    ['none', '=====\n\n', undefined],
  ];
  for (const [what, text, reason] of reasons)
    it(`is ${what}`, () => {
      assert.equal(errorReason(text), reason);
      assert.equal(errorReason(text.replaceAll('\n', '\r\n')), reason);
    });

  it('in the output of a job is no warning', () => {
    assert.equal(errorReason('UserWarning: slow\n  warnings.warn(x)\nloaded\n', true), undefined);
    assert.equal(errorReason('loaded\nKilled\n', true), 'Killed');
    assert.equal(errorReason(crash('KeyError: 1'), true), 'KeyError: 1');
  });

  it('is one line, not too long', () => {
    const reason = errorReason(crash(`ValueError: ${'x'.repeat(900)}`)) ?? '';
    assert.equal(reason.length, 304);
    assert.match(reason, /^ValueError: x+ \.\.\.$/);
  });
});
