/** The entries of a log as symbols of a workspace. */
import assert from 'node:assert/strict';
import { matching, symbolsOf } from '../../../../src/core/language/symbols.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { makeLog } from '../../../fixtures/make-log.ts';

describe('workspace symbols', () => {
  it('are the entries by number and status, at their headers', () => {
    const text =
      '# Log\n\n## Iter 1: V_rest partial\nNode: id=1, parent=root\n\n### Iter 2:\n\n```\n## Iter 3: example\n```\n';
    assert.deepEqual(symbolsOf(parse(text)), [
      {
        name: 'Iter 1: V_rest partial',
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 25 } },
      },
      { name: 'Iter 2', range: { start: { line: 5, character: 0 }, end: { line: 5, character: 11 } } },
    ]);
  });

  it('are found by letters in their order, the nearest first', () => {
    const symbols = symbolsOf(parse(makeLog(2000)));
    const found = (query: string) => matching(symbols, query).map(({ name }) => name.split(':')[0]);
    assert.deepEqual(found('iter 42').slice(0, 3), ['Iter 42', 'Iter 420', 'Iter 421']);
    assert.ok(found('iter 42').includes('Iter 1402'));
    assert.equal(found('ITER 1999')[0], 'Iter 1999');
    assert.ok(found('success').length > 0);
    assert.deepEqual(found('class Foo'), []);
    assert.deepEqual(found('  '), []);
    assert.equal(found('iter').length, 500);
  });
});
