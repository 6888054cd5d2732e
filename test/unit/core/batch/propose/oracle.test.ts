/** What the second oracle, which shares no code with the proposer, says of its proposals. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { propose } from '../../../../../src/core/batch/propose/propose.ts';
import { exploration } from '../../../../fixtures/exploration.ts';
import { randomLog } from '../../../../fixtures/random-logs.ts';
import { arbitraryRuns, logOf } from '../../../../fixtures/runs.ts';
import { violations } from '../../../../oracle/legal.ts';

/** Where nothing legal is left the proposer refuses, and says so. */
const refusal = /even the cheapest runs of this log take \d+ min|every mutation was tried or is not allowed/;

describe('the second oracle on the proposal of any log', () => {
  it('finds every one of 1,000 legal', () => {
    let refused = 0;
    const logs = fc.oneof(
      { weight: 4, arbitrary: randomLog },
      { weight: 1, arbitrary: arbitraryRuns.map(logOf) },
    );
    fc.assert(
      fc.property(logs, fc.boolean(), (log, moreRobustness) => {
        const outcome = propose({ exploration: exploration(log), options: { moreRobustness } });
        if (outcome.kind === 'refused') {
          assert.match(outcome.message, refusal);
          refused++;
          return;
        }
        assert.deepEqual(violations(log, JSON.parse(JSON.stringify(outcome.proposal))), []);
      }),
      { numRuns: 1000 },
    );
    assert.ok(refused < 50, `${refused} of 1,000 logs were refused`);
  });
});
