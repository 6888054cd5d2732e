/** The driver for a real Slurm whose login node is reached by ssh. */
import assert from 'node:assert/strict';
import { isFinal } from '../../src/core/run/states.ts';
import type { SlurmTarget } from '../../src/core/run/target.ts';
import { slurmDriver } from '../../src/node/run/drivers/slurm.ts';
import type { Transport } from '../../src/node/run/transport.ts';
import { missingForSlurm } from './support/ensure-slurm.mjs';
import { missingForSsh } from './support/ensure.mjs';
import { removeFolders } from './support/folders.ts';
import { newJob, noProcess, slurmTarget, statesOf, tasksOf } from './support/jobs.ts';
import type { Job } from './support/jobs.ts';
import { startSlurm } from './support/slurm.ts';
import type { Slurm } from './support/slurm.ts';
import { Sshd } from './support/sshd.ts';
import { until } from './support/until.ts';
import { Viewer } from './support/viewer.ts';

describe('Slurm by ssh', function () {
  let slurm: Slurm;
  let sshd: Sshd;
  before(async function () {
    if (missingForSlurm() ?? missingForSsh()) return this.skip();
    slurm = await startSlurm();
    sshd = await Sshd.start();
  });
  this.afterAll(async () => {
    if (missingForSlurm() ?? missingForSsh()) return;
    await slurm.stop();
    await sshd.remove();
    removeFolders();
  });

  const target = (settings: Partial<SlurmTarget> = {}) =>
    slurmTarget({ host: 'target', schedulerPrelude: slurm.prelude, queue: 'gpu', ...settings });
  const driverOf = (job: Job, transport: Transport = sshd.transport('target-fish')) =>
    job.plan.target.type === 'slurm'
      ? slurmDriver(transport, job.plan.target)
      : assert.fail(job.plan.target.type);

  it('runs a batch whose output is followed, through a link that breaks', async () => {
    const talk = 'for i in $(seq 1 200); do echo "it $i"; sleep 0.01; done';
    const job = await newJob(target(), talk, `${talk}; exit 3`, talk, talk);
    const driver = driverOf(job);
    assert.equal((await driver.submit(job.plan)).kind, 'answer');
    await until('some output', () => job.file('03/out'));
    const viewer = new Viewer(job.plan, sshd.transport());
    const followed = viewer.follow();
    await until('that some of it is seen', () => viewer.bytes > 0);
    sshd.killSessions();
    await followed;
    assert.ok(viewer.breaks.length > 0);
    assert.deepEqual(viewer.compare().same, true);
    const tasks = await until(
      'the end of the run',
      () => tasksOf(driver, job),
      all => all.every(({ state }) => isFinal(state)),
    );
    assert.equal(statesOf(tasks), 'finished failed finished finished');
  });

  it('has submitted once when the connection ended before the answer', async () => {
    const sbatch = ['sh', '-c', 'sbatch "$@" && sleep 3', 'sbatch'];
    const job = await newJob(target({ queue: 'down', commands: { sbatch } }), 'true', 'true');
    const rows = () => slurm.call('squeue', '-h', '-r', '-tall', `-niterlog-${job.plan.id}`, '-o%F');
    const first = driverOf(job).submit(job.plan);
    await until('that the job is there', rows);
    sshd.killSessions();
    assert.equal((await first).kind, 'unreachable');
    const second = await driverOf(job).submit(job.plan);
    assert.ok(second.kind === 'answer');
    assert.equal(rows(), `${second.jobId}\n`.repeat(2));
    const answer = await driverOf(job).cancel(job.handle, 1);
    assert.ok(answer.kind === 'answer');
    assert.equal(statesOf(answer.status), 'cancelled cancelled');
  });

  it('cancels what runs, and nothing is left of it', async () => {
    const job = await newJob(target(), `trap "" TERM; setsid sleep 320 & echo up; sleep 321; sleep 322`);
    assert.equal((await driverOf(job).submit(job.plan)).kind, 'answer');
    await until('it is up', () => job.file('00/out'));
    const answer = await driverOf(job).cancel(job.handle, 1);
    assert.ok(answer.kind === 'answer');
    assert.deepEqual([statesOf(answer.status), answer.survivors], ['cancelled', []]);
    await noProcess(job);
  });
});
