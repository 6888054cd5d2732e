import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkedOutput, afterMark } from '../../../../src/core/run/marked-output.ts';

const mark = 'iterlog-0123';

function readIn(bytes: Uint8Array, cuts: readonly number[]) {
  const parts: Buffer[] = [];
  const output = new MarkedOutput(mark, part => parts.push(Buffer.from(part)));
  let from = 0;
  for (const to of [...cuts].sort((a, b) => a - b)) {
    output.push(bytes.subarray(from, to));
    from = to;
  }
  output.push(bytes.subarray(from));
  return { text: Buffer.concat(parts).toString('latin1'), code: output.code, begun: output.begun };
}

describe('MarkedOutput', () => {
  const script = `out\n${mark}\n\n${mark} E\n\n\n\xff\0 no line end`;
  const all = Buffer.from(`Welcome\n${mark} \n\n${mark} B\n${script}\n${mark} E 255\nlogout\n`, 'latin1');

  it('gives what the script wrote and its exit code, in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(all.length), { maxLength: 60 }), cuts => {
        assert.deepEqual(readIn(all, cuts), { text: script, code: 255, begun: true });
      }),
    );
  });

  it('knows no exit code of a script that was cut off, but gives what it wrote', () => {
    const cut = all.subarray(0, all.indexOf(`\n${mark} E 255`) + 10);
    assert.deepEqual(readIn(cut, []), { text: script, code: undefined, begun: true });
  });

  it('knows of none that did not begin', () => {
    assert.deepEqual(readIn(Buffer.from('Welcome\n'), []), { text: '', code: undefined, begun: false });
  });

  it('takes what a login shell says off the error output', () => {
    assert.equal(afterMark(`tty?\n\n${mark} B\nbad\n`, mark), 'bad\n');
    assert.equal(afterMark('ssh: refused\n', mark), 'ssh: refused\n');
  });
});
