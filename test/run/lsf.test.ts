/** The driver for LSF with commands that stand in for it: a real one cannot be had. */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { LsfTarget } from '../../src/core/run/target.ts';
import { patience } from '../../src/core/run/weigh.ts';
import { lsfDriver } from '../../src/node/run/drivers/lsf.ts';
import { localTransport } from '../../src/node/run/local.ts';
import { removeFolders } from './support/folders.ts';
import {
  backdate,
  counting,
  killTask,
  lsfTarget,
  endOf,
  newJob,
  noProcess,
  statesOf,
  submittedTo,
  tasksOf,
} from './support/jobs.ts';
import type { Job } from './support/jobs.ts';
import { standInForLsf } from './support/lsf.ts';
import type { StandIn } from './support/lsf.ts';
import { until } from './support/until.ts';

describe('LSF, by commands that stand in for it', function () {
  let site: StandIn;
  const target = (settings: Partial<LsfTarget> = {}) =>
    lsfTarget({ schedulerPrelude: site.prelude, queue: 'gpu', ...settings });
  const driverOf = (job: Job, transport = localTransport()) =>
    job.plan.target.type === 'lsf'
      ? lsfDriver(transport, job.plan.target)
      : assert.fail(job.plan.target.type);
  const submitted = (job: Job) => submittedTo(driverOf(job), job);
  const ended = (job: Job) => endOf(driverOf(job), job);

  beforeEach(() => {
    site = standInForLsf();
  });
  after(removeFolders);

  it('runs a batch as an array, counted from one: one fails, one is over its limit', async () => {
    const job = await newJob(
      target({ limit: 0.03 }),
      'echo $LSB_JOBINDEX',
      'echo $LSB_JOBINDEX; echo why >&2; exit 3',
      'echo $LSB_JOBINDEX; sleep 310',
      'echo $LSB_JOBINDEX',
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
      [1, 2, 3, 4].map(place => `${jobId}[${place}]`),
    );
    assert.deepEqual(
      ['00', '01', '02', '03'].map(task => job.file(`${task}/out`)),
      ['1\n', '2\n', '3\n', '4\n'],
    );
    await noProcess(job);
  });

  it('runs a loop as one job', async () => {
    const job = await newJob(target(), 'echo up');
    const jobId = await submitted(job);
    const [task] = await ended(job);
    assert.deepEqual([task?.state, task?.jobId, job.file('00/out')], ['finished', jobId, 'up\n']);
  });

  it('sees that LSF ended a run that took too long', async () => {
    site.set('minute', 1500);
    const job = await newJob(target({ options: ['-W', '1'] }), 'sleep 311');
    await submitted(job);
    const [task] = await ended(job);
    assert.deepEqual([task?.state, task?.exitCode], ['timed-out', 143]);
    assert.match(task?.reason ?? '', /TERM_RUNLIMIT/);
  });

  it('cancels what runs and what waits: nothing is left of it', async () => {
    site.set('slots', 2);
    const stubborn = `trap "" TERM INT; setsid sh -c 'trap "" TERM; sleep 312' & echo up; sleep 313`;
    const job = await newJob(target(), 'echo up; sleep 314', stubborn, 'echo never', 'echo never');
    await submitted(job);
    await until(
      'two up',
      () => job.file('00/out') + job.file('01/out'),
      text => text === 'up\nup\n',
    );
    const tasks = await tasksOf(driverOf(job), job);
    assert.equal(statesOf(tasks), 'running running pending pending');
    assert.equal(tasks[2]?.reason, 'New job is waiting for scheduling;');
    const answer = await driverOf(job).cancel(job.handle, 2);
    assert.ok(answer.kind === 'answer');
    assert.equal(statesOf(answer.status), 'cancelled cancelled cancelled cancelled');
    assert.deepEqual(answer.survivors, []);
    await noProcess(job);
    assert.equal(job.file('02/out') + job.file('03/out'), '');
  });

  it('cancels what waits', async () => {
    const job = await newJob(target({ queue: 'closed' }), 'true', 'true');
    const checked = await driverOf(job).check(job.plan);
    assert.ok(checked.kind === 'answer');
    assert.deepEqual(
      checked.findings.map(({ severity }) => severity),
      ['warning'],
    );
    await submitted(job);
    assert.equal(statesOf(await tasksOf(driverOf(job), job)), 'pending pending');
    const answer = await driverOf(job).cancel(job.handle, 2);
    assert.ok(answer.kind === 'answer');
    assert.equal(statesOf(answer.status), 'cancelled cancelled');
  });

  it('passes a refusal on, and has started nothing', async () => {
    const job = await newJob(target({ queue: 'nowhere' }), 'true');
    const checked = await driverOf(job).check(job.plan);
    assert.ok(checked.kind === 'answer');
    assert.match(checked.findings.map(({ message }) => message).join(), /No such queue/);
    const answer = await driverOf(job).submit(job.plan);
    assert.ok(answer.kind === 'refused');
    assert.match(answer.message, /No such queue/);
    assert.equal(job.file('submitted'), '');
    assert.equal(statesOf(await tasksOf(driverOf(job), job)), 'preparing');
  });

  it('finds the job of a submission that was cut off before its answer was noted', async () => {
    const bsub = ['sh', '-c', 'bsub "$@" >/dev/null && sleep 5', 'bsub'];
    const job = await newJob(target({ queue: 'closed', commands: { bsub } }), 'true', 'true');
    const local = localTransport();
    const cut = { ...local, capture: (script: string) => local.capture(script, { timeout: 2000 }) };
    assert.equal((await driverOf(job, cut).submit(job.plan)).kind, 'unreachable');
    assert.equal(job.file('jobid'), '');
    assert.equal(`${await submitted(job)}\n`, job.file('jobid'));
    assert.equal(await submitted(job), '101');
  });

  it('decides by the exit codes when bjobs has forgotten the job, and asks bhist why', async () => {
    const job = await newJob(target(), 'exit 0', 'echo up; sleep 315', 'exit 4');
    await submitted(job);
    await until('one up', () => job.file('01/out'));
    killTask(job, '01');
    site.set('forgetful');
    const awaited = await until(
      'that its job is gone',
      () => tasksOf(driverOf(job), job),
      tasks => tasks[1]?.reason?.includes('awaited') ?? false,
    );
    assert.equal(statesOf(awaited), 'finished running failed');
    backdate(path.join(job.plan.directory, '01', 'word'), patience);
    const tasks = await tasksOf(driverOf(job), job);
    assert.equal(statesOf(tasks), 'finished failed failed');
    assert.deepEqual(
      tasks.map(({ reason }) => reason),
      [undefined, 'exit code 137', 'exit code 4'],
    );
    // What bhist said is kept.
    const { transport, scripts } = counting();
    assert.equal(statesOf(await tasksOf(driverOf(job, transport), job)), 'finished failed failed');
    assert.equal(scripts.length, 1);
  });

  it('manages with a bjobs that does not know all fields', async () => {
    site.set('old');
    const job = await newJob(target({ queue: 'closed' }), 'true');
    await submitted(job);
    assert.equal(statesOf(await tasksOf(driverOf(job), job)), 'pending');
  });

  it('does not answer while LSF is down, and the run is found again afterwards', async () => {
    const bjobs = ['timeout', '3', 'bjobs'];
    const job = await newJob(target({ commands: { bjobs } }), 'echo up; sleep 4');
    await submitted(job);
    site.set('down');
    const answer = await driverOf(job).status([job.handle]);
    assert.ok(answer.kind === 'unreachable');
    assert.match(answer.message, /LSF on this machine does not answer.*LSF is down/);
    site.set('down', false);
    assert.equal(statesOf(await ended(job)), 'finished');
  });

  it('asks once for all runs of a target', async () => {
    const jobs = await Promise.all(
      Array.from({ length: 20 }, () => newJob(target(), 'true', 'true', 'true', 'true')),
    );
    for (const job of jobs.slice(0, 2)) await submitted(job);
    const { transport, scripts } = counting();
    const answer = await lsfDriver(transport, target()).status(jobs.map(({ handle }) => handle));
    assert.ok(answer.kind === 'answer');
    assert.equal(answer.runs.size, 20);
    assert.equal(scripts.length, 1);
  });
});
