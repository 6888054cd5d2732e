import assert from 'node:assert/strict';
import fc from 'fast-check';
import { terminalText } from '../../../../src/core/run/terminal-text.ts';

describe('terminalText', () => {
  it('keeps colours and tabs', () => {
    assert.equal(terminalText('\x1b[91mloss\x1b[0m\tnan'), '\x1b[91mloss\x1b[0m\tnan\x1b[0m');
    assert.equal(terminalText('epoch 1'), 'epoch 1');
  });

  for (const [what, text, left] of [
    ['a title', '\x1b]0;pwned\x07a', 'a'],
    ['the clipboard', '\x1b]52;c;aGk=\x1b\\a', 'a'],
    ['a string without end', 'a\x1b]0;rest', 'a'],
    ['the cursor', '\x1b[2J\x1b[1;1Ha\x1b[?1049h', 'a'],
    ['a control sequence of one byte', '\x9b2Ja', 'a'],
    ['a reset', '\x1bca', 'a'],
    ['a device string', '\x1bPq#0\x1b\\a', 'a'],
    ['single controls', '\x07a\x08\x0e\x7f', 'a'],
    ['a sequence that was cut', 'a\x1b[', 'a'],
  ] as const)
    it(`takes out ${what}`, () => assert.equal(terminalText(text), left));

  it('leaves nothing but colours, whatever comes', () =>
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('\x1b', '[', ']', 'm', '3', ';', '\x07', '\\', '\x9b', 'P', 'a', '\r', ' '),
        }),
        text => {
          const left = terminalText(text).replace(/\x1b\[[\d;:]*m/g, '');
          assert.doesNotMatch(left, /[^\P{Cc}\t]/u);
        },
      ),
    ));
});
