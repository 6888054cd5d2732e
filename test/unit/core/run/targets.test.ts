/** Targets as settings have them: what is wrong is named, and spoils nothing else. */
import assert from 'node:assert/strict';
import { namedTarget, readTargets } from '../../../../src/core/run/read-targets.ts';

const problems = (value: unknown) => readTargets(value).problems.map(({ message }) => message);

describe('targets', () => {
  it('has this machine without being told', () => {
    const { targets, problems: none } = readTargets(undefined);
    assert.deepEqual([[...targets.keys()], none], [['local'], []]);
    assert.equal(targets.get('local')?.python, 'python3');
  });

  it('fills in what is left out', () => {
    const { targets } = readTargets({
      lab: { type: 'slurm', host: 'me@login', folder: '/a b', queue: 'gpu' },
    });
    const lab = targets.get('lab');
    assert.ok(lab?.type === 'slurm');
    assert.deepEqual([lab.gpus, lab.poll, lab.device, lab.commands], [1, 15, 'cuda', {}]);
  });

  it('names what is wrong with one and keeps the others', () => {
    const value = { bad: { type: 'ssh', host: '-oProxyCommand=x', foldr: '/x' }, good: { type: 'local' } };
    assert.deepEqual(problems(value), [
      'Target bad: `host` cannot be used: expected a host as ssh names it, such as gpu1 or me@gpu1.example.org.',
      'Target bad: `folder` is missing.',
      'Target bad: `foldr` is unknown here. Did you mean `folder`?',
    ]);
    const read = readTargets(value);
    assert.deepEqual([...read.targets.keys()], ['local', 'good']);
    const named = namedTarget(read, 'bad');
    assert.ok('problem' in named && named.problem.includes('`folder` is missing'));
    assert.deepEqual(namedTarget(read, 'godo'), {
      problem: 'There is no target `godo`. Did you mean `good`?',
    });
  });

  for (const [what, value] of Object.entries({
    list: [],
    text: 'gpu1',
    number: { a: 5 },
    type: { a: { type: 'pbs' } },
    'relative folder': { a: { type: 'ssh', host: 'h', folder: 'x' } },
    'name that is an option': { '-a': { type: 'local' } },
    'queue with a space': { a: { type: 'slurm', queue: 'a b' } },
    'unknown command': { a: { type: 'slurm', commands: { rm: ['-rf'] } } },
  }))
    it(`refuses a ${what}`, () => {
      const read = readTargets(value);
      assert.deepEqual([...read.targets.keys()], ['local']);
      assert.ok(read.problems.length > 0);
    });
});
