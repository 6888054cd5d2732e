/** What stands between and above the lines of a log. */
import assert from 'node:assert/strict';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { hintKinds } from '../../../../src/core/language/hint-kinds.ts';
import type { HintKind } from '../../../../src/core/language/hint-kinds.ts';
import { hintsIn } from '../../../../src/core/language/hints.ts';
import { lensesOf, lensText } from '../../../../src/core/language/lens.ts';
import { print } from '../../../../src/core/log/parse.ts';
import { entry, exploration, unknown } from '../../../fixtures/exploration.ts';
import { makeLog } from '../../../fixtures/make-log.ts';

const textOf = ({ result }: Exploration): string => print(result.log);

/** Each hint with the line that it stands behind. */
function hints(from: Exploration, kinds: readonly HintKind[] = hintKinds): string[] {
  const text = textOf(from);
  return hintsIn(from, { start: 0, end: text.length }, new Set(kinds)).map(({ offset, text: hint }) => {
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    return `${line} <${hint}>`;
  });
}

const tooltips = (from: Exploration, kind: HintKind): string[] =>
  hintsIn(from, { start: 0, end: textOf(from).length }, new Set([kind])).map(({ tooltip }) => tooltip);

const lenses = (from: Exploration): string[] => lensesOf(from).map(({ node }) => lensText(from, node));

const tried = 'lr_update=1.8E-3, recurrent=F';
const from = exploration(
  [
    entry({ id: 1, metrics: '0.41', config: tried, next: 1 }),
    entry({ id: 2, parent: 1, metrics: '0.52', config: tried, next: 2 }),
    entry({ id: 3, parent: 1, metrics: '0.63', config: tried, next: 'root' }),
    entry({ id: 4, parent: 'root', metrics: '0.5', next: 3 }),
    entry({ id: 5, parent: 2, status: 'failed', metrics: 'FAILED', config: tried }),
  ].join(''),
);

describe('inlay hints', () => {
  it('say the slot, the parent that the search used, and the samples', () => {
    assert.deepEqual(hints(from), [
      '## Iter 1: V_rest partial <slot 0>',
      'Config: lr_update=1.8E-3, recurrent=F <n=3 mean 0.52 ± 0.11>',
      '## Iter 2: V_rest partial <slot 1>',
      'Config: lr_update=1.8E-3, recurrent=F <n=3 mean 0.52 ± 0.11>',
      '## Iter 3: V_rest partial <slot 2>',
      'Node: id=3, parent=1 <tree: 2>',
      'Config: lr_update=1.8E-3, recurrent=F <n=3 mean 0.52 ± 0.11>',
      '## Iter 4: V_rest partial <slot 3>',
      '## Iter 5: failed <slot 0>',
      'Config: lr_update=1.8E-3, recurrent=F <n=3 mean 0.52 ± 0.11>',
    ]);
  });

  it('explain themselves', () => {
    assert.deepEqual(tooltips(from, 'parent'), [
      'The search used another parent. Node line: parent 1, overridden by Next of 2.',
    ]);
    assert.equal(tooltips(from, 'slot')[2], 'Batch 1, slot 2 (explore), block 1.');
    assert.equal(
      tooltips(from, 'samples')[0],
      'Samples of this config: 3, 1 crashed; mean 0.520 ± 0.110; not better than Node 21: mean V_rest_R2 0.520 is not above 0.55; 52 more samples would settle it.',
    );
  });

  it('come in the kinds that are wanted', () => {
    assert.deepEqual(hints(from, ['parent']), ['Node: id=3, parent=1 <tree: 2>']);
    assert.equal(hints(from, ['slot']).length, 5);
    assert.equal(hints(from, ['samples']).length, 4);
    assert.deepEqual(hints(from, []), []);
  });

  it('are worked out for what is on screen alone', () => {
    const long = exploration(makeLog(100));
    const text = textOf(long);
    const screen = {
      start: text.indexOf('Metrics', text.indexOf('## Iter 50:')),
      end: text.indexOf('## Iter 52:') + 3,
    };
    const places = hintsIn(long, screen, new Set(['slot'])).map(({ offset }) =>
      text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).slice(0, 10),
    );
    assert.deepEqual(places, ['## Iter 50', '## Iter 51', '## Iter 52']);
  });

  it('say that a parent outside the tree makes a root', () => {
    const far = exploration(entry({ id: 12 }) + entry({ id: 13, parent: 12 }));
    assert.deepEqual(hints(far, ['parent']), ['Node: id=13, parent=12 <tree: root>']);
    assert.deepEqual(tooltips(far, 'parent'), [
      'The search used another parent. Parent 12 is in another block.',
    ]);
  });

  it('are none where the tree lacks the entry, and none of samples where a config was run once', () => {
    const lost = exploration(entry({ id: 1, parent: 9, status: 'failed', metrics: 'FAILED' }));
    assert.deepEqual(hints(lost, ['parent', 'samples']), []);
    assert.deepEqual(hints(exploration('## Iter 1: failed\n')), ['## Iter 1: failed <slot 0>']);
    const pair = [1, 2].map(id => entry({ id, status: 'failed', metrics: 'FAILED' })).join('');
    assert.match(hints(exploration(pair), ['samples'])[0] ?? '', /<n=0>$/);
  });

  it('are none in a log that fits no protocol', () => {
    assert.deepEqual(hints(unknown(textOf(from))), []);
  });

  it('stand at their lines where two entries have one text', () => {
    const twice = exploration(entry({ id: 1 }) + entry({ id: 1 }));
    const offsets = hintsIn(twice, { start: 0, end: 9999 }, new Set(['slot'])).map(({ offset }) => offset);
    assert.equal(new Set(offsets).size, 2);
  });
});

describe('code lenses', () => {
  it('stand on the headers', () => {
    const text = textOf(from);
    assert.deepEqual(
      lensesOf(from).map(({ span }) => text.slice(span.start, span.end)),
      text.split('\n').filter(line => line.startsWith('## Iter')),
    );
  });

  it('say the parent, the score, the children and the samples', () => {
    assert.deepEqual(lenses(from), [
      'parent root · UCB 1.12 · 1 child · 3 samples',
      'parent 1 · UCB 1.46 · 1 child · 3 samples',
      'parent 1 (tree: 2) · UCB 2.04 · 0 children · 3 samples',
      'parent root · UCB 1.91 · 0 children · 1 sample',
      'parent 2 · not in the tree · crashed · 3 samples',
    ]);
  });

  it('say of runs without a readable result what became of them', () => {
    const odd = exploration(
      [
        entry({ id: 1, status: 'pending', metrics: '(pending)' }),
        entry({ id: 2, metrics: 'nan' }),
        entry({ id: 3, metrics: '-0.3' }),
        '## Iter 4: failed\n',
      ].join(''),
    );
    assert.deepEqual(lenses(odd), [
      'parent root · not in the tree · pending · 1 sample',
      'parent root · UCB 0.71 · 0 children · 1 sample',
      'parent root · not in the tree · 1 sample',
      'no parent · not in the tree · crashed · 1 sample',
    ]);
  });

  it('say what the search used where a parent cannot be one', () => {
    const lost = entry({ id: 1, status: 'failed', metrics: 'FAILED' });
    assert.equal(
      lenses(exploration(lost + entry({ id: 2, parent: 1 })))[1],
      'parent 1 (tree: root) · UCB 1.21 · 0 children · 1 sample',
    );
    assert.deepEqual(lenses(exploration(entry({ id: 1, parent: 2 }) + entry({ id: 2, parent: 1 }))), [
      'parent 2 · UCB 1.00 · 1 child · 2 samples',
      'parent 1 · UCB 1.00 · 1 child · 2 samples',
    ]);
  });

  it('tell entries of one number apart', () => {
    const twice = exploration(entry({ id: 1, metrics: '0.2' }) + entry({ id: 1, metrics: '0.7' }));
    assert.deepEqual(lenses(twice), [
      'parent root · not in the tree · 1 sample',
      'parent root · UCB 1.41 · 0 children · 1 sample',
    ]);
  });

  it('say that there is no tree', () => {
    assert.deepEqual(lenses(exploration(entry({ id: 1, metrics: '0.5.5' }))), [
      'parent root · no tree · 0 samples',
    ]);
    assert.deepEqual(lenses(unknown('## Iter 1: fine\nNode: id=1, parent=root\nMetrics: x=1\n')), [
      'parent root',
    ]);
  });
});
