/** What is offered while somebody types an entry. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { complete } from '../../../../src/core/language/completion/complete.ts';
import type { Completion } from '../../../../src/core/language/completion/item.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../../src/core/protocol/universal.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { ranked } from '../../../../src/core/tree/ranked.ts';
import { arbitraryLog } from '../../../fixtures/arbitrary.ts';
import { makeLog } from '../../../fixtures/make-log.ts';
import { asked, exploring } from './asked.ts';

function offered(marked: string, protocol?: Protocol): readonly Completion[] {
  const { exploration, offset } = asked(marked, protocol);
  const items = complete(exploration, offset);
  assert.deepEqual(
    items.map(item => item.sortText),
    items.map(item => item.sortText).toSorted(),
  );
  return items;
}
const labels = (marked: string, protocol?: Protocol): string[] =>
  offered(marked, protocol).map(item => item.label);

/** The text once the item is chosen. */
function chosen(marked: string, label: string): string {
  const { text, exploration, offset } = asked(marked);
  const item = complete(exploration, offset).find(other => other.label === label);
  assert.ok(item, `${label} is offered`);
  return applyEdits(text, [{ ...item.range, text: item.insertText }]);
}
const detailOf = (marked: string, label: string): string | undefined =>
  offered(marked).find(item => item.label === label)?.detail;

interface Run {
  readonly parent?: string;
  readonly config?: string;
  readonly metrics?: string;
  readonly mutation?: string;
}

/** An entry with all its lines. */
function run(id: number, given: Run = {}): string {
  const { parent = 'root', config = 'lr_update=0', mutation = 'lr_update: 0 -> 1.8E-3' } = given;
  const { metrics = 'V_rest_R2=0.5, connectivity_R2=0.9' } = given;
  return `## Iter ${id}: V_rest partial
Node: id=${id}, parent=${parent}
Mode/Strategy: exploit
Config: ${config}
Metrics: ${metrics}
Mutation: ${mutation}
Parent rule: highest UCB
Observation: nothing yet
Next: parent=root

`;
}

/** A batch to go on from: two runs of lr_update 1.8E-3, one of 2.5E-3, one lost run. */
const first = [
  run(1, { mutation: '[none] — robustness re-run of Node 21' }),
  run(2, { config: 'lr_update=1.8E-3', metrics: 'V_rest_R2=0.7, connectivity_R2=0.9' }),
  run(3, { config: 'lr_update=1.8E-3', metrics: 'V_rest_R2=0.6, connectivity_R2=0.9' }),
  run(4, { config: 'lr_update=3E-3', metrics: 'FAILED' }),
].join('');
/** The entry after them, with these lines. */
const fifth = (...lines: string[]): string => `${first}## Iter 5: V_rest partial\n${lines.join('\n')}`;
const child = 'Node: id=5, parent=2';
const reruns = ['[none] — robustness re-run of Node 2', '[none] — robustness re-run of Node 1'];

describe('completion of field names', () => {
  const all = [
    'Node',
    'Mode/Strategy',
    'Config',
    'Metrics',
    'Mutation',
    'Parent rule',
    'Observation',
    'Next',
  ];

  it('offers the lines that an entry lacks, those after the line above first', () => {
    assert.deepEqual(labels(fifth('|')), all);
    assert.deepEqual(labels(fifth(child, 'Config: lr_update=0', '|')), [
      ...['Metrics', 'Mutation', 'Parent rule', 'Observation', 'Next', 'Mode/Strategy'],
    ]);
    assert.deepEqual(labels(fifth(child, '|', '', 'Next: parent=2')), all.slice(1, -1));
  });

  it('goes by what was typed', () => {
    assert.deepEqual(labels(fifth(child, 'Mut|')), ['Mutation']);
    assert.deepEqual(labels(fifth(child, 'm|')), ['Mode/Strategy', 'Metrics', 'Mutation']);
    assert.deepEqual(labels(fifth(child, 'Nod|')), []);
    assert.equal(chosen(fifth(child, 'Mut|'), 'Mutation'), fifth(child, 'Mutation: '));
    assert.equal(chosen(fifth(child, '', 'parent r|'), 'Parent rule'), fifth(child, '', 'Parent rule: '));
  });

  it('begins what the line always begins with', () => {
    assert.equal(chosen(fifth('|'), 'Node'), fifth('Node: id=5, parent='));
    assert.equal(chosen(fifth('N|'), 'Next'), fifth('Next: parent='));
  });

  it('is offered in entries alone', () => {
    for (const text of [
      '|',
      '# Title\n\nM|',
      fifth(child, '', '### Summary', 'M|'),
      fifth(child, '', '---', '', 'M|'),
      fifth(child, '```', 'M|', '```'),
      fifth(child, '<!--', 'M|', '-->'),
      `\`\`\`\n## Iter 1: failed\nM|\n\`\`\``,
    ])
      assert.deepEqual(labels(text), [], text.slice(-40));
  });
});

describe('completion of parents', () => {
  it('offers the iterations before the batch by their score, and root', () => {
    const text = fifth('Node: id=5, parent=|');
    const tree = exploring(text.replace('|', '')).treeAt(5);
    assert.ok(tree);
    const order = ranked(tree).map(({ id }) => String(id));
    assert.deepEqual(order, ['2', '3', '1']);
    assert.deepEqual(labels(text), [...order, 'root']);
    assert.equal(detailOf(text, '2'), 'UCB 1.925 · V_rest_R2 0.700 · 2 samples');
    assert.equal(detailOf(text, 'root'), 'the baseline, Node 21');
    const [best] = offered(text);
    assert.match(
      best?.documentation() ?? '',
      /^Iter 2: V_rest partial\nlr_update=1.8E-3\nlr_update: 0 -> 1.8E-3$/,
    );
  });

  it('never offers siblings to a Node line', () => {
    const text = `${first}${run(5)}${run(6)}## Iter 7: failed\nNode: id=7, parent=|`;
    assert.deepEqual(labels(text).toSorted(), ['1', '2', '3', 'root']);
    assert.deepEqual(labels('## Iter 1: failed\nNode: id=1, parent=|'), ['root']);
  });

  it('replaces what stands there', () => {
    for (const typed of ['|', '1|', '|13', 'r|oot', '1|3'])
      assert.equal(
        chosen(fifth(`Node: id=5, parent=${typed}`, 'Mode: x'), '2'),
        fifth(child, 'Mode: x'),
        typed,
      );
    assert.equal(chosen(fifth('Node: id=5, parent=|, V=1'), '2'), fifth(`${child}, V=1`));
  });

  it('begins an empty line', () => {
    assert.equal(chosen(fifth('Node: |'), 'id=5, parent='), fifth('Node: id=5, parent='));
    assert.equal(chosen(fifth('Node: id|'), 'id=5, parent='), fifth('Node: id=5, parent='));
    assert.equal(chosen(fifth('Node: id=5|'), 'id=5, parent='), fifth('Node: id=5, parent='));
    assert.equal(chosen(fifth('Next: p|'), 'parent='), fifth('Next: parent='));
    assert.deepEqual(labels(fifth('Node: |id=5, parent=2')), []);
  });

  it('of a Next line begin with the declared parent of the next iteration', () => {
    const text = `${first}${run(5).replace('Next: parent=root', 'Next: parent=|')}${run(6, { parent: '1' })}`;
    assert.deepEqual(labels(text), ['1', '2', '3', '5', 'root']);
    assert.match(detailOf(text, '1') ?? '', /^parent of Iter 6 · UCB /);
    assert.deepEqual(labels(fifth('Metrics: V_rest_R2=0.9, connectivity_R2=0.9', child, 'Next: parent=|')), [
      ...['5', '2', '3', '1', 'root'],
    ]);
  });

  it('in a new block are those of the block before', () => {
    const text = `${makeLog(12)}\n## Iter 13: failed\nNode: id=13, parent=|`;
    const offers = labels(text);
    assert.equal(offers.length, 13);
    assert.ok(offers.includes('12'));
  });

  it('are the runs with results where there are no scores', () => {
    assert.deepEqual(labels(fifth('Node: id=5, parent=|'), universal), ['3', '2', '1', 'root']);
    const broken = fifth('Node: id=5, parent=|').replace('V_rest_R2=0.7', 'V_rest_R2=0.7.7');
    assert.deepEqual(labels(broken), ['3', '2', '1', 'root']);
  });
});

describe('completion of a Config line', () => {
  it('offers the parameters that it does not name, those of every Config line first', () => {
    const offers = offered(fifth(child, 'Config: lr_update=0, |'));
    assert.deepEqual(
      offers.slice(0, 5).map(item => item.label),
      ['recurrent', 'time_step', 'W_L2', 'grad_clip_W', 'n_epochs'],
    );
    assert.ok(!offers.some(item => item.label === 'lr_update'));
    assert.equal(offers[0]?.detail, 'Node 2: F');
    assert.match(
      offers[2]?.documentation() ?? '',
      /^tunable, 2.5E-6 to 5E-6; baseline 2.5E-6\ncandidates: 2.5E-6, /,
    );
    assert.equal(
      chosen(fifth(child, 'Config: lr_update=0, W|'), 'W_L2'),
      fifth(child, 'Config: lr_update=0, W_L2='),
    );
    assert.equal(
      chosen(fifth(child, 'Config: lr_up|=0, W_L2=3E-6'), 'lr_update'),
      fifth(child, 'Config: lr_update=0, W_L2=3E-6'),
    );
  });

  it('offers the value that the mutation says, then the parent’s, then the candidates', () => {
    assert.deepEqual(labels(fifth(child, 'Config: lr_update=|', 'Mutation: lr_update: 1.8E-3 -> 2.1E-3')), [
      ...['2.1E-3', '1.8E-3', '0', '1.2E-3', '1.5E-3', '2.5E-3', '3E-3'],
    ]);
    assert.deepEqual(labels(fifth(child, 'Config: recurrent=|')), ['F', 'T']);
    assert.equal(detailOf(fifth(child, 'Config: recurrent=|'), 'F'), 'as Node 2');
    assert.deepEqual(labels(fifth('Config: lr_W=|')), ['6E-4']);
    assert.deepEqual(labels(fifth('Config: lr_upd=|', 'Node: id=5, parent=2')).slice(0, 1), ['1.8E-3']);
    assert.deepEqual(labels(fifth('Config: foo=|')), []);
  });

  it('goes on over continuation lines, and not into functions', () => {
    assert.equal(labels(fifth('Config: lr_update=0,', '  |', child))[0], undefined);
    assert.equal(labels(fifth('Config: lr_update=0,', '  r|', child))[0], 'recurrent');
    assert.deepEqual(labels(fifth('Config: W_init=randn_scaled(scale=1.0 |')), []);
  });

  it('offers what the start batch prescribes', () => {
    const text = '## Iter 2: failed\nNode: id=2, parent=root\nConfig: lr_update=|';
    assert.equal(labels(text)[0], '1.8E-3');
    assert.equal(detailOf(text, '1.8E-3'), 'slot 1 of the start batch');
  });

  it('offers what the log used where the protocol has no candidates', () => {
    const text = fifth(child, 'Config: lr_update=|');
    assert.deepEqual(labels(text, presets.flyvis), ['1.8E-3', '0', '3E-3']);
  });
});

describe('completion of a Mutation line', () => {
  it('offers what can change, with the parent’s value written out', () => {
    const offers = offered(fifth(child, 'Mutation: |'));
    assert.deepEqual(
      offers.slice(0, 6).map(item => item.label),
      ['lr_update', 'recurrent', 'time_step', 'W_L2', 'grad_clip_W', 'n_epochs'],
    );
    assert.deepEqual(
      offers.slice(-2).map(item => item.label),
      reruns,
    );
    assert.ok(!offers.some(({ label }) => label === 'lr_W' || label === 'seed'));
    assert.equal(
      chosen(fifth(child, 'Mutation: lr_upd|'), 'lr_update'),
      fifth(child, 'Mutation: lr_update: 1.8E-3 -> '),
    );
    assert.equal(offers[0]?.goesOn, true);
    assert.equal(offers[0].detail, 'Node 2: 1.8E-3');
  });

  it('begins with what the Config line changes, and writes the whole pair', () => {
    const text = fifth(child, 'Config: lr_update=1.8E-3, W_L2=3E-6', 'Mutation: |');
    assert.deepEqual(labels(text).slice(0, 2), ['W_L2', 'lr_update']);
    assert.equal(detailOf(text, 'W_L2'), 'Node 2: 2.5E-6, Config: 3E-6');
    assert.equal(chosen(text, 'W_L2'), text.replace('|', 'W_L2: 2.5E-6 -> 3E-6'));
  });

  it('offers the parent’s value as the old one', () => {
    for (const typed of ['W_L2: |', 'W_L2:|', 'W_L2: 2|', 'W_L2: 2|.5'])
      assert.equal(
        chosen(fifth(child, `Mutation: ${typed}`), '2.5E-6'),
        fifth(child, 'Mutation: W_L2: 2.5E-6 -> '),
        typed,
      );
    assert.equal(
      chosen(fifth(child, 'Mutation: W_L2: 1|E-6 -> 3E-6'), '2.5E-6'),
      fifth(child, 'Mutation: W_L2: 2.5E-6 -> 3E-6'),
    );
    assert.equal(detailOf(fifth(child, 'Mutation: W_L2: |'), '2.5E-6'), 'as Node 2');
    assert.equal(
      detailOf(fifth('Node: id=5, parent=root', 'Mutation: W_L2: |'), '2.5E-6'),
      'as the baseline',
    );
    assert.deepEqual(labels(fifth('Mutation: W_L2: |')), []);
    assert.deepEqual(labels(fifth(child, 'Mutation: foo: |')), []);
  });

  it('offers new values, untried ones first and nearest first, then tried ones, never the old one', () => {
    const text = fifth('Node: id=5, parent=root', 'Mutation: lr_update: 0 -> |');
    assert.deepEqual(labels(text), ['1.2E-3', '1.5E-3', '2.1E-3', '2.5E-3', '3E-3', '1.8E-3']);
    assert.equal(detailOf(text, '2.5E-3'), 'untried');
    assert.equal(detailOf(text, '1.8E-3'), '2 samples, mean 0.650');
    assert.equal(detailOf(text, '3E-3'), '1 run without a result');
  });

  it('counts a value as tried only beside the other pairs of the line, and before the entry', () => {
    const text = fifth('Node: id=5, parent=root', 'Mutation: W_L2: 2.5E-6 -> 3E-6, lr_update: 0 -> |');
    assert.equal(detailOf(text, '1.8E-3'), 'untried');
    const later = `${text.replace('parent=root', 'parent=2').replace(' -> |', ' ->|')}\n\n${run(6, { config: 'lr_update=2.1E-3, W_L2=3E-6' })}`;
    assert.equal(detailOf(later, '2.1E-3'), 'untried');
  });

  it('begins with the value of the own Config line', () => {
    const text = fifth(child, 'Config: lr_update=3E-3', 'Mutation: lr_update: 1.8E-3 -> |');
    assert.equal(labels(text)[0], '3E-3');
    assert.equal(detailOf(text, '3E-3'), 'as Config says · 1 run without a result');
  });

  it('is offered behind every arrow, and brings one along', () => {
    const line = 'Mutation: lr_update: 1.8E-3 -> 2.1E-3';
    for (const typed of ['-> |', '->|', '-> 2.1|', '-> |2.1E-3', '→ |', '=> 2|'])
      assert.equal(
        chosen(fifth(child, `Mutation: lr_update: 1.8E-3 ${typed}`), '2.1E-3').replace(/→|=>/, '->'),
        fifth(child, line),
        typed,
      );
    for (const typed of ['|', '-|'])
      assert.equal(
        chosen(fifth(child, `Mutation: lr_update: 1.8E-3 ${typed}`), '-> 2.1E-3'),
        fifth(child, line),
        typed,
      );
  });

  it('goes on behind whole pairs only, and names nothing twice', () => {
    const pair = 'lr_update: 1.8E-3 -> 2.1E-3';
    const more = labels(fifth(child, `Mutation: ${pair}, |`));
    assert.ok(
      more.includes('W_L2') && !more.includes('lr_update') && !more.some(label => label.startsWith('[')),
    );
    assert.ok(more.includes('lr_W'), 'lr_update unlocks it');
    assert.ok(labels(fifth(child, `Mutation: ${pair} (from Iter 2, again), |`)).includes('W_L2'));
    for (const typed of [
      `${pair} |`,
      `${pair}. Testing principle: "|`,
      `${pair}. It works, W|`,
      `${pair} (as Iter 2, |`,
      'the same as before, |',
      '[code] |',
      'lr_update=|',
    ])
      assert.deepEqual(labels(fifth(child, `Mutation: ${typed}`)), [], typed);
  });

  it('offers re-runs first where the slot or the mode is for them', () => {
    const eighth = (...lines: string[]) => `${first}## Iter 8: failed\n${lines.join('\n')}`;
    assert.deepEqual(labels(eighth('Mutation: |')).slice(0, 2), reruns);
    assert.deepEqual(labels(fifth('Mode/Strategy: robustness-check', 'Mutation: |')).slice(0, 2), reruns);
    const own = eighth('Node: id=8, parent=1', 'Config: lr_update=0', 'Mutation: |');
    assert.deepEqual(labels(own).slice(0, 2), reruns.toReversed());
    assert.equal(detailOf(own, reruns[0] ?? ''), '2 samples, mean 0.650');
    assert.equal(chosen(eighth('Mutation: [none|'), reruns[0] ?? ''), eighth(`Mutation: ${reruns[0]}`));
    assert.deepEqual(labels(eighth('Mutation: [none] — robustness re-run of Node |')), reruns);
    assert.equal(
      chosen(eighth('Mutation: [none] — robustness re-run of Node 1| (again)'), reruns[0] ?? ''),
      eighth(`Mutation: ${reruns[0]} (again)`),
    );
  });

  it('re-runs the baseline while the log has no sample of it', () => {
    const text = '## Iter 1: failed\nNode: id=1, parent=root\nMutation: [|';
    assert.deepEqual(labels(text), ['[none] — robustness re-run of Node 21']);
    assert.equal(detailOf(text, '[none] — robustness re-run of Node 21'), 'the baseline');
  });
});

describe('completion of statuses', () => {
  const header = (status: string, metrics = ''): string =>
    `${first}## Iter 5:${status}\n${metrics ? `Metrics: ${metrics}\n` : ''}`;

  it('offers the words of the protocol with what they mean', () => {
    const text = header(' |');
    assert.deepEqual(labels(text), ['V_rest success', 'V_rest partial', 'V_rest failed', 'failed']);
    assert.equal(detailOf(text, 'V_rest success'), 'V_rest_R2 > 0.6 and connectivity_R2 > 0.8');
    assert.equal(detailOf(text, 'V_rest partial'), '0.3 ≤ V_rest_R2 ≤ 0.6 and connectivity_R2 > 0.8');
    assert.equal(detailOf(text, 'V_rest failed'), 'V_rest_R2 < 0.3 or connectivity_R2 < 0.8');
    assert.equal(detailOf(text, 'failed'), 'a lost run');
    assert.deepEqual(labels(header(' |'), presets.metabolism), ['converged', 'partial', 'failed']);
    assert.deepEqual(labels(header(' |'), universal), []);
  });

  it('begins with the class of the metrics', () => {
    const text = header(' |', 'V_rest_R2=0.2, connectivity_R2=0.9');
    assert.equal(labels(text)[0], 'V_rest failed');
    assert.match(detailOf(text, 'V_rest failed') ?? '', /^by the metrics: /);
  });

  it('replaces what stands there', () => {
    for (const typed of [
      '|',
      ' |',
      ' V_r|',
      ' par|',
      ' V_rest par|tial',
      ' |V_rest partial',
      ' V_rest| failed',
    ])
      assert.equal(chosen(header(typed), 'V_rest success'), header(' V_rest success'), typed);
    assert.equal(chosen(header(' [V_rest |partial]'), 'V_rest failed'), header(' [V_rest failed]'));
    assert.equal(chosen(header(' par|tial (BEST)'), 'V_rest success'), header(' V_rest success (BEST)'));
  });

  it('is offered behind the colon of an iteration’s header only', () => {
    for (const text of ['## Iter |5: failed\n', '## It|er 5: failed\n', '## Block 1: |\n', '## Iter 5|\n'])
      assert.deepEqual(labels(text), [], text);
    assert.deepEqual(labels(header(' failed (out of memory, |')), []);
  });
});

describe('completion of modes', () => {
  it('begins with those of the slot', () => {
    assert.deepEqual(labels(fifth('Mode/Strategy: |')), ['exploit', 'explore', 'robustness-check']);
    assert.deepEqual(labels(`${first}## Iter 8: failed\nMode/Strategy: |`)[0], 'robustness-check');
    assert.deepEqual(labels(`${first}## Iter 7: failed\nMode: ex|`)[0], 'explore');
    assert.equal(detailOf(fifth('Mode/Strategy: |'), 'exploit'), 'slots 0, 1: exploit');
    assert.equal(detailOf(fifth('Mode/Strategy: |'), 'robustness-check'), 'slot 3: robustness');
  });

  it('begins with a re-run’s where the entry is one', () => {
    assert.equal(labels(fifth('Mode/Strategy: |', `Mutation: ${reruns[0]}`))[0], 'robustness-check');
  });

  it('replaces the word, and leaves a note', () => {
    assert.equal(
      chosen(fifth('Mode/Strategy: rob|ustness-check (again)'), 'explore'),
      fifth('Mode/Strategy: explore (again)'),
    );
    assert.deepEqual(labels(fifth('Mode/Strategy: exploit (|')), []);
  });
});

describe('completion', () => {
  it('is silent in prose', () => {
    for (const line of [
      'Observation: |',
      'Observation: better than N|',
      'Parent rule: parent=|',
      'Verdict: Mutation: |',
      'The M|',
      'Metrics: V_rest_R2=|',
      'No|de: id=5',
      '- Config: |',
    ])
      assert.deepEqual(labels(fifth(child, '', line)), [], line);
    assert.deepEqual(labels(`${first}### Plan\n\n- Config: |\n\nNode: id=5, parent=|`), []);
  });

  it('takes the place of a line break as it is', () => {
    const text = fifth('Node: id=5, parent=|', 'Mode/Strategy: exploit').replaceAll('\n', '\r\n');
    assert.equal(chosen(text, '2'), text.replace('|', '2'));
    assert.deepEqual(labels(fifth(child, 'M|').replaceAll('\n', '\r\n')).length, 3);
  });

  it('never throws, and replaces a piece of the cursor’s line, whatever the text', () => {
    fc.assert(
      fc.property(
        arbitraryLog,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom(...Object.values(presets), universal),
        (text, random, protocol) => {
          const exploration = exploring(text, protocol);
          for (let i = 0; i < 20; i++) {
            const offset = Number(random.next().value) % (text.length + 1);
            for (const { range, insertText, label } of complete(exploration, offset)) {
              assert.ok(0 <= range.start && range.start <= offset && offset <= range.end);
              assert.ok(range.end <= text.length && !/[\r\n]/.test(text.slice(range.start, range.end)));
              assert.ok(label !== '' && !/[\r\n]/.test(insertText));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
