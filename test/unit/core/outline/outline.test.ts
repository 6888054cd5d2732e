/** An exploration as a tree of items: in the order of training, and below the parents that the search used. */
import assert from 'node:assert/strict';
import { Outline } from '../../../../src/core/outline/outline.ts';
import type { OutlineOptions } from '../../../../src/core/outline/outline.ts';
import { descendants } from '../../../../src/core/outline/item.ts';
import type { OutlineItem } from '../../../../src/core/outline/item.ts';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { corpusLogs, describeCorpus } from '../../../fixtures/corpus.ts';
import { entry, exploration, unknown } from '../../../fixtures/exploration.ts';
import { makeLog } from '../../../fixtures/make-log.ts';

const inBatches: OutlineOptions = { order: 'batch', currentBlockOnly: false };
const inTree: OutlineOptions = { order: 'tree', currentBlockOnly: false };
const noBlocks = { ...presets.vrest, blockSize: 0 };

/** The labels as nested lines. */
function drawn(items: readonly OutlineItem[], depth = 0): string[] {
  return items.flatMap(item => [`${' '.repeat(depth)}${item.label}`, ...drawn(item.children, depth + 1)]);
}
const lines = (from: Exploration, options: OutlineOptions): string[] =>
  drawn(new Outline(from, options).roots).map(line => line.replace(' · partial', ''));
const all = (outline: Outline): OutlineItem[] => [...descendants(outline.roots)];

function item(outline: Outline, label: string): OutlineItem {
  const found = all(outline).find(one => one.label.startsWith(label));
  assert.ok(found, label);
  return found;
}

describe('an outline in batch order', () => {
  it('has blocks, batches and entries, the block of the search open', () => {
    const { roots } = new Outline(exploration(makeLog(17)), inBatches);
    assert.deepEqual(
      roots.map(({ label, isOpen, children }) => [label, isOpen, children.map(child => child.label)]),
      [
        ['Block 1', false, ['Batch 1', 'Batch 2', 'Batch 3']],
        ['Block 2', true, ['Batch 4', 'Batch 5']],
      ],
    );
    assert.match(roots[1]?.description ?? '', /^13-17 · best 0\.\d{3}$/);
    assert.equal(roots[1]?.children[1]?.description.startsWith('17 · '), true);
  });

  it('shows of an entry its status, reward, samples and score', () => {
    const log =
      entry({ id: 1, metrics: '0.512' }) +
      entry({ id: 2, metrics: '0.6', parent: 1, status: 'V_rest success' });
    const outline = new Outline(exploration(log), inBatches);
    const { label, description, spoken, grade, node } = item(outline, 'Iter 1');
    assert.deepEqual(
      { label, description, grade, id: node?.id },
      { label: 'Iter 1 · partial', description: '0.512 · n=2 · UCB 1.179', grade: 'partial', id: 1 },
    );
    assert.equal(spoken, 'Iter 1, partial, V_rest_R2 0.512, 2 samples, UCB 1.179, 2 warnings');
  });

  it('leaves out of a status what the protocol puts before all of them', () => {
    const statuses = ['[V_rest partial]', 'partial (NEW BEST [so far])', 'V_rest: success', 'odd one', ''];
    const log = statuses.map((status, i) => entry({ id: i + 1, status })).join('');
    const outline = new Outline(exploration(log), inBatches);
    assert.deepEqual(
      all(outline).flatMap(({ kind, label }) => (kind === 'entry' ? [label] : [])),
      [
        'Iter 1 · partial',
        'Iter 2 · partial (NEW BEST [so far])',
        'Iter 3 · success',
        'Iter 4 · odd one',
        'Iter 5',
      ],
    );
  });

  it('tells runs without a result apart', () => {
    const log = [
      entry({ id: 1, status: 'failed', metrics: 'FAILED (out of memory)' }),
      entry({ id: 2, status: 'pending', metrics: '(pending)' }),
      entry({ id: 3, metrics: 'connectivity_R2=0.9' }),
      entry({ id: 4, metrics: 'nan' }),
      entry({ id: 5, status: 'V_rest success' }),
      entry({ id: 6, status: 'V_rest failed' }),
      entry({ id: 7, status: 'what else' }),
    ].join('');
    const outline = new Outline(exploration(log), inBatches);
    const seen = all(outline).flatMap(({ kind, grade, description }) =>
      kind === 'entry' ? [`${grade ?? ''}: ${description.split(' · ')[0] ?? ''}`] : [],
    );
    assert.deepEqual(seen, [
      'crashed: crashed',
      'pending: pending',
      'partial: no V_rest_R2',
      'partial: nan',
      'success: 0.500',
      'failed: 0.500',
      'unknown: 0.500',
    ]);
  });

  it('counts the findings of entries, and of all that is below a group', () => {
    const log = `${entry({ id: 1, next: 2 })}${entry({ id: 2, next: 'root' })}`;
    const from = exploration(log);
    const outline = new Outline(from, inBatches);
    const [root] = outline.roots;
    const errors = from.result.problems.filter(({ severity }) => severity === 'error').length;
    assert.ok(errors > 0);
    assert.equal(root?.findings.error, errors);
    assert.equal(item(outline, 'Batch 1').findings.error, errors);
    assert.equal(item(outline, 'Iter 1').findings.error, errors);
  });

  it('goes by numbers where the log does not, and shows every entry of a number that comes twice', () => {
    const log = [entry({ id: 6 }), entry({ id: 2 }), entry({ id: 1 }), entry({ id: 2, metrics: '0.7' })].join(
      '',
    );
    const outline = new Outline(exploration(log), inBatches);
    assert.deepEqual(lines(outline.exploration, inBatches), [
      'Block 1',
      ' Batch 1',
      '  Iter 1',
      '  Iter 2',
      '  Iter 2',
      ' Batch 2',
      '  Iter 6',
    ]);
    const keys = all(outline).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('begins with batches in a protocol without blocks, the newest open', () => {
    const { roots } = new Outline(exploration(makeLog(80), noBlocks), inBatches);
    assert.equal(roots.length, 20);
    assert.equal(roots[0]?.label, 'Batch 1');
    assert.deepEqual([roots[0].isOpen, roots.at(-1)?.isOpen], [false, true]);
  });
});

describe('an outline in tree order', () => {
  it('puts each entry below the parent that the search used, and what the tree lacks below a name of its own', () => {
    const log = [
      entry({ id: 1, next: 'root' }),
      entry({ id: 2, parent: 'root', next: 2 }),
      entry({ id: 3, parent: 1, next: 3 }),
      entry({ id: 4, parent: 3, status: 'failed', metrics: 'FAILED' }),
    ].join('');
    assert.deepEqual(lines(exploration(log), inTree), [
      'Block 1',
      ' Iter 1',
      ' Iter 2',
      '  Iter 3',
      ' Not in the tree',
      '  Iter 4 · failed',
    ]);
    const outline = new Outline(exploration(log), inTree);
    assert.match(item(outline, 'Iter 3').description, /stated parent 1$/);
    assert.equal(outline.roots[0]?.description, '1-4 · best 0.500 · 3 in the tree');
  });

  it('shows every entry of a circle of parents once', () => {
    const log = [
      entry({ id: 1, parent: 'root' }),
      entry({ id: 2, parent: 4 }),
      entry({ id: 3, parent: 2 }),
      entry({ id: 4, parent: 3 }),
    ].join('');
    assert.deepEqual(lines(exploration(log), inTree), [
      'Block 1',
      ' Iter 1',
      ' Iter 2',
      '  Iter 3',
      '   Iter 4',
    ]);
  });

  it('leaves out of the tree what another entry with its Node id overwrites', () => {
    const log = [entry({ id: 1 }), entry({ id: 2, metrics: '0.4' }), entry({ id: 3, node: 2 })].join('');
    const outline = new Outline(exploration(log), inTree);
    assert.deepEqual(lines(outline.exploration, inTree), [
      'Block 1',
      ' Iter 1',
      ' Iter 3',
      ' Not in the tree',
      '  Iter 2',
    ]);
    const facts = outline.factsOf(item(outline, 'Iter 2').node!);
    assert.equal(
      facts.find(({ name }) => name === 'Tree')?.value,
      'not in the tree: another entry has the same Node id',
    );
  });

  it('follows a wrong Node id into another block', () => {
    assert.deepEqual(lines(exploration(entry({ id: 1 }) + entry({ id: 2, node: 22 })), inTree), [
      'Block 1',
      ' Iter 1',
      'Block 2',
      ' Iter 2',
    ]);
  });

  it('says why there is no tree', () => {
    const [note, dropped, ...more] = new Outline(exploration(entry({ id: 1, metrics: '0.5.5' })), inTree)
      .roots;
    assert.equal(note?.kind, 'note');
    assert.match(note.description, /V_rest_R2 is 0\.5\.5, which is no number/);
    assert.deepEqual([dropped?.label, dropped?.children.length, more.length], ['Not in the tree', 1, 0]);
    const [other] = new Outline(unknown('## Iter 1: fine\nMetrics: x=1\n'), inTree).roots;
    assert.match(other?.description ?? '', /No protocol fits/);
  });

  it('holds a chain as long as the log', () => {
    const log = Array.from({ length: 3000 }, (_, i) => entry({ id: i + 1, parent: i || 'root' })).join('');
    const outline = new Outline(exploration(log, noBlocks), inTree);
    const items = all(outline);
    assert.equal(items.length, 3000);
    assert.equal(items.at(-1)?.node?.id, 3000);
    assert.equal(
      items.filter(({ isOpen, isParent }) => isOpen && isParent).length,
      8,
      'only its beginning is open',
    );
  });
});

describe('an outline', () => {
  it('of a log without entries is empty', () => {
    for (const options of [inBatches, inTree, { ...inBatches, currentBlockOnly: true }])
      for (const from of [exploration('# A log\n'), unknown('')])
        assert.deepEqual(new Outline(from, options).roots, []);
  });

  it('can leave out all blocks but the current one', () => {
    for (const order of ['batch', 'tree'] as const) {
      const outline = new Outline(exploration(makeLog(30)), { order, currentBlockOnly: true });
      assert.deepEqual(
        outline.roots.map(({ label }) => label),
        ['Block 3'],
      );
      const { exploration: from } = outline;
      assert.equal(outline.itemOf(from.node(3)!), undefined);
      assert.equal(outline.itemOf(from.node(26)!)?.node?.id, 26);
    }
  });

  it('finds the item of every entry, and from it the way up', () => {
    for (const options of [inBatches, inTree]) {
      const outline = new Outline(exploration(makeLog(30)), options);
      for (const node of outline.exploration.nodes) {
        const found = outline.itemOf(node);
        assert.equal(found?.node, node);
        let top: OutlineItem = found;
        while (top.parent) {
          assert.ok(top.parent.children.includes(top));
          top = top.parent;
        }
        assert.ok(outline.roots.includes(top));
      }
    }
  });

  it('knows the entry at a place and the place of an entry, also of equal ones', () => {
    const twin = entry({ id: 1 });
    const log = `# Log\n\n${twin}---\nBetween entries\n${twin}`;
    const outline = new Outline(exploration(log), inBatches);
    const [first, second] = outline.exploration.nodes;
    const header = log.indexOf('## Iter');
    assert.deepEqual(outline.headerOf(first!), {
      start: header,
      end: header + '## Iter 1: V_rest partial'.length,
    });
    assert.equal(outline.headerOf(second!).start, log.lastIndexOf('## Iter'));
    assert.equal(outline.at(log.indexOf('Metrics')), first);
    assert.equal(outline.at(log.lastIndexOf('Metrics')), second);
    assert.equal(outline.at(log.indexOf('Between')), undefined);
    assert.equal(outline.at(0), undefined);
  });

  it('tells of an entry what its item has no room for', () => {
    const log =
      entry({ id: 1 }) +
      entry({ id: 2, parent: 1, config: 'lr_update=1.8E-3', mutation: 'lr_update: 0 -> 1.8E-3' });
    const outline = new Outline(exploration(log), inBatches);
    const facts = new Map(
      outline.factsOf(item(outline, 'Iter 2').node!).map(({ name, value }) => [name, value]),
    );
    assert.equal(facts.get('Metrics'), 'V_rest_R2 0.500, connectivity_R2 0.900');
    assert.equal(facts.get('Config'), 'lr_update=1.8E-3');
    assert.equal(facts.get('Mutation'), 'lr_update: 0 -> 1.8E-3');
    assert.equal(facts.get('Samples'), '1; mean 0.500; 1 of 3 samples of V_rest_R2');
    assert.equal(facts.get('Tree'), 'UCB 1.500, 1 visit, parent 1');
    assert.match(facts.get('Warning') ?? '', /\.$/);
  });
});

describeCorpus('outlines of real logs', () => {
  for (const folder of ['vrest', 'metabolism/rank50/688d615'])
    for (const { name, text } of corpusLogs(folder))
      it(`hold every entry once: ${name}`, () => {
        for (const protocol of [presets.vrest, presets.metabolism, presets.flyvis])
          for (const options of [inBatches, inTree]) {
            const from = exploration(text, protocol);
            const nodes = all(new Outline(from, options)).flatMap(({ node }) => node ?? []);
            assert.equal(nodes.length, from.nodes.length);
            assert.deepEqual(new Set(nodes), new Set(from.nodes));
          }
      });
});
