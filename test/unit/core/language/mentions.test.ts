/** Which numbers of a log name iterations, and in what role. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionsIn } from '../../../../src/core/language/mentions.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { arbitraryLog } from '../../../fixtures/arbitrary.ts';

/** `role id` of every mention, each checked to stand where it says. */
function mentions(text: string): string[] {
  return parse(text).sections.flatMap(section =>
    mentionsIn(section).map(({ role, id, span }) => {
      assert.equal(Number(section.text.slice(span.start, span.end)), id);
      return `${role} ${id}`;
    }),
  );
}
const prose = (line: string): string[] => mentions(`${line}\n`).map(found => found.replace('prose ', ''));

describe('the mentions of iterations', () => {
  it('are in the header, the Node line, the Next line and a re-run, each with its role', () => {
    const text = [
      '## Iter 13: V_rest partial',
      'Node: id=13, parent=5',
      'Mode/Strategy: robustness-check (like Iter 12)',
      'Config: lr_update=0, seed=42',
      'Metrics: V_rest_R2=0.5, connectivity_R2=0.9',
      'Mutation: [none] — robustness re-run of Node 21',
      'Parent rule: Node 5 has the highest UCB',
      'Observation: within Node 21 range, better than Iter 12',
      'Next: parent=6',
      'Verdict: keep id=7',
      '',
    ].join('\n');
    assert.deepEqual(mentions(text), [
      'header 13',
      'node 13',
      'parent 5',
      'prose 12',
      'rerun 21',
      'prose 5',
      'prose 21',
      'prose 12',
      'next 6',
      'prose 7',
    ]);
  });

  it('are never root', () => {
    for (const parent of ['root', 'None', '0'])
      assert.deepEqual(
        mentions(`## Iter 1: failed\nNode: id=1, parent=${parent}\nNext: parent=${parent}\n`),
        ['header 1', 'node 1'],
      );
  });

  it('are read in every form that a log has', () => {
    const header = '## Iter 9: partial';
    for (const [line, ...expected] of [
      ['Node: id=9, parent=4, V=1', 'node 9', 'parent 4'],
      ['Node: id=9, parent=4 (Block 4 champion)', 'node 9', 'parent 4'],
      ['- Node: id=9, parent=4', 'node 9', 'parent 4'],
      ['Node: 9 parent: 4', 'node 9', 'parent 4'],
      ['Node: id=009, parent=04', 'node 9', 'parent 4'],
      ['Next: parent=4 (pending Iter 3)', 'next 4', 'prose 3'],
      ['Next: Node 4', 'next 4'],
      ['Next: (pending)'],
      ['Mutation: replicate of Iter 120', 'rerun 120'],
      ['Mutation: None (baseline)'],
      ['Mutation: lr_update: 0 -> 1.8E-3 (from Iter 6: W_L2)', 'prose 6'],
      ['Node: id=9, parent=4\nNode: id=9, parent=5', 'node 9', 'parent 4', 'node 9', 'parent 5'],
    ])
      assert.deepEqual(mentions(`${header}\n${line}\n`), ['header 9', ...expected], line);
    for (const other of ['### Iter 9: robust', '## Iteration 9: failed', ' ## Iter 9 partial'])
      assert.deepEqual(mentions(`${other}\nNode: id=9, parent=root\n`), ['header 9', 'node 9'], other);
  });

  it('in prose are numbers after a word for an iteration, with the list or range that follows', () => {
    assert.deepEqual(prose('Node 21, node 22, Iter 12, iteration 13, Iter #14, id=5, parent=6'), [
      ...['21', '22', '12', '13', '14', '5', '6'],
    ]);
    assert.deepEqual(prose('### Batch 2 (Iter 5-8): Iters 3–5, Iter 9/10'), ['5', '8', '3', '5', '9', '10']);
    assert.deepEqual(prose('Iter 17 and 18, Iters 1, 2 and 4, Nodes 7 & 8'), [
      ...['17', '18', '1', '2', '4', '7', '8'],
    ]);
    assert.deepEqual(prose('**Slot 0 (id=9)**: as Iter 6.'), ['9', '6']);
    assert.deepEqual(prose("Node 21's range; Iter 5."), ['21', '5']);
  });

  it('in prose are no other numbers', () => {
    for (const line of [
      'lr_node=5, n_iter=12, hidden_dim_node: 64, grid=3, seed 42',
      'Batch 2, Block 3, Slot 1, 12 iterations',
      'Iter 1.5, Node 5x, Iter 5e3, parent=0, Node 0, parent=root',
      'node: 5, iterations of 3',
    ])
      assert.deepEqual(prose(line), [], line);
    assert.deepEqual(prose('Iter 5, 3 samples; Iter 6-0.5; Iter 7 - 8 runs'), ['5', '6', '7']);
  });

  it('in code fences and comments are what the tree builder reads, no prose', () => {
    assert.deepEqual(
      mentions('```\nIter 5\nNode: id=3, parent=2\nNext: parent=root\n```\n<!-- Iter 6 -->\n'),
      ['node 3', 'parent 2'],
    );
    assert.deepEqual(mentions('```\n## Iter 4: failed\nNode: id=4, parent=2\nNext: parent=3\n```\n'), [
      'header 4',
      'node 4',
      'parent 2',
      'next 3',
    ]);
  });

  it('are asked for once', () => {
    const [section] = parse('## Iter 1: failed\n').sections;
    assert.ok(section);
    assert.equal(mentionsIn(section), mentionsIn(section));
  });

  it('stand in the order of the text and do not overlap, whatever the text', () => {
    fc.assert(
      fc.property(arbitraryLog, text => {
        for (const section of parse(text).sections) {
          let last = 0;
          for (const { id, span } of mentionsIn(section)) {
            assert.ok(last <= span.start && span.start < span.end);
            const digits = section.text.slice(span.start, span.end);
            assert.match(digits, /^\d+$/);
            assert.ok(id >= 1 && id === Number(digits));
            last = span.end;
          }
        }
      }),
    );
  });
});
