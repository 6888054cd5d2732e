import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMemory, writeMemory } from '../../../../src/core/run/job-memory.ts';
import { jobStates } from '../../../../src/core/run/jobs.ts';
import type { Word } from '../../../../src/core/run/jobs.ts';
import { isFinal } from '../../../../src/core/run/states.ts';
import { patience, weigh } from '../../../../src/core/run/weigh.ts';
import type { Look, TaskFiles } from '../../../../src/core/run/weigh.ts';

const now = 1_795_000_000;
const files = (state: TaskFiles['state'], more: Partial<TaskFiles> = {}): TaskFiles => ({
  state,
  flags: new Set(),
  ...more,
});
const exited = (exitCode: number, ...flags: ('timed-out' | 'cancelled' | 'stopped')[]) =>
  files('exited', { exitCode, flags: new Set(flags) });
const look = (task: TaskFiles, said?: Word, more: Partial<Look> = {}): Look => ({
  files: task,
  said,
  memory: {},
  now,
  asked: false,
  cancelled: false,
  ...more,
});
const state = (...args: Parameters<typeof look>) => weigh(look(...args)).status.state;
/** The state when nothing changes for longer than an exit code is waited for. */
const later = (...args: Parameters<typeof look>) => {
  const { memory } = weigh(look(...args));
  return state(args[0], args[1], { ...args[2], memory, now: now + patience });
};

describe('the two witnesses of a task', () => {
  it('lets the exit code decide, whatever the scheduler says', () => {
    for (const word of [undefined, ...jobStates.map(name => ({ state: name }))])
      assert.equal(state(exited(0), word), 'finished', word?.state);
  });

  it('lets the scheduler say why a task failed', () => {
    assert.equal(state(exited(1), { state: 'failed' }), 'failed');
    assert.equal(state(exited(143, 'stopped'), { state: 'timed-out' }), 'timed-out');
    assert.equal(state(exited(137), { state: 'out-of-memory' }), 'out-of-memory');
    assert.equal(state(exited(143, 'stopped'), { state: 'cancelled' }), 'cancelled');
    assert.equal(state(exited(143, 'stopped')), 'failed');
    assert.equal(state(exited(143, 'timed-out'), { state: 'failed' }), 'timed-out');
    assert.equal(state(exited(143, 'cancelled'), { state: 'failed' }), 'cancelled');
  });

  it('asks once why a task failed, and remembers the answer', () => {
    const first = weigh(look(exited(1)));
    assert.deepEqual([first.ask, first.memory.word], [true, undefined]);
    const asked = weigh(look(exited(1), undefined, { asked: true }));
    assert.equal(asked.memory.word?.state, 'unknown');
    assert.equal(weigh(look(exited(1), undefined, { memory: asked.memory })).ask, false);
    const { memory } = weigh(look(exited(137), { state: 'out-of-memory', reason: 'oom' }));
    const forgotten = weigh(look(exited(137), undefined, { memory }));
    assert.deepEqual([forgotten.status.state, forgotten.ask], ['out-of-memory', false]);
  });

  it('does not call a task failed before the scheduler has noticed its end, since it may say why', () => {
    const task = { ...exited(143, 'stopped'), ended: now };
    const first = weigh(look(task, { state: 'running' }));
    assert.deepEqual([first.status.state, first.status.exitCode, first.ask], ['running', undefined, false]);
    assert.equal(state(task, { state: 'cancelled' }, { now: now + 5 }), 'cancelled');
    assert.equal(later(task, { state: 'running' }), 'failed');
  });

  it('passes on what the scheduler says of a living job', () => {
    const pending = weigh(look(files('none'), { state: 'pending', reason: 'Priority', jobId: '1_0' }));
    assert.deepEqual(
      [pending.status.state, pending.status.reason, pending.status.jobId],
      ['pending', 'Priority', '1_0'],
    );
    assert.equal(state(files('foreign'), { state: 'running' }), 'running');
    // The directory may come late to where it is looked at, and the wrapper be gone before its job is.
    assert.equal(state(files('none'), { state: 'running' }), 'running');
    assert.equal(state(files('lost'), { state: 'running' }), 'running');
  });

  it('is lost only at a later look, and not while the process can be seen', () => {
    for (const task of [files('foreign'), files('lost'), files('starting')]) {
      assert.equal(state(task), 'running');
      assert.equal(later(task), 'lost');
      assert.equal(later(task, { state: 'completed' }), 'lost');
    }
    assert.equal(state(files('none')), 'pending');
    assert.equal(later(files('none')), 'lost');
    assert.equal(later(files('running')), 'running');
  });

  it('begins to wait anew when a job is there again', () => {
    const { memory } = weigh(look(files('foreign')));
    const again = weigh(look(files('foreign'), { state: 'running' }, { memory, now: now + 30 }));
    assert.deepEqual(again.memory, {});
    assert.equal(
      state(files('foreign'), undefined, { memory: again.memory, now: now + patience }),
      'running',
    );
  });

  it('waits for the exit code of a task that the scheduler has ended', () => {
    for (const name of ['failed', 'timed-out', 'out-of-memory', 'cancelled'] as const) {
      assert.equal(state(files('foreign'), { state: name }), 'running', name);
      assert.equal(later(files('foreign'), { state: name }), name);
      // What never started has none.
      assert.equal(state(files('none'), { state: name }), name);
    }
    assert.equal(state(files('none'), { state: 'node-failed' }), 'lost');
    assert.equal(state(files('none'), { state: 'completed' }), 'running');
  });

  it('knows what a cancel has ended', () => {
    const cancelled = true;
    assert.equal(state(files('none'), undefined, { cancelled }), 'cancelled');
    assert.equal(state(files('none'), { state: 'pending' }, { cancelled }), 'pending');
    assert.equal(state(files('foreign'), { state: 'failed' }, { cancelled }), 'cancelled');
    assert.equal(state(files('foreign'), undefined, { cancelled }), 'running');
    assert.equal(later(files('foreign'), undefined, { cancelled }), 'cancelled');
  });

  it('never changes its mind when the scheduler forgets', () => {
    const anyFiles = fc.constantFrom(
      files('none'),
      files('foreign'),
      files('lost'),
      exited(0),
      exited(1),
      exited(137),
    );
    fc.assert(
      fc.property(anyFiles, fc.constantFrom(...jobStates), fc.boolean(), (task, name, cancelled) => {
        const first = weigh(look(task, { state: name }, { cancelled }));
        if (!isFinal(first.status.state)) return;
        const memory = readMemory(writeMemory(first.memory));
        for (const age of [0, 1, patience, 10 * patience])
          assert.equal(state(task, undefined, { memory, cancelled, now: now + age }), first.status.state);
      }),
    );
  });

  it('remembers in a line of text', () => {
    const word = { state: 'failed', reason: 'signal 9', jobId: '12[3]', host: 'node1' } as const;
    for (const memory of [
      { since: now, word },
      { since: undefined, word },
    ])
      assert.deepEqual(readMemory(writeMemory(memory)), memory);
    assert.equal(writeMemory({}), '- - - -');
    assert.deepEqual(readMemory('nonsense'), {});
  });
});
