/** The wrapper of a run, on this machine, under each shell that may be its `sh`. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { directTaskStatus } from '../../src/core/run/direct-status.ts';
import type { WrapperRun } from '../../src/core/run/wrapper-status.ts';
import { removeFolders } from './support/folders.ts';
import { processesWith } from './support/processes.ts';
import { shells } from './support/shells.ts';
import { until } from './support/until.ts';
import { wrapped } from './support/wrapped.ts';
import type { Wrapped } from './support/wrapped.ts';

const states = (run: WrapperRun) => run.tasks.map(task => directTaskStatus(task, run.coordinator).state);
const ended = (run: Wrapped, seconds?: number) =>
  until(
    'the end of the run',
    () => run.call('status'),
    status => status.coordinator.state === 'dead',
    seconds,
  );

for (const shell of shells()) {
  describe(`the wrapper where sh is ${shell.name}`, function () {
    after(removeFolders);
    const of = (...scripts: readonly string[]) => wrapped({ path: shell.path }, ...scripts);

    it('ends a task that is over its limit, and what it started, and lets the next one run', async () => {
      const run = of('trap "" TERM; sleep 60 & echo $!; sleep 61', 'echo second');
      await run.call('start', '1', '2', '', '1');
      const status = await ended(run);
      assert.deepEqual(states(status), ['timed-out', 'finished']);
      const [slow] = status.tasks;
      const took = (slow?.ended ?? 0) - (slow?.started ?? 0);
      assert.ok(took >= 2 && took <= 20, `it took ${took} s`);
      assert.deepEqual(processesWith(run.id), []);
    });

    it('cancels: nothing is left, not even what left its session, and what waits does not start', async () => {
      const stubborn = `trap "" TERM; setsid sh -c 'trap "" TERM; sleep 70' & sleep 71 & echo up; wait; sleep 72`;
      const python = `exec python3 -c 'import multiprocessing as m,time
p=[m.Process(target=time.sleep,args=(77,)) for _ in range(4)]
[x.start() for x in p]
print("up",flush=True)
[x.join() for x in p]'`;
      const run = of(stubborn, python, 'echo never');
      await run.call('start', '2', '0', '');
      await until(
        'both up',
        () => run.file('00/out') + run.file('01/out'),
        text => text === 'up\nup\n',
      );
      const began = Date.now();
      const status = await run.call('cancel', '1');
      assert.deepEqual(states(status), ['cancelled', 'cancelled', 'cancelled']);
      assert.deepEqual(status.survivors, []);
      assert.deepEqual(processesWith(run.id), []);
      assert.ok(Date.now() - began < 30_000);
      assert.equal(status.coordinator.state, 'dead');
      assert.equal(run.file('02/out'), '');
    });
  });
}

describe('the wrapper', function () {
  after(removeFolders);

  it('runs the tasks, two at a time, each with its GPU, and keeps exit codes and outputs apart', async () => {
    const task = 'echo gpu $CUDA_VISIBLE_DEVICES; echo bad >&2; sleep 0.6; exit ';
    const run = wrapped({}, `${task}0`, `${task}3`, `${task}0`);
    const started = await run.call('start', '2', '0', '5 7');
    assert.equal(started.coordinator.state, 'alive');
    const status = await ended(run);
    assert.deepEqual(states(status), ['finished', 'failed', 'finished']);
    assert.equal(status.tasks[1]?.exitCode, 3);
    assert.deepEqual([run.file('00/out'), run.file('01/out')].sort(), ['gpu 5\n', 'gpu 7\n']);
    assert.equal(run.file('00/err'), 'bad\n');
    const ends = status.tasks.map(task => task.ended ?? NaN);
    assert.ok((status.tasks[2]?.started ?? NaN) >= Math.min(...ends), 'the third waits for a GPU');
  });

  it('starts once, however often it is asked', async () => {
    const run = wrapped({}, 'echo x >>"${0%/*}/../runs"; sleep 0.5');
    await Promise.all(Array.from({ length: 8 }, () => run.call('start', '1', '0', '')));
    await ended(run);
    await run.call('start', '1', '0', '');
    assert.equal(run.file('runs'), 'x\n');
  });

  it('does not start a run that was cancelled before', async () => {
    const run = wrapped({}, 'echo x');
    await run.call('cancel', '1');
    const status = await run.call('start', '1', '0', '');
    assert.equal(status.coordinator.state, 'none');
    assert.deepEqual(states(status), ['cancelled']);
  });

  it('leaves what a finished run was when it is cancelled afterwards', async () => {
    const run = wrapped({}, 'exit 0', 'exit 4');
    await run.call('start', '2', '0', '');
    await ended(run);
    assert.deepEqual(states(await run.call('cancel', '1')), ['finished', 'failed']);
  });

  it('says lost when everything was killed, and running while the command goes on without its leader', async () => {
    const run = wrapped({}, 'sleep 80', 'echo never');
    const { coordinator } = await run.call('start', '1', '0', '');
    const group = await until('the command', () => run.file('00/group').trim());
    const [task] = (await run.call('status')).tasks;
    process.kill(Number(coordinator.pid), 'SIGKILL');
    process.kill(Number(task?.pid), 'SIGKILL');
    await until(
      'its leader is gone',
      () => !processesWith(run.id).some(args => args.includes('_coordinate')),
    );
    assert.deepEqual(states(await run.call('status')), ['running', 'lost']);
    process.kill(-Number(group), 'SIGKILL');
    await until(
      'lost',
      async () => states(await run.call('status')),
      all => all.join() === 'lost,lost',
    );
    await until('nothing is left', () => processesWith(run.id).length === 0);
  });

  it('is not taken in by a number that another process has now', async () => {
    const run = wrapped({}, 'exec sleep 82');
    const { coordinator } = await run.call('start', '1', '0', '');
    const group = await until('the command', () => run.file('00/group').trim());
    const [task] = (await run.call('status')).tasks;
    for (const pid of [coordinator.pid, task?.pid]) process.kill(Number(pid), 'SIGKILL');
    process.kill(-Number(group), 'SIGKILL');
    for (const name of ['pid', '00/pid', '00/group'])
      writeFileSync(path.join(run.directory, name), `${process.pid}\n`);
    writeFileSync(path.join(run.directory, '00', 'claim'), `${process.pid} ${hostname()}\n`);
    assert.deepEqual(states(await run.call('status')), ['lost']);
    assert.deepEqual(states(await run.call('cancel', '1')), ['cancelled']);
  });

  it('cancels a run whose leaders are gone', async () => {
    const run = wrapped({}, 'sleep 81');
    const { coordinator } = await run.call('start', '1', '0', '');
    await until('the command', () => run.file('00/group').trim());
    const [task] = (await run.call('status')).tasks;
    process.kill(Number(coordinator.pid), 'SIGKILL');
    process.kill(Number(task?.pid), 'SIGKILL');
    const status = await run.call('cancel', '1');
    assert.deepEqual(states(status), ['cancelled']);
    assert.deepEqual(processesWith(run.id), []);
  });

  it('knows a run without a directory', async () => {
    const run = wrapped({});
    rmSync(path.dirname(run.directory), { recursive: true });
    await assert.rejects(run.call('status'), /cannot open|No such file/i);
  });
});
