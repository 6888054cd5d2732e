import assert from 'node:assert/strict';
import { mixedOutput } from '../../../../src/node/run/mixed-output.ts';

function mixed(kind: 'batch' | 'loop', ...parts: readonly [string, 'out' | 'err', string | Uint8Array][]) {
  const lines: string[] = [];
  const output = mixedOutput({ kind }, line => lines.push(line));
  for (const [task, stream, text] of parts)
    output.add(task, stream, typeof text === 'string' ? Buffer.from(text) : text);
  output.end();
  return lines;
}

describe('mixedOutput', () => {
  it('gives whole lines, each with its slot, and at the end what was not ended', () =>
    assert.deepEqual(mixed('batch', ['00', 'out', 'a'], ['02', 'out', 'x\r\ny'], ['00', 'out', 'b\nc\n']), [
      '[slot 2] x',
      '[slot 0] ab',
      '[slot 0] c',
      '[slot 2] y',
    ]));

  it('keeps output and error output of a slot apart', () =>
    assert.deepEqual(mixed('batch', ['00', 'out', 'a'], ['00', 'err', 'E\n'], ['00', 'out', 'b\n']), [
      '[slot 0] E',
      '[slot 0] ab',
    ]));

  it('puts nothing before the lines of a loop, and shows a progress bar as it ends', () =>
    assert.deepEqual(mixed('loop', ['00', 'out', '10 %\r50 %\r100 %\ndone'], ['00', 'err', '\r1\r2']), [
      '100 %',
      'done',
      '2',
    ]));

  it('joins a character that comes in two parts', () => {
    const bytes = Buffer.from('é\n');
    assert.deepEqual(mixed('loop', ['00', 'out', bytes.subarray(0, 1)], ['00', 'out', bytes.subarray(1)]), [
      'é',
    ]);
  });
});
