import assert from 'node:assert/strict';
import { parse, print } from '../../../src/core/log/parse.ts';

describe('parse', () => {
  it('loses nothing', () => {
    for (const text of ['', '\n', 'x', '## Iter 1: a\r\nNode: id=1, parent=root\r\n', '\uFEFF# t\r\r## Iter 1:\n', '## Iter 1:']) {
      assert.equal(print(parse(text)), text);
    }
  });
});
