/** What holds for the proposal of any log. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchViolations } from '../../../../../src/core/batch/propose/legal.ts';
import { nextParent, propose } from '../../../../../src/core/batch/propose/propose.ts';
import { explorationOf } from '../../../../../src/core/exploration/exploration.ts';
import { lint } from '../../../../../src/core/lint/engine.ts';
import { parse } from '../../../../../src/core/log/parse.ts';
import { presets } from '../../../../../src/core/protocol/presets/index.ts';
import { Situation } from '../../../../../src/core/batch/propose/situation.ts';
import { exploration } from '../../../../fixtures/exploration.ts';
import { arbitraryRuns, entriesOf, logOf } from '../../../../fixtures/runs.ts';

const { vrest } = presets;
/** Of what the test itself makes up: results, claims about them, and what follows the proposed batch. */
const ofResults = ['next-unscored', 'next-overrides-parent'];

describe('the proposal of any log', () => {
  it('is legal, complete, the same each time, and its entries have no finding', () => {
    let refused = 0;
    fc.assert(
      fc.property(arbitraryRuns, runs => {
        const text = logOf(runs);
        const own = exploration(text);
        const outcome = propose({ exploration: own });
        if (outcome.kind === 'refused') {
          assert.match(outcome.message, /even the cheapest runs of this log take 6\d min/);
          refused++;
          return;
        }
        const { slots, iterations } = outcome.proposal;
        assert.deepEqual(
          slots.map(({ slot }) => slot),
          [0, 1, 2, 3],
        );
        const situation = new Situation(own);
        assert.deepEqual(batchViolations(slots, situation), []);
        for (const { slot, alternatives } of slots)
          for (const other of alternatives)
            assert.deepEqual(
              batchViolations(
                slots.map(each => (each.slot === slot ? other : each)),
                situation,
              ),
              [],
            );
        assert.equal(nextParent(own), slots[0]?.parent);
        if (runs.length % 8 === 0) assert.deepEqual(propose({ exploration: exploration(text) }), outcome);
        const [first = 0] = iterations;
        const after = `${text}\n${entriesOf(slots, first)}`;
        const result = lint(parse(after), { protocol: vrest });
        const bad = result.problems.filter(
          ({ severity, line, rule }) =>
            severity !== 'info' && line >= text.split('\n').length && !ofResults.includes(rule),
        );
        assert.deepEqual(
          bad.map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
        assert.equal(
          explorationOf(result).node(first)?.parent,
          slots[0]?.parent === 'root' ? 0 : slots[0]?.parent,
        );
      }),
      { numRuns: 1000 },
    );
    assert.ok(refused < 100, `${refused} of 1000 logs were refused`);
  });
});
