import assert from 'node:assert/strict';
import { findStates, readStatusAnswer } from '../../../../src/core/run/job-status.ts';
import type { Asked } from '../../../../src/core/run/job-status.ts';
import { slurm } from '../../../../src/core/run/slurm.ts';
import { jobPlan } from './job-plans.ts';

const scheduler = slurm(jobPlan('slurm', 2).target);
const run = (id: string, jobId?: string): Asked => ({
  id,
  directory: `/p/${id}`,
  tasks: ['00', '01'],
  jobId,
});

/** The answer of a target as of 1000 seconds after 1970. */
function states(asked: readonly Asked[], lines: readonly string[], history?: string) {
  const answer = readStatusAnswer(['Q up', 'N 1000', ...lines].join('\n'), asked);
  assert.ok(answer);
  const { runs, notes, unexplained } = findStates(
    scheduler,
    asked,
    answer,
    history === undefined ? undefined : scheduler.readHistory(history),
  );
  const told = [...runs].map(([id, tasks]) => `${id}: ${tasks.map(({ state }) => state).join(' ')}`);
  return { told, notes, unexplained, runs };
}

describe('the states of jobs', () => {
  it('knows each run by its directory and by the name of its job', () => {
    const { told, runs } = states(
      [run('a'), run('b')],
      [
        'q iterlog-b|0|7|RUNNING|n1|None',
        'q iterlog-b|1|7|PENDING||Resources',
        'q iterlog-a|0|8|PENDING||Priority',
        'q iterlog-a|1|8|PENDING||Priority',
        ...['R /p/a', 'C job - - -', 'J 8', 'T 00 none - - - 0 0 - - -', 'T 01 none - - - 0 0 - - -'],
        ...['R /p/b', 'C job - - -', 'T 00 foreign - 990 - 5 0 12 n1 -', 'T 01 none - - - 0 0 - - -'],
      ],
    );
    assert.deepEqual(told, ['a: pending pending', 'b: running pending']);
    assert.deepEqual(
      runs.get('b')?.map(({ jobId }) => jobId),
      ['7_0', '7_1'],
    );
  });

  it('tells a run that is not submitted from one that is gone, and from a folder that is not there', () => {
    const { told } = states(
      [run('new'), run('gone'), run('away'), run('off')],
      ['R /p/new', 'C none - - -', 'R /p/gone', 'C missing - - -', 'R /p/off', 'C none - - cancelled'],
    );
    assert.deepEqual(told, [
      'new: preparing preparing',
      'gone: lost lost',
      'away: unreachable unreachable',
      'off: cancelled cancelled',
    ]);
  });

  it('asks the history by the job id, and notes what it learns', () => {
    const files = [
      'R /p/a',
      'C job - - -',
      'T 00 exited 1 990 995 0 0 1 n1 -',
      'T 01 lost - 990 - 0 0 2 n1 -',
    ];
    const before = states([run('a', '8')], files);
    assert.deepEqual(before.told, ['a: failed running']);
    assert.deepEqual(before.unexplained, ['8']);
    const after = states([run('a', '8')], files, 'iterlog-a|8_0|OUT_OF_MEMORY|0:125|n1|None\n');
    assert.deepEqual(after.told, ['a: out-of-memory running']);
    assert.deepEqual(after.notes, [
      { directory: '/p/a/00', text: '- out-of-memory 8_0 n1 OUT_OF_MEMORY' },
      { directory: '/p/a/01', text: '1000 - - -' },
    ]);
    const noted = ['W 0 00 - out-of-memory 8_0 n1 OUT_OF_MEMORY', 'W 0 01 900 - - -'];
    const later = states([run('a', '8')], [...files, ...noted]);
    assert.deepEqual(later.told, ['a: out-of-memory lost']);
    assert.deepEqual([later.unexplained, later.notes], [[], []]);
  });

  it('is no answer when it is cut off', () => {
    assert.equal(readStatusAnswer('Q up\nq iterlog-a|0|8|PENDING||None\n', []), undefined);
  });
});
