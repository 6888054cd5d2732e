/** `iterlog run` on a real Slurm: round by the commands alone, and an end that only the scheduler knows. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { removeFolders } from '../unit/cli/world.ts';
import { missingForSlurm } from './support/ensure-slurm.mjs';
import { Folder, name } from './support/exploration.ts';
import { processesWith } from './support/processes.ts';
import { startSlurm } from './support/slurm.ts';
import type { Slurm } from './support/slurm.ts';
import { until } from './support/until.ts';

describe('iterlog run on Slurm', function () {
  let slurm: Slurm;
  before(async function () {
    if (missingForSlurm()) return this.skip();
    slurm = await startSlurm();
  });
  this.afterAll(async () => {
    if (missingForSlurm()) return;
    await slurm.stop();
    removeFolders();
  });

  const ready = async (): Promise<Folder> => {
    const folder = await new Folder().ready();
    const lab = { type: 'slurm', queue: 'gpu', schedulerPrelude: slurm.prelude, poll: 1 };
    writeFileSync(folder.at('targets.yaml'), JSON.stringify({ lab, wrong: { ...lab, queue: 'nowhere' } }));
    return folder;
  };

  it('runs a batch as an array, and says which slot failed', async () => {
    const folder = await ready();
    folder.behave({ 2: 'crash' });
    const { code, out, err } = await folder.start('--target', 'lab', '--attach');
    assert.equal(code, 1, out + err);
    assert.match(out, /^ {2}slot 0 {2}Iter 1 {2}finished {2}job \d+_0 /m);
    assert.match(out, /^ {2}slot 2 {2}Iter 3 {2}failed {2}job \d+_2 .*exit code 1/m);
    await folder.done('record', '--write', '.');
    assert.match(folder.read(`${name}_analysis.md`), /^## Iter 3: failed$/m);
    await folder.lint();
  });

  it('learns of an end that the scheduler alone made, while it looks on', async () => {
    const folder = await ready();
    folder.behave({ 0: 'wait', 1: 'wait', 2: 'wait', 3: 'wait' });
    const started = await folder.start('--target', 'lab');
    assert.equal(started.code, 0, started.err);
    const [id = ''] = folder.runIds;
    await until(
      'four slots train',
      () => processesWith(id).filter(process => process.includes('slot.py')).length === 4,
    );
    const attached = folder.run('run', 'attach', '.');
    slurm.call('scancel', '--name', `iterlog-${id}`);
    const { code, out } = await attached;
    assert.equal(code, 1, out);
    assert.match(out, /cancelled {2}4 of 4 done/);
    assert.deepEqual(processesWith(id), []);
  });

  it('starts nothing in a partition that is not there', async () => {
    const folder = await ready();
    const { code, err } = await folder.start('--target', 'wrong');
    assert.equal(code, 1, err);
    assert.match(err, /nowhere.*Nothing was started/s);
  });

  it('keeps a record that says what was asked of the scheduler', async () => {
    const folder = await ready();
    assert.equal((await folder.start('--target', 'lab', '--attach')).code, 0);
    const file = folder.at(`${name}_runs/${folder.runIds[0] ?? ''}/run.json`);
    const record = JSON.parse(readFileSync(file, 'utf8')) as { jobId: string; target: { queue: string } };
    assert.match(record.jobId, /^\d+$/);
    assert.equal(record.target.queue, 'gpu');
  });
});
