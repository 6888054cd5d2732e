import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AttachFrames } from '../../../../src/core/run/attach-frames.ts';

/** What a reader makes of bytes that come in these pieces. */
function readIn(bytes: Uint8Array, cuts: readonly number[]) {
  const outputs = new Map<string, Buffer[]>();
  const events: string[] = [];
  const frames = new AttachFrames({
    output: (task, stream, part) => {
      const key = `${task}.${stream}`;
      outputs.set(key, [...(outputs.get(key) ?? []), Buffer.from(part)]);
    },
    truncated: (task, stream) => {
      outputs.delete(`${task}.${stream}`);
      events.push(`truncated ${task}.${stream}`);
    },
    line: line => events.push(line.kind),
    end: () => events.push('end'),
    noise: text => events.push(`noise ${text}`),
  });
  let from = 0;
  for (const to of [...cuts].sort((a, b) => a - b).filter(cut => cut <= bytes.length)) {
    frames.push(bytes.subarray(from, to));
    from = to;
  }
  frames.push(bytes.subarray(from));
  return {
    outputs: [...outputs].map(([key, parts]) => [key, Buffer.concat(parts).toString('latin1')]),
    events,
  };
}

const text = [
  'D 00 o 12\nab\nE\nD 00 o ',
  'D 01 e 3\n\0\xff\n',
  'S C alive 12 node -\n',
  'S T 00 running - 1700000000 - 12 0 44 node -\n',
  'K\n',
  'what a banner says\n',
  'T 00 o 2\nD 00 o 2\nhi',
  'D 01 e 0\n',
  'S T 00 exited 0 1700000000 1700000060 2 0 44 node timed-out,cancelled\n',
  'E\n',
].join('');

describe('AttachFrames', () => {
  const bytes = Buffer.from(text, 'latin1');
  const whole = readIn(bytes, []);

  it('takes outputs, changes and the end apart, whatever the outputs hold', () => {
    assert.deepEqual(whole, {
      outputs: [
        ['01.err', '\0\xff\n'],
        ['00.out', 'hi'],
      ],
      events: ['coordinator', 'task', 'noise what a banner says', 'truncated 00.out', 'task', 'end'],
    });
  });

  it('does so in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 60 }), cuts => {
        assert.deepEqual(readIn(bytes, cuts), whole);
      }),
    );
  });

  it('holds no endless line', () => {
    assert.match(readIn(Buffer.alloc(200_000, 'x'), []).events.join(), /^noise x/);
  });
});
