/** The driver for Slurm with a real one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SlurmTarget } from '../../src/core/run/target.ts';
import { slurmDriver } from '../../src/node/run/drivers/slurm.ts';
import { localTransport } from '../../src/node/run/local.ts';
import { patience } from '../../src/core/run/weigh.ts';
import { missingForSlurm } from './support/ensure-slurm.mjs';
import { newFolder, removeFolders } from './support/folders.ts';
import {
  backdate,
  counting,
  killTask,
  endOf,
  newJob,
  noProcess,
  slurmTarget,
  statesOf,
  submittedTo,
  tasksOf,
} from './support/jobs.ts';
import type { Job } from './support/jobs.ts';
import { startSlurm } from './support/slurm.ts';
import type { Slurm } from './support/slurm.ts';
import { until } from './support/until.ts';

describe('Slurm', function () {
  let slurm: Slurm;
  const target = (settings: Partial<SlurmTarget> = {}) =>
    slurmTarget({ schedulerPrelude: slurm.prelude, queue: 'gpu', ...settings });
  const driverOf = (job: Job, transport = localTransport()) =>
    job.plan.target.type === 'slurm'
      ? slurmDriver(transport, job.plan.target)
      : assert.fail(job.plan.target.type);
  const submitted = (job: Job) => submittedTo(driverOf(job), job);
  const ended = (job: Job, seconds = 30) => endOf(driverOf(job), job, seconds);

  /** The ids of its tasks that Slurm has in one of these states. */
  const rows = (job: Job, states: string) =>
    slurm.call('squeue', '-h', '-r', `-t${states}`, `-niterlog-${job.plan.id}`, '-o%F');

  before(async function () {
    if (missingForSlurm()) return this.skip();
    slurm = await startSlurm();
  });
  this.afterAll(async () => {
    if (missingForSlurm()) return;
    await slurm.stop();
    removeFolders();
  });

  it('runs a batch as an array: a GPU each, one fails, one is over its limit', async () => {
    const job = await newJob(
      target({ limit: 0.05 }),
      'echo gpu $CUDA_VISIBLE_DEVICES; sleep 1',
      'echo gpu $CUDA_VISIBLE_DEVICES; echo why >&2; sleep 1; exit 3',
      'echo gpu $CUDA_VISIBLE_DEVICES; sleep 60',
      'echo gpu $CUDA_VISIBLE_DEVICES; sleep 1',
    );
    const jobId = await submitted(job);
    const tasks = await ended(job);
    assert.equal(statesOf(tasks), 'finished failed timed-out finished');
    assert.deepEqual(
      tasks.map(task => task.exitCode),
      [0, 3, 143, 0],
    );
    assert.deepEqual(
      tasks.map(task => task.jobId),
      [0, 1, 2, 3].map(i => `${jobId}_${i}`),
    );
    const outputs = ['00', '01', '02', '03'].map(task => job.file(`${task}/out`));
    assert.deepEqual(outputs.sort(), ['gpu 0\n', 'gpu 1\n', 'gpu 2\n', 'gpu 3\n']);
    assert.equal(job.file('01/err'), 'why\n');
    await noProcess(job);
  });

  it('runs a loop as one job without an array, and without the limit of a slot', async () => {
    const job = await newJob(
      target({ limit: 0.02, gpus: 0, cpus: 2, memory: '100M' }),
      'sleep 3; echo $SLURM_CPUS_ON_NODE',
    );
    const jobId = await submitted(job);
    const tasks = await ended(job);
    assert.equal(statesOf(tasks), 'finished');
    assert.equal(tasks[0]?.jobId, jobId);
    assert.equal(job.file('00/out'), '2\n');
  });

  it('tells why a run waits, and cancels it', async () => {
    const job = await newJob(target({ queue: 'down' }), 'true', 'true');
    await submitted(job);
    const tasks = await tasksOf(driverOf(job), job);
    assert.deepEqual(
      tasks.map(({ state, reason }) => `${state} ${reason}`),
      Array(2).fill('pending PartitionDown'),
    );
    const answer = await driverOf(job).cancel(job.handle, 5);
    assert.ok(answer.kind === 'answer');
    assert.equal(statesOf(answer.status), 'cancelled cancelled');
    assert.deepEqual(answer.survivors, []);
    assert.equal(rows(job, 'PENDING,RUNNING'), '');
  });

  it('cancels what runs and what waits: nothing is left of it', async () => {
    const stubborn = `trap "" TERM; setsid sh -c 'trap "" TERM; sleep 300' & echo up; sleep 301; sleep 302`;
    const job = await newJob(target({ gpus: 2 }), 'echo up; sleep 303', stubborn, 'echo never', 'echo never');
    await submitted(job);
    await until(
      'two up',
      () => job.file('00/out') + job.file('01/out'),
      text => text === 'up\nup\n',
    );
    assert.equal(statesOf(await tasksOf(driverOf(job), job)), 'running running pending pending');
    const answer = await driverOf(job).cancel(job.handle, 2);
    assert.ok(answer.kind === 'answer');
    assert.equal(statesOf(answer.status), 'cancelled cancelled cancelled cancelled');
    assert.deepEqual(
      answer.status.map(task => task.exitCode),
      [143, 143, undefined, undefined],
    );
    assert.deepEqual(answer.survivors, []);
    await noProcess(job);
    assert.equal(rows(job, 'PENDING,RUNNING,COMPLETING'), '');
    assert.equal(job.file('02/out') + job.file('03/out'), '');
  });

  it('sees that somebody else cancelled a run', async () => {
    const job = await newJob(target(), 'echo up; sleep 304');
    const jobId = await submitted(job);
    await until('it is up', () => job.file('00/out'));
    slurm.call('scancel', jobId);
    const [task] = await ended(job);
    assert.deepEqual([task?.state, task?.reason], ['cancelled', 'CANCELLED']);
    await noProcess(job);
  });

  it('passes a refusal on, and has started nothing', async () => {
    const job = await newJob(target({ queue: 'nowhere' }), 'true');
    const driver = driverOf(job);
    const invalid = /[Ii]nvalid partition/;
    const checked = await driver.check(job.plan);
    assert.ok(checked.kind === 'answer');
    assert.match(checked.findings.map(({ message }) => message).join(), invalid);
    const answer = await driver.submit(job.plan);
    assert.ok(answer.kind === 'refused');
    assert.match(answer.message, invalid);
    assert.equal(job.file('submitted'), '');
    assert.equal(statesOf(await tasksOf(driver, job)), 'preparing');
    const good = await newJob(target(), 'true');
    // Its directory is made after that.
    const notYet = { ...good.plan, directory: `${good.plan.folder}/.iterlog/runs/later` };
    assert.deepEqual(await driverOf(good).check(notYet), { kind: 'answer', findings: [] });
  });

  it('says that the disk is full, and has submitted nothing', async () => {
    const job = await newJob(target(), 'true');
    const at = job.plan.directory;
    const small = { ...job.plan, directory: path.join(at, 'small') };
    mkdirSync(small.directory);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'iterlog', small.directory]);
    try {
      writeFileSync(path.join(small.directory, 'all'), 'x'.repeat(4096));
      const answer = await driverOf(job).submit(small);
      assert.ok(answer.kind === 'refused');
      assert.match(answer.message, /No space left on device/);
      assert.equal(rows(job, 'all'), '');
    } finally {
      execFileSync('umount', [small.directory]);
    }
  });

  it('says which command is not known', async () => {
    const job = await newJob(target({ commands: { squeue: ['/opt/slurm/squeue'] } }), 'true');
    const checked = await driverOf(job).check(job.plan);
    assert.ok(checked.kind === 'answer');
    assert.match(checked.findings.map(({ message }) => message).join(), /\/opt\/slurm\/squeue is not known/);
  });

  it('submits once when two do it at the same time, and when it is asked again', async () => {
    const job = await newJob(target(), 'echo x >>../../../../starts; sleep 1');
    const driver = driverOf(job);
    await Promise.all([driver.submit(job.plan), driver.submit(job.plan), driver.submit(job.plan)]);
    const jobId = await submitted(job);
    const [task] = await ended(job);
    assert.equal(task?.jobId, jobId);
    assert.equal(rows(job, 'all'), `${jobId}\n`);
  });

  it('finds the job of a submission that was cut off before its answer was noted', async () => {
    const hanging = { sbatch: ['sh', '-c', 'sbatch "$@" && sleep 8', 'sbatch'] };
    const job = await newJob(target({ queue: 'down', commands: hanging }), 'true', 'true');
    const local = localTransport();
    const cut = { ...local, capture: (script: string) => local.capture(script, { timeout: 3000 }) };
    const answer = await slurmDriver(cut, target({ queue: 'down', commands: hanging })).submit(job.plan);
    assert.equal(answer.kind, 'unreachable');
    assert.equal(job.file('jobid'), '');
    const jobId = await submitted(job);
    assert.equal(jobId, job.file('jobid').trim());
    assert.equal(rows(job, 'all'), `${jobId}\n`.repeat(2));
    await driverOf(job).cancel(job.handle, 1);
  });

  it('decides by the exit codes when Slurm has forgotten the job', async () => {
    const job = await newJob(target(), 'exit 0', 'exit 4');
    await submitted(job);
    await until('its end', () => job.file('00/exit') && job.file('01/exit'));
    await until(
      'that it is forgotten',
      () => rows(job, 'all'),
      text => text === '',
      40,
    );
    const tasks = await tasksOf(driverOf(job), job);
    assert.equal(statesOf(tasks), 'finished failed');
    // Nothing more is to be learned, so that nobody is asked again.
    const counted = counting();
    await slurmDriver(counted.transport, target()).status([job.handle]);
    assert.equal(counted.scripts.length, 1);
  });

  it('waits for the exit code of what was killed, and keeps what Slurm said of it', async () => {
    const job = await newJob(target(), 'echo up; sleep 305');
    await submitted(job);
    await until('it is up', () => job.file('00/out'));
    killTask(job, '00');
    const awaited = await until(
      'that its job is gone',
      () => tasksOf(driverOf(job), job),
      ([task]) => task?.reason?.includes('awaited') ?? false,
    );
    assert.equal(statesOf(awaited), 'running');
    backdate(path.join(job.plan.directory, '00', 'word'), patience);
    const [task] = await tasksOf(driverOf(job), job);
    assert.deepEqual([task?.state, task?.reason], ['failed', 'JobLaunchFailure']);
  });

  it('asks as often for twenty runs of a target as for one: once a look', async () => {
    const calls = newFolder('calls');
    const squeue = ['sh', '-c', `echo squeue >>${calls}; exec squeue "$@"`, 'squeue'];
    const one = await newJob(target({ commands: { squeue } }), ...Array<string>(4).fill('sleep 306'));
    await submitted(one);
    await until(
      'that it runs',
      () => tasksOf(driverOf(one), one),
      tasks => statesOf(tasks) === 'running running running running',
    );
    const more = Array.from({ length: 19 }, () => newJob(target(), 'true', 'true', 'true', 'true'));
    const all = [one, ...(await Promise.all(more))];
    const looksAMinute = 60 / one.plan.target.poll;
    for (const jobs of [[one], all]) {
      const { transport, scripts } = counting();
      writeFileSync(calls, '');
      for (let look = 0; look < looksAMinute; look++) {
        const answer = await driverOf(one, transport).status(jobs.map(({ handle }) => handle));
        assert.ok(answer.kind === 'answer');
        assert.equal(answer.runs.size, jobs.length);
      }
      assert.equal(scripts.length, 4);
      assert.equal(readFileSync(calls, 'utf8'), 'squeue\n'.repeat(4));
    }
    await driverOf(one).cancel(one.handle, 1);
  });

  it('does not answer without its controller, and the run is found again afterwards', async () => {
    const job = await newJob(target(), 'echo up; sleep 12; exit 6');
    const jobId = await submitted(job);
    await until('it is up', () => job.file('00/out'));
    await slurm.stopController();
    const answer = await driverOf(job).status([job.handle]);
    assert.ok(answer.kind === 'unreachable');
    assert.match(answer.message, /Slurm on this machine does not answer.*nable to contact/);
    const other = await newJob(target(), 'true');
    const submission = await driverOf(other).submit(other.plan);
    assert.equal(submission.kind, 'unreachable');
    await slurm.startController();
    const [task] = await ended(job);
    assert.deepEqual([task?.state, task?.exitCode, job.file('jobid')], ['failed', 6, `${jobId}\n`]);
    // It may have been submitted: that is not tried again before all is over.
    assert.equal((await driverOf(other).submit(other.plan)).kind, 'unreachable');
    assert.equal(statesOf(await tasksOf(driverOf(other), other)), 'preparing');
    const hourAgo = Date.now() / 1000 - 3600;
    utimesSync(path.join(other.plan.directory, 'submitted'), hourAgo, hourAgo);
    await submitted(other);
    assert.equal(statesOf(await ended(other)), 'finished');
  });
});
