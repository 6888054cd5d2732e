import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBhist } from '../../../../src/core/run/bhist.ts';
import { readBjobs } from '../../../../src/core/run/bjobs.ts';
import type { Words } from '../../../../src/core/run/jobs.ts';
import { lsf } from '../../../../src/core/run/lsf.ts';
import { jobPlan } from './job-plans.ts';

/** Each word on a line, as `name index state (reason) id host`. */
const told = (words: Words) =>
  [...words].flatMap(([name, tasks]) =>
    [...tasks].map(([index, { state, reason = '', jobId = '', host = '-' }]) =>
      [name, index, state, `(${reason})`, jobId, host].join(' '),
    ),
  );

describe('LSF', () => {
  it('reads the rows of bjobs', () => {
    const text = `Notice: maintenance on Friday ^_^
iterlog-a[1]^1^771^PEND^-^-^-^New job is waiting for scheduling;
iterlog-a[2]^2^771^RUN^-^8*e10u12^-^-
iterlog-a[3]^3^771^DONE^-^node3^-^-
iterlog-a[4]^4^771^EXIT^140^node3^TERM_RUNLIMIT: job killed after reaching LSF run time limit^-
iterlog-b^0^772^EXIT^1^node3^TERM_MEMLIMIT: job killed after reaching LSF memory usage limit^-
iterlog-c^0^773^EXIT^-^-^TERM_OWNER: job killed by owner^-
iterlog-d^-^774^EXIT^3^node3^-
iterlog-e^0^775^UNKWN^-^node4^-^-
iterlog-f^0^776^PSUSP^-^-^-^The job was suspended by the user while pending;
iterlog-g^0^777^SSUSP^-^node4^-^-
Job <778> is not found
`;
    assert.deepEqual(told(readBjobs(text)), [
      'iterlog-a 0 pending (New job is waiting for scheduling;) 771[1] -',
      'iterlog-a 1 running () 771[2] 8*e10u12',
      'iterlog-a 2 completed () 771[3] node3',
      'iterlog-a 3 timed-out (TERM_RUNLIMIT: job killed after reaching LSF run time limit) 771[4] node3',
      'iterlog-b 0 out-of-memory (TERM_MEMLIMIT: job killed after reaching LSF memory usage limit) 772 node3',
      'iterlog-c 0 cancelled (TERM_OWNER: job killed by owner) 773 -',
      'iterlog-d 0 failed (exit code 3) 774 node3',
      'iterlog-e 0 running (UNKWN) 775 node4',
      'iterlog-f 0 pending (PSUSP, The job was suspended by the user while pending;) 776 -',
      'iterlog-g 0 running (SSUSP) 777 node4',
    ]);
  });

  it('reads the histories of bhist, folded amid words', () => {
    const text = `
Job <771[4]>, Job Name <iterlog-a[4]>, User <me>, Project <default>, Command <#!
                     /bin/sh; exec sh /home/me/.iterlog/runs/a/iterlog.sh task
                     >
Tue Dec 23 14:46:43: Submitted from host <login1>, to Queue <gpu>, CWD <$HOME/f
                     ly>, 12 Task(s);
Tue Dec 23 14:46:43: Starting (Pid 258999);
Tue Dec 23 16:34:13: Exited with exit code 1. The CPU time used is 31911.0 seco
                     nds;

Tue Dec 23 16:34:13: Completed <exit>; TERM_MEMLIMIT: job killed after reaching
                      LSF memory usage limit;

 MEMLIMIT
     48 G
------------------------------------------------------------------------------

Job <772>, Job Name <iterlog-b>, User <me>, Project <default>, Command <x>
Sun Jan 10 17:47:39: Starting (Pid 110245);
Sun Jan 10 17:47:39: Done successfully. The CPU time used is 0.0 seconds;
Sun Jan 10 17:47:40: Post job process done successfully;
------------------------------------------------------------------------------

Job <773>, Job Name <iterlog-c>, User <me>, Project <default>, Command <x>
Thu Mar 13 17:32:05: Signal <KILL> requested by user or administrator <me>;
Thu Mar 13 17:32:06: Exited by signal 2. The CPU time used is 0.1 seconds;
------------------------------------------------------------------------------

Job <774>, Job Name <iterlog-d>, User <me>, Project <default>, Command <echo Don
                     e successfully>
Thu Mar 13 17:32:06: Exited with exit code 3. The CPU time used is 0.1 seconds;
Thu Mar 13 17:33:06: Requeued to queue <gpu>;
Thu Mar 13 17:33:08: Starting (Pid 2);
------------------------------------------------------------------------------

Job <775>, Job Name <iterlog-e>, User <me>, Project <default>, Command <x>
Thu Jun 12 15:49:02: Unknown; unable to reach the execution host;
Thu Jun 12 16:10:32: Running;
Thu Jun 12 16:10:38: Exited with exit code 143. The CPU time used is 0.1 seconds;
`;
    assert.deepEqual(told(readBhist(text)), [
      'iterlog-a 3 out-of-memory (TERM_MEMLIMIT: job killed after reaching LSF memory usage limit) 771[4] -',
      'iterlog-b 0 completed () 772 -',
      'iterlog-c 0 cancelled (signal 2) 773 -',
      'iterlog-e 0 failed (exit code 143) 775 -',
    ]);
  });

  it('reads histories whose dates have years, which are folded further to the right', () => {
    const text = `Job <9[2]>, Job Name <iterlog-y[1-4]>, User <me>, Esub <def
                          ault>
Sun Mar 15 18:22:41 2026: Started 8 Task(s) on Host(s) <8*e10u12>, Allocated 8
                          Slot(s) on Host(s) <8*e10u12>;
Sun Mar 15 19:58:21 2026: Completed <exit>; TERM_RUNLIMIT: job killed after rea
                          ching LSF run time limit.
`;
    const reason = 'TERM_RUNLIMIT: job killed after reaching LSF run time limit';
    assert.deepEqual(told(readBhist(text)), [`iterlog-y 1 timed-out (${reason}) 9[2] -`]);
  });

  it('asks for what the target says', () => {
    const plan = jobPlan('lsf', 4, {
      queue: 'gpu_h100',
      gpu: 'num=1:mode=exclusive_process',
      cpus: 8,
      memory: '32G',
      limit: 59.5,
      options: ['-P', 'lab'],
    });
    assert.deepEqual(lsf(plan.target).submit(plan), [
      ...[
        'bsub',
        '-J',
        'iterlog-r1[1-4]',
        '-rn',
        '-cwd',
        '/home/me/a b/.iterlog/runs/r1',
        '-o',
        'lsf-%I.out',
      ],
      ...['-q', 'gpu_h100', '-n', '8', '-R', 'span[hosts=1]', '-M', '32G', '-R', 'rusage[mem=32G]'],
      ...['-gpu', 'num=1:mode=exclusive_process', '-W', '62', '-P', 'lab'],
    ]);
  });

  it('counts tasks from one', () => {
    const plan = jobPlan('lsf', 1, { gpus: 0 });
    const scheduler = lsf(plan.target);
    assert.deepEqual(scheduler.submit(plan).slice(1, 3), ['-J', 'iterlog-r1']);
    assert.deepEqual(scheduler.cancel('12', [0, 2]), ['bkill', '12[1,3]']);
    assert.deepEqual(scheduler.cancel('12', []), ['bkill', '12']);
    assert.equal(scheduler.taskId('12', 3), '12[4]');
  });

  it('sees in the queue what would keep a run waiting', () => {
    const plan = jobPlan('lsf', 1, { queue: 'gpu' });
    const { readRehearsal } = lsf(plan.target);
    const head = 'QUEUE_NAME      PRIO STATUS          MAX JL/U JL/P JL/H NJOBS  PEND   RUN  SUSP\n';
    const row = (state: string) =>
      `${head}gpu              30  ${state}       -    -    -    -     9     5     4     0\n`;
    assert.equal(readRehearsal(0, row('Open:Active')), undefined);
    assert.equal(readRehearsal(0, row('Closed:Active'))?.severity, 'warning');
    assert.match(readRehearsal(0, row('Open:Inact_Win'))?.message ?? '', /gpu is Open:Inact_Win/);
    assert.equal(readRehearsal(255, 'gpu: No such queue')?.severity, 'error');
  });

  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom('^', '\n', 'Job <1>, Job Name <', '[', ']', '>')),
        (text, parts) => {
          for (const read of [readBjobs, readBhist]) read(text + parts.join(''));
        },
      ),
    ));
});
