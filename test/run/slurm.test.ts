/** The driver for Slurm with a real one. */
import assert from 'node:assert/strict';
import { isFinal } from '../../src/core/run/states.ts';
import type { SlurmTarget } from '../../src/core/run/target.ts';
import { slurmDriver } from '../../src/node/run/drivers/slurm.ts';
import { localTransport } from '../../src/node/run/local.ts';
import { removeFolders } from './support/folders.ts';
import { newJob, slurmTarget, statesOf, tasksOf } from './support/jobs.ts';
import type { Job } from './support/jobs.ts';
import { processesWith } from './support/processes.ts';
import { startSlurm } from './support/slurm.ts';
import type { Slurm } from './support/slurm.ts';
import { until } from './support/until.ts';

describe('Slurm', function () {
  this.timeout(60_000);
  let slurm: Slurm;
  const target = (settings: Partial<SlurmTarget> = {}) =>
    slurmTarget({ schedulerPrelude: slurm.prelude, queue: 'gpu', ...settings });
  const driverOf = (job: Job) =>
    job.plan.target.type === 'slurm'
      ? slurmDriver(localTransport(), job.plan.target)
      : assert.fail(job.plan.target.type);
  const submitted = async (job: Job) => {
    const answer = await driverOf(job).submit(job.plan);
    assert.equal(answer.kind, 'answer', JSON.stringify(answer));
    return answer.kind === 'answer' ? (answer.jobId ?? '') : '';
  };
  const ended = (job: Job, seconds = 30) =>
    until(
      'the end of the run',
      () => tasksOf(driverOf(job), job),
      tasks => tasks.every(({ state }) => isFinal(state)),
      seconds,
    );

  before(async () => {
    slurm = await startSlurm();
  });
  after(async () => {
    await slurm.stop();
    removeFolders();
  });

  it('runs a batch as an array: a GPU each, one fails, one is over its limit', async () => {
    const job = newJob(
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
    assert.deepEqual(processesWith(job.plan.id), []);
  });
});
