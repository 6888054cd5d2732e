/** A run's config against its parent's, as two texts for a diff. */
import assert from 'node:assert/strict';
import { compareWithParent } from '../../../../src/core/exploration/compare.ts';
import type { Comparison } from '../../../../src/core/exploration/compare.ts';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { entry, exploration, unknown } from '../../../fixtures/exploration.ts';

function compared(from: Exploration, id: number): Comparison {
  const comparison = compareWithParent(from, id);
  assert.ok(comparison);
  return comparison;
}

/** The lines in which two texts differ, each list with its own. */
function different({ parent, own }: Comparison): [string[], string[]] {
  const [a, b] = [parent, own].map(({ text }) => text.split('\n').filter(line => !line.startsWith('#')));
  return [a!.filter(line => !b!.includes(line)), b!.filter(line => !a!.includes(line))];
}

const both = (config: string): string => entry({ id: 1 }) + entry({ id: 2, parent: 1, config });

describe('comparing with the parent', () => {
  it("differs in the values that were changed, in the protocol's order of names", () => {
    const comparison = compared(
      exploration(both('grad_clip_W=0, W_L2=3E-6, time_step=1, recurrent=F, lr_update=1.80E-3')),
      2,
    );
    assert.equal(comparison.title, 'Node 1 ↔ Node 2');
    assert.deepEqual(different(comparison), [
      ['lr_update: 0', 'W_L2: 2.5E-6'],
      ['lr_update: 1.8E-3', 'W_L2: 3E-6'],
    ]);
    const names = (text: string) => [...text.matchAll(/^(\w+):/gm)].map(([, name]) => name);
    assert.deepEqual(names(comparison.own.text), names(comparison.parent.text));
  });

  it('marks what no Config line states', () => {
    const log = both('lr_update=1.8E-3').replace(
      'Mutation: [none] — robustness re-run of Node 21\nParent',
      'Mutation: x\nParent',
    );
    const { own, parent } = compared(exploration(log), 2);
    assert.match(own.text, /\n# inherited from Node 1:\n# {3}recurrent, time_step, W_L2, grad_clip_W\n/);
    assert.match(own.text, /\n# from the baseline:\n# {3}n_epochs, lr_W, /);
    assert.doesNotMatch(parent.text, /inherited/);
    assert.ok(own.text.split('\n').every(line => line.length < 90));
    const moved = both('lr_update=1.8E-3').replace(
      /Mutation: .*(?=\n[^]*id=2)|(?<=id=2[^]*)Mutation: .*/,
      'Mutation: W_L2: 2.5E-6 -> 3E-6',
    );
    const mutated = exploration(moved.replace(/(id=2[^]*)Mutation: .*/, '$1Mutation: W_L2: 2.5E-6 -> 3E-6'));
    assert.match(compared(mutated, 2).own.text, /\nW_L2: 3E-6\n[^]*# from the Mutation line:\n# {3}W_L2\n/);
  });

  it('takes the baseline for root, and for a parent that cannot be one', () => {
    const log = [
      entry({ id: 1, config: 'lr_update=1.8E-3, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0' }),
      entry({ id: 2, parent: 99 }),
      entry({ id: 3, parent: 3 }),
      entry({ id: 4 }).replace(/^Node: .*\n/m, ''),
    ].join('');
    const from = exploration(log);
    assert.deepEqual(
      [1, 2, 3, 4].map(id => compared(from, id).title),
      [
        'baseline (Node 21) ↔ Node 1',
        'baseline (Node 21), as Node 99 is not in the log ↔ Node 2',
        'baseline (Node 21), as Node 3 names itself ↔ Node 3',
        'baseline (Node 21), as Node 4 names no parent ↔ Node 4',
      ],
    );
    assert.deepEqual(different(compared(from, 1)), [['lr_update: 0'], ['lr_update: 1.8E-3']]);
    assert.deepEqual(different(compared(from, 2)), [[], []]);
  });

  it('says so when the search used another parent', () => {
    const log =
      entry({ id: 1, next: 'root' }) + entry({ id: 2, parent: 1, next: 1 }) + entry({ id: 3, parent: 2 });
    const from = exploration(log);
    assert.equal(compared(from, 2).title, 'Node 1 ↔ Node 2 (the search used root as its parent)');
    assert.equal(compared(from, 3).title, 'Node 2 ↔ Node 3 (the search used Node 1 as its parent)');
  });

  it('shows what a log says as text on one line', () => {
    const { own } = compared(exploration(both('lr_update=a\u0007b, odd_name=x\u0007y')), 2);
    assert.match(own.text, /^lr_update: a b$/m);
    assert.match(own.text, /^odd_name: x y$/m);
  });

  it('knows nothing of the configs of a log without a protocol, and nothing of an unknown iteration', () => {
    const from = unknown('## Iter 1: fine\nNode: id=1, parent=root\nMetrics: x=1\n');
    assert.deepEqual(compared(from, 1), {
      title: 'root ↔ Node 1',
      parent: { name: 'root', text: '# nothing is known of this config\n' },
      own: { name: 'Node 1', text: '# nothing is known of this config\n' },
    });
    assert.equal(compareWithParent(from, 2), undefined);
    assert.equal(compareWithParent(exploration(''), 1), undefined);
  });
});
