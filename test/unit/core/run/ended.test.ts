import assert from 'node:assert/strict';
import { exitCodeOf, hasFailed, isToBeFetched } from '../../../../src/core/run/ended.ts';
import type { RunRecord } from '../../../../src/core/run/record.ts';
import { runStates } from '../../../../src/core/run/states.ts';
import { lateness, longest, usualLimits } from '../../../../src/core/run/times.ts';
import type { RunState, TaskStatus } from '../../../../src/core/run/states.ts';

const hash = `sha256:${'0'.repeat(64)}`;

function record(kind: RunRecord['kind'], state: RunState, statuses: readonly TaskStatus[]): RunRecord {
  const tasks = statuses.map((status, i) => ({
    task: `0${i}`,
    commands: [['python3', 'train.py']],
    status: { started: 1, ...status },
    ...(kind === 'batch' && { iteration: 5 + i }),
  }));
  return {
    ...{ version: 1, id: 'a', kind, exploration: 'x', root: '.', targetName: 'local', state, tasks },
    target: {
      ...{
        type: 'local',
        python: 'python3',
        environment: {},
        device: 'cuda',
        poll: 15,
        pathMap: {},
        gpus: [],
      },
    },
    ...{ folder: '/p', directory: '/p/.iterlog/runs/a', created: '2026-01-01T00:00:00Z' },
    ...{ pushed: [], keptAside: [], overridden: [], fetched: [] },
    wanted: tasks.flatMap(({ task }) =>
      (['result', 'error'] as const).map(what => ({
        task,
        kind: kind === 'loop' ? ('file' as const) : what,
        from: `/p/.iterlog/runs/a/${task}/${what}.log`,
        to: `${what}_${task}.log`,
      })),
    ),
  };
}

const home = (run: RunRecord, ...to: readonly string[]): RunRecord => ({
  ...run,
  fetched: to.map(each => ({ from: `/t/${each}`, to: each, hash })),
});

describe('lateness', () => {
  const started = (minutesAgo: number) => ({ state: 'running', started: 10_000 - minutesAgo * 60 }) as const;
  const of = (kind: RunRecord['kind'], ...minutes: number[]) =>
    lateness(record(kind, 'running', minutes.map(started)), usualLimits, 10_000);

  it('is a warning from 55 minutes of the slot that runs longest, and an error from 60', () => {
    assert.deepEqual(
      [of('batch', 3, 54.9), of('batch', 3, 55), of('batch', 59.9), of('batch', 60)],
      [undefined, 'warning', 'warning', 'error'],
    );
  });

  it('is not a loop\u2019s, nor that of a slot that has ended or waits', () => {
    assert.equal(of('loop', 600), undefined);
    const ended = { state: 'finished', started: 0, ended: 9000 } as const;
    const batch = record('batch', 'running', [ended, { state: 'pending', started: undefined }, started(2)]);
    assert.equal(lateness(batch, usualLimits, 10_000), undefined);
    assert.deepEqual(longest(batch, 10_000), { minutes: 2, predicted: undefined });
  });
});

describe('exitCodeOf', () => {
  it('is that of the first task that failed, else that of the state', () => {
    const failed = record('batch', 'failed', [
      { state: 'finished', exitCode: 0 },
      { state: 'failed', exitCode: 3 },
      { state: 'failed', exitCode: 4 },
    ]);
    assert.equal(exitCodeOf(failed), 3);
    assert.equal(exitCodeOf(record('batch', 'failed', [{ state: 'failed' }])), 1);
    const others = runStates.filter(state => state !== 'failed');
    assert.deepEqual(
      others.map(state => exitCodeOf(record('batch', state, [{ state }]))),
      [0, 0, 0, 0, 130, 124, 137, 70, 69],
    );
  });
});

describe('hasFailed', () => {
  it('is true of ends that somebody should look at', () => {
    const states = record(
      'batch',
      'running',
      runStates.map(state => ({ state })),
    ).tasks.filter(hasFailed);
    assert.deepEqual(
      states.map(({ status }) => status.state),
      ['failed', 'timed-out', 'out-of-memory', 'lost'],
    );
  });
});

describe('isToBeFetched', () => {
  it('is true of a batch while a task that has ended has nothing here', () => {
    const run = record('batch', 'running', [{ state: 'finished' }, { state: 'running' }]);
    assert.equal(isToBeFetched(record('batch', 'running', [{ state: 'running' }])), false);
    assert.equal(isToBeFetched(run), true);
    assert.equal(isToBeFetched(home(run, 'result_00.log')), false);
    const neverBegan = { state: 'failed', started: undefined } as const;
    assert.equal(isToBeFetched(record('batch', 'failed', [neverBegan])), false);
    assert.equal(isToBeFetched({ ...run, forgotten: true }), false);
    const ended = record('batch', 'failed', [{ state: 'finished' }, { state: 'failed' }]);
    assert.equal(isToBeFetched(home(ended, 'result_00.log')), true);
    assert.equal(isToBeFetched(home(ended, 'result_00.log', 'error_01.log')), false);
  });

  it('is true of a loop once, at its end', () => {
    const loop = record('loop', 'finished', [{ state: 'finished' }]);
    assert.equal(isToBeFetched(record('loop', 'running', [{ state: 'running' }])), false);
    assert.equal(isToBeFetched(loop), true);
    assert.equal(isToBeFetched(home(loop, 'log.md')), false);
  });
});
