/** The diff that --fix prints: what it says, and that it applies. */
import assert from 'node:assert/strict';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { shownDiff, unifiedDiff } from '../../../src/cli/diff.ts';
import { brokenLog, fixedLog } from './world.ts';

describe('unifiedDiff', () => {
  it('is empty for equal texts', () => assert.equal(unifiedDiff('a.md', 'x\n', 'x\n'), ''));

  it('has a hunk for each change with three lines around it', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i + 1}\n`);
    const changed = lines.with(1, 'two\n').with(15, 'sixteen\n');
    assert.equal(
      unifiedDiff('/x/a.md', lines.join(''), changed.join('')),
      `--- a/x/a.md
+++ b/x/a.md
@@ -1,5 +1,5 @@
 line 1
-line 2
+two
 line 3
 line 4
 line 5
@@ -13,7 +13,7 @@
 line 13
 line 14
 line 15
-line 16
+sixteen
 line 17
 line 18
 line 19
`,
    );
  });

  it('says where a last line has no break', () => {
    assert.match(unifiedDiff('a', 'x\ny', 'x\ny\n'), /-y\n\\ No newline at end of file\n\+y\n$/);
  });

  it('keeps carriage returns in a file and drops them on a terminal', () => {
    const diff = unifiedDiff('a', 'x\r\n', 'y\r\n');
    const stdout = { write: () => true };
    assert.match(diff, /^-x\r$/m);
    const interrupted = () => Promise.resolve();
    const io = { cwd: '/', env: {}, stdin: emptyStdin(), stdout, stderr: stdout, interrupted };
    assert.equal(shownDiff(diff, io), diff);
    const terminal = { isTTY: true, write: () => true };
    const shown = shownDiff(diff, { ...io, stdout: terminal });
    assert.match(shown, /\u001b\[31m-x\u001b\[0m\n/);
  });

  it('of a log applies', () =>
    assert.equal(applyPatch(brokenLog, unifiedDiff('a', brokenLog, fixedLog)), fixedLog));

  it('of any two texts applies', () => {
    const line = fc.constantFrom(
      '## Iter 1: x\n',
      '## Iter 2: x\n',
      '## Iter 3: x\n',
      'Next: parent=1\n',
      'a\n',
      'b\n',
      '\n',
      'c\r\n',
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('', 'end'))
      .map(([lines, end]) => lines.join('') + end);
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before !== after) assert.equal(applyPatch(before, unifiedDiff('a', before, after)), after);
      }),
      { numRuns: 500 },
    );
  });

  it('of a long log with a change in every entry takes no long time', () => {
    const log = (next: number) =>
      Array.from({ length: 3000 }, (_, i) => `## Iter ${i}: x\nNode: id=${i}\nNext: parent=${next}\n\n`).join(
        '',
      );
    const start = performance.now();
    unifiedDiff('a', log(1), log(2));
    assert.ok(performance.now() - start < 5000);
  });
});

async function* emptyStdin(): AsyncGenerator<string> {
  yield* await Promise.resolve([]);
}
