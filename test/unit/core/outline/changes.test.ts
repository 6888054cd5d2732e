/** What a view draws anew when a log changes, and what it leaves alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explorationOf } from '../../../../src/core/exploration/exploration.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import { parse, update } from '../../../../src/core/log/parse.ts';
import { takeOver } from '../../../../src/core/outline/changes.ts';
import type { Changes, Given } from '../../../../src/core/outline/changes.ts';
import { descendants, looksSame } from '../../../../src/core/outline/item.ts';
import { Outline } from '../../../../src/core/outline/outline.ts';
import type { Order } from '../../../../src/core/outline/outline.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { arbitraryEdit } from '../../../fixtures/arbitrary.ts';
import { entry } from '../../../fixtures/exploration.ts';
import { makeLog } from '../../../fixtures/make-log.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The outlines before and after an edit, and what a view that shows all of the first has to draw. */
function edited(text: string, edit: Edit, order: Order = 'batch') {
  const options = { protocol: presets.vrest };
  const outlineOf = (result: ReturnType<typeof lint>) =>
    new Outline(explorationOf(result), { order, currentBlockOnly: false });
  const log = parse(text);
  const first = lint(log, options);
  const before = outlineOf(first);
  const given: Given = new Map([['', before.roots]]);
  for (const item of descendants(before.roots)) if (item.isParent) given.set(item.key, item.children);
  const after = outlineOf(lint(update(log, edit), options, first));
  return { before, given, changes: takeOver(given, after), after };
}

function replacing(text: string, from: string, to: string, order?: Order) {
  const start = text.indexOf(from);
  assert.ok(start >= 0);
  return edited(text, { start, end: start + from.length, text: to }, order);
}

const labels = (changes: Changes): string[] | 'all' =>
  changes === 'all' ? changes : changes.map(({ label }) => label.split(' · ')[0] ?? '').sort();

describe('an edit', () => {
  const log = makeLog(17);

  it('of what no item shows draws nothing, though every later entry moves', () => {
    const { changes, after, given } = replacing(
      log,
      'highest UCB of the block',
      'the highest UCB of this block',
    );
    assert.deepEqual(changes, []);
    assert.equal(given.get(''), after.roots, 'the places are those of the new version');
  });

  it('of a status draws its entry', () => {
    const { changes } = replacing(log, '## Iter 14: V_rest ', '## Iter 14: V_rest V_rest ');
    assert.ok(changes !== 'all');
    assert.ok(labels(changes).includes('Iter 14'));
    assert.ok(
      changes.every(({ key }) => key === 'iteration 14' || key.startsWith('b')),
      String(labels(changes)),
    );
  });

  it('that adds an entry to a batch draws the batch, and what its score changes', () => {
    const { changes } = edited(log, {
      start: log.length,
      end: log.length,
      text: entry({ id: 18, parent: 17 }),
    });
    assert.ok(labels(changes).includes('Batch 5'));
    assert.ok(!labels(changes).includes('Batch 1'));
  });

  it('that begins a block draws everything', () => {
    const added = edited(log, { start: log.length, end: log.length, text: entry({ id: 25 }) });
    assert.equal(added.changes, 'all');
    assert.equal(added.given.size, 0);
  });

  it('that gives an entry another parent draws everything, so that it never stands in two places', () => {
    const tree = [entry({ id: 1 }), entry({ id: 2 }), entry({ id: 3, parent: 1 })].join('');
    assert.equal(replacing(tree, 'id=3, parent=1', 'id=3, parent=2', 'tree').changes, 'all');
  });

  it('of any kind leaves nothing undrawn that looks otherwise', () => {
    fc.assert(
      fc.property(arbitraryEdit, fc.constantFrom<Order>('batch', 'tree'), ({ text, edit }, order) => {
        const { before, after, changes } = edited(text, edit, order);
        if (changes === 'all') return;
        const drawn = new Set<unknown>(changes);
        const old = new Map([...descendants(before.roots)].map(item => [item.key, item]));
        for (const item of descendants(after.roots)) {
          if (item.parent && drawn.has(item.parent)) drawn.add(item);
          if (drawn.has(item)) continue;
          const twin = old.get(item.key);
          assert.ok(twin && looksSame(twin, item), item.label);
          assert.equal(twin.parent?.key, item.parent?.key);
        }
      }),
      { numRuns: 200 },
    );
  });
});
