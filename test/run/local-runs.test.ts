/** Runs on this machine: like those on a host, without the link. */
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import type { RunPlan } from '../../src/core/run/run-plan.ts';
import { directDriver } from '../../src/node/run/drivers/direct.ts';
import { localTransport } from '../../src/node/run/local.ts';
import { prepare } from '../../src/node/run/prepare.ts';
import { removeFolders } from './support/folders.ts';
import { handleOf, planOf } from './support/plans.ts';
import { processesWith } from './support/processes.ts';
import { until } from './support/until.ts';
import { Viewer } from './support/viewer.ts';

const local = localTransport();
const driver = directDriver(local);
const counting = 'import time\nfor i in range(30): print(i); time.sleep(0.1)';

describe('runs on this machine', function () {
  after(removeFolders);

  async function started(plan: RunPlan): Promise<RunPlan> {
    assert.equal((await prepare(plan, local)).kind, 'answer');
    assert.equal((await driver.submit(plan)).kind, 'answer');
    return plan;
  }

  it('go on without who started them, and are found again', async () => {
    const plan = await started(planOf([counting]));
    const first = new Viewer(plan, local);
    const following = first.follow();
    await until('some output', () => first.bytes > 0);
    first.close();
    assert.deepEqual(await following, { kind: 'stopped' });
    const second = new Viewer(plan, local, first.folder);
    const end = await second.follow();
    assert.ok(end.kind === 'ended' && end.status[0]?.state === 'finished');
    assert.ok(second.compare().same && second.bytes > 0);
    await until('nothing is left', () => processesWith(plan.id).length === 0);
  });

  it('are unreachable while their disk is missing, and then go on', async () => {
    const plan = await started(planOf([counting]));
    const viewer = new Viewer(plan, local);
    const following = viewer.follow();
    await until('some output', () => viewer.bytes > 0);
    viewer.close();
    await following;
    renameSync(plan.folder, `${plan.folder}.away`);
    const later = new Viewer(plan, local, viewer.folder);
    const again = later.follow();
    await until('the break', () => later.breaks.length > 0);
    assert.match(later.breaks[0] ?? '', /folder of the project is not there/);
    const answer = await driver.status([handleOf(plan)]);
    assert.ok(answer.kind === 'answer');
    assert.equal(answer.runs.get(plan.id)?.[0]?.state, 'unreachable');
    renameSync(`${plan.folder}.away`, plan.folder);
    const end = await again;
    assert.ok(end.kind === 'ended' && later.compare().same);
  });

  it('have several commands a task, of which one that fails is the last, and the limit is none of the loop', async () => {
    const plan = planOf([''], { kind: 'loop', target: { limit: 1 / 60 } });
    const python = (code: string) => ['python3', '-c', code];
    const commands = [
      python('import time; time.sleep(1.5); print("one")'),
      python('print("two"); raise SystemExit(9)'),
      python('print("three")'),
    ];
    const run = await started({ ...plan, tasks: [{ task: '00', commands }] });
    const viewer = new Viewer(run, local);
    const end = await viewer.follow();
    assert.ok(end.kind === 'ended');
    assert.deepEqual([end.status[0]?.state, end.status[0]?.exitCode, viewer.bytes], ['failed', 9, 8]);
  });

  it('do not begin to train where the prelude fails', async () => {
    const run = await started(planOf(['print("never")'], { target: { prelude: '. /no/conda.sh' } }));
    const viewer = new Viewer(run, local);
    const end = await viewer.follow();
    assert.ok(end.kind === 'ended' && end.status[0]?.state === 'failed');
    assert.ok(viewer.compare().same);
  });
});
