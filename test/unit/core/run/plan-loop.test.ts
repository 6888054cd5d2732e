/** The parallel script as a run. */
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/actions/action.ts';
import type { LoopFiles } from '../../../../src/core/actions/loop.ts';
import { planLoop } from '../../../../src/core/run/plan-loop.ts';
import type { LoopRequest } from '../../../../src/core/run/plan-loop.ts';
import { LoopWorld } from '../../../fixtures/loop-world.ts';
import { requestOf, target } from '../../../fixtures/runs-wanted.ts';

const loopRequest = (files: LoopFiles, changes: Partial<LoopRequest> = {}): LoopRequest => ({
  ...requestOf(files),
  ...{ script: 'GNN_LLM_parallel_flyvis.py', task: 'train_test_plot_Claude_cluster', iterations: 8 },
  ...{ resume: true, args: [], kept: [] },
  ...changes,
});
const started = async () => (await LoopWorld.started('vrest', 'old')).read();

describe('planning the loop', () => {
  it('is one task that resumes, with log, plan and configs pushed and brought home', async () => {
    const files = await started();
    const planned = planLoop(files, loopRequest(files, { args: ['a b', '--resume'] }));
    assert.ok(!isRefused(planned), JSON.stringify(planned));
    const { plan, record, findings } = planned;
    assert.deepEqual(findings, []);
    assert.deepEqual(plan.tasks, [
      {
        task: '00',
        commands: [
          [
            ...['python3', 'GNN_LLM_parallel_flyvis.py', '-o', 'train_test_plot_Claude_cluster'],
            ...['flyvis_62_1_gs_vrest', 'iterations=8', 'a b', '--resume'],
          ],
        ],
      },
    ]);
    const name = 'flyvis_62_1_gs_vrest_Claude';
    assert.deepEqual(
      plan.files.map(({ path }) => path),
      [
        ...[`${name}_analysis.md`, `${name}_plan.yaml`].map(file => `/home/me/it/${file}`),
        ...[0, 1, 2, 3].map(slot => `/home/me/it/config/fly/${name}_0${slot}.yaml`),
      ],
    );
    const home = record.wanted.map(({ to }) => to);
    assert.ok(home.includes(`${name}_analysis.md`) && home.includes(`config/fly/${name}_03.yaml`));
    assert.equal(home.filter(to => /iter_00\d_slot_0\d\.yaml$/.test(to)).length, 8);
  });

  it('names what a start without --resume erases', async () => {
    const files = await started();
    const planned = planLoop(files, loopRequest(files, { resume: false }));
    assert.ok(!isRefused(planned));
    const [task] = planned.plan.tasks;
    assert.ok(!task?.commands[0]?.includes('--resume'));
    assert.equal(task?.input, 'y\n');
    assert.match(
      planned.findings[0]!.message,
      /erases flyvis_62_1_gs_vrest_Claude_analysis\.md, .*_03\.yaml\.$/,
    );
  });

  for (const type of ['slurm', 'lsf'])
    it(`is refused with the word cluster on ${type}`, async () => {
      const files = await started();
      const own = target({ type, folder: '/home/me/it' });
      const planned = planLoop(files, loopRequest(files, { target: own }));
      assert.ok(isRefused(planned));
      assert.match(planned.message, /submits jobs of its own/);
      assert.ok(!isRefused(planLoop(files, loopRequest(files, { target: own, task: 'train_Claude' }))));
    });

  it('is refused for a task or a script that would be an option', async () => {
    const files = await started();
    for (const changes of [{ task: 'train --force' }, { task: '' }, { script: '-c' }])
      assert.ok(isRefused(planLoop(files, loopRequest(files, changes))), JSON.stringify(changes));
  });
});
