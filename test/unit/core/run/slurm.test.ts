import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSacct, readSqueue, slurm } from '../../../../src/core/run/slurm.ts';
import type { Words } from '../../../../src/core/run/jobs.ts';
import { jobPlan } from './job-plans.ts';

/** Each word on a line, as `name index state (reason) id host`. */
const told = (words: Words) =>
  [...words].flatMap(([name, tasks]) =>
    [...tasks].map(([index, { state, reason = '', jobId = '', host = '-' }]) =>
      [name, index, state, `(${reason})`, jobId, host].join(' '),
    ),
  );

describe('Slurm', () => {
  it('reads the rows of squeue', () => {
    // As Slurm 22.05.8 printed them.
    const text = `CLUSTER: lab
iterlog-p|0|11|CANCELLED||PartitionDown
iterlog-b|N/A|2|PENDING||PartitionDown
iterlog-ok|N/A|13|COMPLETED|gpunode1|None
iterlog-k9|N/A|14|FAILED|gpunode1|JobLaunchFailure
iterlog-t|0|12|TIMEOUT|gpunode1|TimeLimit
iterlog-t|1|12|FAILED|gpunode1|NonZeroExitCode
iterlog-t|3|12|COMPLETING|gpunode1|None
iterlog-w|1|17|PENDING||ReqNodeNotAvail, UnavailableNodes:node[1-3]|x
slurm_load_jobs error: Unable to contact slurm controller (connect failure)
`;
    assert.deepEqual(told(readSqueue(text)), [
      'iterlog-p 0 cancelled (CANCELLED, PartitionDown) 11_0 -',
      'iterlog-b 0 pending (PartitionDown) 2 -',
      'iterlog-ok 0 completed () 13 gpunode1',
      'iterlog-k9 0 failed (JobLaunchFailure) 14 gpunode1',
      'iterlog-t 0 timed-out (TIMEOUT, TimeLimit) 12_0 gpunode1',
      'iterlog-t 1 failed () 12_1 gpunode1',
      'iterlog-t 3 running () 12_3 gpunode1',
      'iterlog-w 1 pending (ReqNodeNotAvail, UnavailableNodes:node[1-3]|x) 17_1 -',
    ]);
  });

  it('reads the rows of sacct', () => {
    // As Slurm 22.05.8 with slurmdbd printed them, and two that need cgroups and a broken node.
    const text = `iterlog-k|2|FAILED|0:9|gpunode1|None
iterlog-x|3|FAILED|0:53|gpunode1|None
iterlog-c|6|CANCELLED by 0|0:0|gpunode1|None
iterlog-a|1_0|COMPLETED|0:0|gpunode1|None
iterlog-a|1_3|FAILED|3:0|gpunode1|None
iterlog-t|7|TIMEOUT|0:0|gpunode1|None
iterlog-p|4_[0-1,4%2]|CANCELLED by 0|0:0|None assigned|PartitionDown
iterlog-o|8|OUT_OF_MEMORY|0:125|node7|None
iterlog-n|9|NODE_FAIL|1:0|node7|None
Slurm accounting storage is disabled
`;
    assert.deepEqual(told(readSacct(text)), [
      'iterlog-k 0 failed (signal 9) 2 gpunode1',
      'iterlog-x 0 failed () 3 gpunode1',
      'iterlog-c 0 cancelled (CANCELLED by 0) 6 gpunode1',
      'iterlog-a 0 completed () 1_0 gpunode1',
      'iterlog-a 3 failed () 1_3 gpunode1',
      'iterlog-t 0 timed-out (TIMEOUT) 7 gpunode1',
      'iterlog-p 0 cancelled (CANCELLED by 0, PartitionDown) 4_0 -',
      'iterlog-p 1 cancelled (CANCELLED by 0, PartitionDown) 4_1 -',
      'iterlog-p 4 cancelled (CANCELLED by 0, PartitionDown) 4_4 -',
      'iterlog-o 0 out-of-memory (OUT_OF_MEMORY) 8 node7',
      'iterlog-n 0 node-failed (NODE_FAIL) 9 node7',
    ]);
  });

  it('takes states that it does not know for ways of running', () => {
    const words = readSqueue('a|N/A|1|STAGE_OUT|n|None\na|N/A|2|SOMETHING_NEW|n|None');
    assert.deepEqual(told(words), ['a 0 running (SOMETHING_NEW) 2 n']);
  });

  it('asks for what the target says', () => {
    const plan = jobPlan('slurm', 4, {
      queue: 'gpu',
      gres: 'gpu:h100:1',
      cpus: 8,
      memory: '32G',
      limit: 60,
      options: ['--account=lab', '--exclude=node 7'],
      commands: { sbatch: ['/opt/slurm/sbatch', '--clusters=gpu'] },
    });
    assert.deepEqual(slurm(plan.target).submit(plan), [
      ...['/opt/slurm/sbatch', '--clusters=gpu', '--parsable', '--no-requeue', '--open-mode=append'],
      '--job-name=iterlog-r1',
      '--chdir=/home/me/a b/.iterlog/runs/r1',
      '--output=slurm-%a.out',
      '--array=0-3',
      '--partition=gpu',
      '--gres=gpu:h100:1',
      '--cpus-per-task=8',
      '--mem=32G',
      '--time=62',
      '--account=lab',
      '--exclude=node 7',
    ]);
  });

  it('asks for no more than that', () => {
    const plan = jobPlan('slurm', 1, { gpus: 0, limit: 60 });
    assert.deepEqual(slurm(plan.target).submit(plan).slice(5), [
      '--chdir=/home/me/a b/.iterlog/runs/r1',
      '--output=slurm-%j.out',
    ]);
  });

  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom('|', '\n', '1_', '[0-', '9]', 'a')),
        (text, parts) => {
          for (const read of [readSqueue, readSacct]) read(text + parts.join(''));
        },
      ),
    ));
});
