/** What records of runs say: states, who owns the files, what is to be brought home. */
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/actions/action.ts';
import { failureText, leftBehind } from '../../../../src/core/run/left-behind.ts';
import { inTheWay } from '../../../../src/core/run/ownership.ts';
import { planBatch } from '../../../../src/core/run/plan-batch.ts';
import {
  forgotten,
  merged,
  titleOf,
  unreachableRecord,
  withStatus,
} from '../../../../src/core/run/record.ts';
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

/** Of tasks that began, whatever became of them. */
const begun = (...all: RunState[]) => all.map(state => ({ state, started: 1 }));

describe('a run in the way', () => {
  it('keeps everybody off until it has ended and is home, but its own agent', async () => {
    const batch = withStatus(await batchRecord(), begun('running', 'running', 'running', 'running'), 'now');
    const loop: RunRecord = { ...batch, kind: 'loop', tasks: batch.tasks.slice(0, 1) };
    assert.match(inTheWay([loop])?.message ?? '', /loop on gpu1 owns the log and the slot configs/);
    assert.equal(inTheWay([loop], 'r1'), undefined);
    assert.match(inTheWay([batch])?.message ?? '', /^Iter 1-4 on gpu1 runs with the slot configs/);
    const ended = withStatus(batch, begun('finished', 'finished', 'finished', 'finished'), 'now');
    assert.match(inTheWay([ended])?.message ?? '', /has ended, and what it left is not here yet \(run r1\)/);
    const fetched = ended.wanted.map(({ from, to }) => ({ from, to, hash: `sha256:${'0'.repeat(64)}` }));
    assert.equal(inTheWay([{ ...ended, fetched }]), undefined);
    const unreachable = inTheWay([unreachableRecord(batch, 'No route.')]);
    assert.match(unreachable?.message ?? '', /Nothing newer is known of it: No route\./);
    assert.match(unreachable?.advice ?? '', /iterlog run forget/);
  });

  it('is not one that never began, was cancelled, or is forgotten', async () => {
    const record = await batchRecord();
    const refused = withStatus(record, states('failed', 'failed', 'failed', 'failed'), 'now');
    assert.equal(inTheWay([refused]), undefined);
    const cancelled = withStatus(record, begun('cancelled', 'cancelled', 'cancelled', 'cancelled'), 'now');
    assert.equal(inTheWay([cancelled]), undefined);
    const running = withStatus(record, begun('running', 'finished', 'running', 'running'), 'now');
    const given = forgotten(running, '2026-01-02T04:00:00Z');
    assert.deepEqual([given.state, given.ended], ['lost', '2026-01-02T04:00:00Z']);
    assert.equal(given.tasks[1]?.status.state, 'finished');
    assert.equal(inTheWay([given]), undefined);
  });
});

describe('a record that two programs write', () => {
  it('loses nothing that either learnt, and an end stays an end', async () => {
    const record = await batchRecord();
    const file = (to: string) => ({ from: `/x/${to}`, to, hash: `sha256:${'0'.repeat(64)}` });
    const ended = withStatus(record, begun('finished', 'failed', 'finished', 'finished'), 'then');
    const before = { ...ended, jobId: '7', submitted: 'then', fetched: [file('a')] };
    const now = { ...withStatus(record, begun('running'), 'now'), fetched: [file('b')] };
    const kept = merged(before, now);
    assert.deepEqual([kept.state, kept.jobId, kept.submitted, kept.ended], ['failed', '7', 'then', 'then']);
    assert.deepEqual(
      kept.fetched.map(({ to }) => to),
      ['a', 'b'],
    );
    assert.deepEqual(kept.tasks, ended.tasks);
  });
});

describe('what is brought home', () => {
  it('of a batch: results of tasks that ended, configs of those that finished, error logs of the others', async () => {
    const record = withStatus(
      await batchRecord(),
      begun('finished', 'failed', 'running', 'timed-out'),
      'now',
    );
    assert.deepEqual(
      leftBehind(record).map(({ task, kind }) => `${task} ${kind}`),
      ['00 result', '00 snapshot', '01 result', '01 error', '03 result', '03 error'],
    );
    assert.equal(titleOf(record), 'Iter 1-4 on gpu1');
    assert.deepEqual(leftBehind(withStatus(record, states('lost', 'failed', 'failed', 'failed'), 'now')), []);
    const cancelled = withStatus(record, begun('finished', 'cancelled', 'cancelled', 'cancelled'), 'now');
    assert.deepEqual([...new Set(leftBehind(cancelled).map(({ task }) => task))], ['00']);
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
