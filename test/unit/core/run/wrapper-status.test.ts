import assert from 'node:assert/strict';
import { directTaskStatus } from '../../../../src/core/run/direct-status.ts';
import { readWrapperStatus } from '../../../../src/core/run/wrapper-status.ts';

const printed = `noise of a login shell
R /p/a b/.iterlog/runs/one
C dead 12 node cancelled
J 77;cluster
T 00 exited 0 1700000000 1700000060 100 0 14 node -
T 01 exited 143 1700000000 1700000060 100 5 15 node cancelled
T 02 exited 0 1700000000 1700000060 0 0 16 node timed-out,stopped
T 03 none - - - 0 0 - - -
T 04 strange - - - 0 0 - - -
X 99 python3 train.py
R /p/a b/.iterlog/runs/two
C alive 12 node -
T 00 running - 1700000000 - 0 0 14 node -
T 01 none - - - 0 0 - - -
T 02 lost - 1700000000 - 0 0 14 node -
T 03 exited 137 1700000000 1700000060 0 0 14 node -
R /p/gone
C missing - - -
`;

describe('readWrapperStatus', () => {
  const runs = readWrapperStatus(printed);

  it('reads each run with its tasks, and passes over what is not the wrapper’s', () => {
    assert.deepEqual(
      runs.map(run => [run.directory, run.coordinator.state, run.tasks.length, run.jobId, run.survivors]),
      [
        ['/p/a b/.iterlog/runs/one', 'dead', 4, '77;cluster', ['99 python3 train.py']],
        ['/p/a b/.iterlog/runs/two', 'alive', 4, undefined, []],
        ['/p/gone', 'missing', 0, undefined, []],
      ],
    );
    assert.deepEqual(runs[0]?.tasks[2], {
      task: '02',
      state: 'exited',
      exitCode: 0,
      started: 1700000000,
      ended: 1700000060,
      outSize: 0,
      errSize: 0,
      pid: '16',
      host: 'node',
      flags: new Set(['timed-out', 'stopped']),
    });
  });

  it('says what the tasks of a run without a scheduler are', () => {
    const states = runs.map(run => run.tasks.map(task => directTaskStatus(task, run.coordinator).state));
    assert.deepEqual(states, [
      ['finished', 'cancelled', 'timed-out', 'cancelled'],
      ['running', 'pending', 'lost', 'failed'],
      [],
    ]);
  });
});
