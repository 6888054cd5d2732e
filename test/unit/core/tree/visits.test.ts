import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countVisits } from '../../../../src/core/tree/visits.ts';

describe('visits', () => {
  it('equal those of a walk up from every node, circles included', () => {
    const forest = fc
      .integer({ min: 0, max: 30 })
      .chain(n => fc.array(fc.integer({ min: -1, max: n - 1 }), { minLength: n, maxLength: n }));
    fc.assert(fc.property(forest, parents => assert.deepEqual(countVisits(parents).visits, walked(parents))));
  });

  it('name each circle once', () => {
    assert.deepEqual(countVisits([1, 2, 0, 1, 4, -1]).cycles, [[0, 1, 2], [4]]);
    assert.deepEqual(countVisits([-1, 0, 1]).cycles, []);
  });

  it('do not recurse', () => {
    const chain = Array.from({ length: 200_000 }, (_, i) => i - 1);
    assert.equal(countVisits(chain).visits[0], 200_000);
  });
});

/** Each node adds 1 to each ancestor up to the first that it has met. */
function walked(parents: readonly number[]): number[] {
  const visits = parents.map(() => 1);
  for (const start of parents) {
    const met = new Set<number>();
    for (let at = start; at >= 0 && !met.has(at); at = parents[at]!) {
      met.add(at);
      visits[at] = visits[at]! + 1;
    }
  }
  return visits;
}
