/** What records of runs say: states, who owns the files, what is to be brought home. */
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/actions/action.ts';
import { failureText, leftBehind } from '../../../../src/core/run/left-behind.ts';
import { inTheWay } from '../../../../src/core/run/ownership.ts';
import { planBatch } from '../../../../src/core/run/plan-batch.ts';
import { isHome, titleOf, unreachableRecord, withStatus } from '../../../../src/core/run/record.ts';
import type { RunRecord } from '../../../../src/core/run/record.ts';
import { isFinal, overall, runStates } from '../../../../src/core/run/states.ts';
import type { RunState } from '../../../../src/core/run/states.ts';
import { errorReason } from '../../../../src/core/batch/record/error-reason.ts';
import { LoopWorld } from '../../../fixtures/loop-world.ts';
import { requestOf } from '../../../fixtures/runs-wanted.ts';

async function batchRecord(): Promise<RunRecord> {
  const files = await (await LoopWorld.started('vrest', 'old')).read();
  const planned = planBatch(files, { ...requestOf(files), task: 'train' });
  assert.ok(!isRefused(planned));
  return planned.record;
}
const states = (...all: RunState[]) => all.map(state => ({ state }));

describe('the state of a run', () => {
  it('is that of the task that says most', () => {
    assert.equal(overall(states('finished', 'finished')), 'finished');
    assert.equal(overall(states('finished', 'failed', 'timed-out')), 'timed-out');
    assert.equal(overall(states('running', 'failed', 'pending')), 'running');
    assert.equal(overall(states('pending', 'pending')), 'pending');
    assert.equal(overall(states('pending', 'finished')), 'running');
    assert.equal(overall(states('unreachable', 'finished')), 'unreachable');
  });

  it('is final but for those from which a run can go on', () => {
    assert.deepEqual(
      runStates.filter(state => !isFinal(state)),
      ['preparing', 'pending', 'running', 'unreachable'],
    );
  });

  it('keeps what was known while the target does not answer, and notes the end once', async () => {
    const record = withStatus(
      await batchRecord(),
      states('running', 'running', 'finished', 'pending'),
      'now',
    );
    const gone = unreachableRecord(record, 'No route.');
    assert.deepEqual([gone.state, gone.problem, gone.tasks], ['unreachable', 'No route.', record.tasks]);
    const ended = withStatus(
      gone,
      states('finished', 'failed', 'finished', 'finished'),
      '2026-01-02T04:00:00Z',
    );
    assert.deepEqual(
      [ended.state, ended.problem, ended.ended],
      ['failed', undefined, '2026-01-02T04:00:00Z'],
    );
    assert.equal(withStatus(ended, [], 'later').ended, '2026-01-02T04:00:00Z');
    assert.equal(unreachableRecord(ended, 'No route.'), ended);
  });
});

describe('a run in the way', () => {
  it('of a loop keeps everybody off but its own agent; of a batch those who would change plan and configs', async () => {
    const batch = withStatus(await batchRecord(), states('running', 'running', 'running', 'running'), 'now');
    const loop: RunRecord = { ...batch, kind: 'loop', tasks: batch.tasks.slice(0, 1) };
    for (const doing of ['record', 'propose', 'run'] as const) {
      assert.match(inTheWay([loop], doing)?.message ?? '', /loop on gpu1 owns the log and the slot configs/);
      assert.equal(inTheWay([loop], doing, 'r1'), undefined);
    }
    assert.equal(inTheWay([batch], 'record'), undefined);
    assert.match(inTheWay([batch], 'propose')?.message ?? '', /^Iter 1-4 on gpu1 runs with the slot configs/);
    const ended = withStatus(batch, states('finished', 'finished', 'finished', 'finished'), 'now');
    assert.equal(inTheWay([ended], 'propose'), undefined);
    assert.match(
      inTheWay([unreachableRecord(batch, 'No route.')], 'run')?.message ?? '',
      /Nothing newer is known of it: No route\./,
    );
  });
});

describe('what is brought home', () => {
  it('of a batch: results of tasks that ended, configs of those that finished, error logs of the others', async () => {
    const record = withStatus(
      await batchRecord(),
      states('finished', 'failed', 'running', 'timed-out'),
      'now',
    );
    assert.deepEqual(
      leftBehind(record).map(({ task, kind }) => `${task} ${kind}`),
      ['00 result', '00 snapshot', '01 result', '01 error', '03 result', '03 error'],
    );
    assert.equal(titleOf(record), 'Iter 1-4 on gpu1');
    assert.ok(isHome(record));
    assert.ok(!isHome(withStatus(record, states('finished', 'failed', 'failed', 'timed-out'), 'now')));
  });

  it('is, for a task without an error log, a text that recording takes its reason from', async () => {
    const { tasks } = withStatus(
      await batchRecord(),
      [{ state: 'timed-out', exitCode: 143, reason: 'stopped at its time limit of 60 min' }],
      'now',
    );
    const text = failureText(tasks[0]!, 'warning: slow\n');
    assert.equal(
      errorReason(text),
      'Slot 0 of Iter 1: timed out, exit code 143: stopped at its time limit of 60 min',
    );
    assert.equal(errorReason(failureText(tasks[0]!, 'Traceback\nValueError: no\n')), 'ValueError: no');
  });
});
