/** The plan file: read, added to by splices, and live or stale. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPlan } from '../../../../src/core/batch/plan-read.ts';
import { appendBatch, newPlan, recordResults } from '../../../../src/core/batch/plan-write.ts';
import type { PlanChange } from '../../../../src/core/batch/plan-write.ts';
import { isRecorded, livePlan } from '../../../../src/core/batch/plan.ts';
import type { PlannedBatch } from '../../../../src/core/batch/plan.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { anyBatch, anyResult, hash, plannedBatch } from '../../../fixtures/plans.ts';

const batchesOf = (text: string) => {
  const { plan, problems } = readPlan(text);
  assert.deepEqual(problems, []);
  return plan?.batches;
};
function changed(text: string, change: PlanChange): string {
  assert.ok('edits' in change, 'refusal' in change ? change.refusal : '');
  return applyEdits(text, change.edits);
}
const append = (text: string, batch: PlannedBatch) => changed(text, appendBatch(text, batch));
const record = (text: string, iterations: number[], slots: Record<number, string>) =>
  changed(
    text,
    recordResults(
      text,
      iterations,
      Object.entries(slots).map(([slot, digit]) => ({ slot: Number(slot), hash: hash(digit) })),
    ),
  );

const first = plannedBatch(1);
const second = plannedBatch(5);

describe('a new plan', () => {
  it('reads well, to people and to PyYAML', () => {
    const lines = newPlan('x_Claude', first).split('\n');
    assert.deepEqual(lines.slice(2, 17), [
      'version: 1',
      'exploration: x_Claude',
      'batches:',
      '  - iterations: [1, 2, 3, 4]',
      '    slots:',
      '      - slot: 0',
      '        role: exploit',
      '        parent: root',
      '        mutations: []',
      '        config: {lr_update: 0, recurrent: false, time_step: 1, W_L2: 2.5e-06, grad_clip_W: 0, n_epochs: 1}',
      '        minutes: 33',
      '        reason: "Slot 0: because of \\"this\\" # and that."',
      '        score: 2.314',
      '        samples: [1]',
      '      - slot: 1',
    ]);
    assert.deepEqual(lines[20], '          - {parameter: lr_update, old: 0, new: 0.0018}');
    assert.deepEqual(batchesOf(lines.join('\n')), [first]);
  });
});

describe('adding to a plan', () => {
  const start = newPlan('x_Claude', first);

  it('puts a batch at the end and leaves the rest', () => {
    const after = append(start, second);
    assert.ok(after.startsWith(start));
    assert.deepEqual(batchesOf(after), [first, second]);
  });

  it('keeps comments, unknown keys, line breaks and the way a person wrote it', () => {
    const own = [
      '\uFEFF# ours',
      'version: 1',
      'owner: Ada # a key of our own',
      'batches: # all of them',
      '- iterations: [1]',
      '  note: a dash - and a key that nobody knows',
      '  # a comment at the end',
      '',
    ].join('\r\n');
    const after = append(own, second);
    assert.ok(after.startsWith(own));
    assert.ok(!after.replaceAll('\r\n', '').includes('\n'));
    assert.deepEqual(batchesOf(after), [{ iterations: [1] }, second]);
    const recorded = record(after, [1], { 0: 'a' });
    assert.equal(recorded.replace(`  results:\r\n    - {slot: 0, hash: "${hash('a')}"}\r\n`, ''), after);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['a comment', '# later\n'],
    ['no list', 'version: 1\n'],
    ['an empty list', 'version: 1\nbatches: []\n'],
    ['an empty list without a line break', 'version: 1\nbatches: []'],
    ['a key without a value', 'version: 1\nbatches:\n'],
    ['a key without a value before another', 'version: 1\nbatches: # none yet\nmore: 1\n'],
    ['a key with null', 'batches: ~ # none\nversion: 1\n'],
    ['a document start', '---\nversion: 1\n'],
    ['a document end', 'version: 1\nbatches: []\n...\n'],
  ] as const)
    it(`begins where there is ${what}`, () => {
      const after = append(text, first);
      assert.deepEqual(batchesOf(after), [first]);
      const kept = text.replace(/\[\]|~/, '');
      assert.ok(kept.split('\n').every(line => after.includes(line)));
    });

  it('puts a batch before keys that come later, as their writer meant them', () => {
    const own = 'batches:\n  - iterations: [1] # one\n\n# about the version\nversion: 1\n';
    const after = append(own, second);
    assert.deepEqual(batchesOf(after), [{ iterations: [1] }, second]);
    assert.match(
      after,
      /# one\n {2}- iterations: \[5, 6, 7, 8\]\n[^]*\n\n# about the version\nversion: 1\n$/,
    );
  });

  it('records results in their batch, once', () => {
    const two = append(start, second);
    const one = record(two, [1, 2, 3, 4], { 2: 'a' });
    const more = record(record(one, [5, 6, 7, 8], { 0: 'b' }), [1, 2, 3, 4], { 0: 'c', 2: 'a' });
    assert.deepEqual(
      batchesOf(more)?.map(({ results }) => results),
      [
        [
          { slot: 2, hash: hash('a') },
          { slot: 0, hash: hash('c') },
        ],
        [{ slot: 0, hash: hash('b') }],
      ],
    );
    assert.deepEqual(recordResults(more, [1, 2, 3, 4], [{ slot: 2, hash: hash('a') }]), { edits: [] });
    const { plan } = readPlan(more);
    assert.ok(plan && isRecorded(plan, { slot: 2, hash: hash('a') }));
    assert.ok(!isRecorded(plan, { slot: 1, hash: hash('a') }));
    assert.deepEqual(
      more
        .split('\n')
        .filter(line => !/results:|hash:/.test(line))
        .join('\n'),
      two,
    );
  });

  it('records results of a batch that nobody planned', () => {
    const after = record('', [9, 10, 11, 12], { 3: 'f' });
    assert.deepEqual(batchesOf(after), [
      { iterations: [9, 10, 11, 12], results: [{ slot: 3, hash: hash('f') }] },
    ]);
  });

  it('refuses what it cannot add to, and says the way out', () => {
    for (const text of [
      'version: 1\nbatches: [{iterations: [1]}]\n',
      '{version: 1, batches: []}\n',
      'null\n',
    ]) {
      const change = appendBatch(text, first);
      assert.ok('refusal' in change, text);
      assert.match(change.refusal, /each batch on lines of its own\.$/);
    }
    const broken = appendBatch('version: 2\n', first);
    assert.ok(
      'refusal' in broken &&
        broken.refusal.startsWith('The plan cannot be read. The version of a plan is 1.'),
    );
    const impossible = appendBatch(start, { ...second, iterations: [5, 7] });
    assert.ok('refusal' in impossible);
  });

  it('gives back every batch that was ever added, whatever its texts and numbers', () =>
    fc.assert(
      fc.property(fc.array(anyBatch, { minLength: 1, maxLength: 4 }), fc.boolean(), (batches, crlf) => {
        let text = crlf ? '# ours\r\nversion: 1\r\n' : '';
        for (const batch of batches) {
          const after = append(text, batch);
          assert.ok(after.startsWith(text));
          text = after;
        }
        assert.deepEqual(batchesOf(text), batches);
      }),
      { numRuns: 60 },
    ));

  it('records any results in any batch without touching anything else', () =>
    fc.assert(
      fc.property(
        fc.array(anyBatch, { minLength: 1, maxLength: 3 }),
        fc.nat(2),
        anyResult(1),
        (batches, at, result) => {
          const text = batches.reduce(append, '# top\n');
          const { iterations } = batches[at % batches.length] ?? first;
          const after = changed(text, recordResults(text, iterations, [result]));
          const lines = text.split('\n');
          const kept = after.split('\n').filter(line => line === lines[0] && lines.shift() !== undefined);
          assert.equal(kept.join('\n'), text);
          const { plan } = readPlan(after);
          assert.ok(plan && isRecorded(plan, result));
        },
      ),
      { numRuns: 50 },
    ));
});

describe('reading a plan', () => {
  const marked = (text: string) =>
    readPlan(text).problems.map(({ span, message }) => [text.slice(span.start, span.end), message]);
  const batch = (rest: string) => `version: 1\nbatches:\n  - ${rest}\n`;

  for (const [name, text, problems] of [
    ['a list', '- a\n', [['- a\n', 'A plan is a mapping with `version` and `batches`.']]],
    ['no version', 'batches: []\n', [['batches', /^The version of a plan is 1\./]]],
    ['a newer version', 'version: 2\nbatches: []\n', [['2', /newer iterlog/]]],
    ['no YAML', 'version: [\n', [[/^/, /^This is not YAML/]]],
    ['two documents', 'version: 1\n---\nversion: 1\n', [[/./, /^This is not YAML/]]],
    [
      'a wrong type',
      batch('iterations: [one]'),
      [['one', '`batches.0.iterations.0` cannot be used: expected number, received string.']],
    ],
    ['no iterations', batch('results: []'), [['results', /`batches\.0\.iterations` cannot be used/]]],
    [
      'a gap',
      batch('iterations: [5, 7]'),
      [['7', 'The iterations of a batch follow one another: 7 cannot stand here.']],
    ],
    [
      'too few slots',
      batch('{iterations: [5], slots: []}'),
      [['slots', 'A batch of 1 iterations has 1 slots, not 0.']],
    ],
    [
      'a short hash',
      batch('{iterations: [5], results: [{slot: 0, hash: "sha256:ab"}]}'),
      [[/ab/, /64 hexadecimal digits/]],
    ],
    [
      'a slot that is not there',
      batch(`{iterations: [5], results: [{slot: 1, hash: "${hash('a')}"}]}`),
      [['1', 'The batch has no slot 1.']],
    ],
    [
      'a parent that is none',
      batch(
        '{iterations: [5], slots: [{slot: 0, role: exploit, parent: rot, mutations: [], config: {}, reason: x}]}',
      ),
      [['rot', '`batches.0.slots.0.parent` cannot be used: expected the number of an iteration, or root.']],
    ],
    [
      'a role that is none',
      batch(
        '{iterations: [5], slots: [{slot: 0, role: explor, parent: 1, mutations: [], config: {}, reason: x}]}',
      ),
      [['explor', /Did you mean `explore`\?$/]],
    ],
  ] as const)
    it(`names what is wrong: ${name}`, () => {
      const found = marked(text);
      assert.equal(found.length, problems.length, JSON.stringify(found));
      problems.forEach(([place, message], i) => {
        const [at = '', says = ''] = found[i] ?? [];
        for (const [actual, wanted] of [
          [at, place],
          [says, message],
        ] as const) {
          if (typeof wanted === 'string') assert.equal(actual, wanted);
          else assert.match(actual, wanted);
        }
      });
    });

  it('lets keys be that it does not know', () => {
    const text = 'version: 1\nnewer: {a: 1}\nbatches:\n  - {iterations: [1], newer: 2}\n';
    assert.deepEqual(readPlan(text).plan, { version: 1, batches: [{ iterations: [1] }] });
  });

  it('never throws, and every place lies inside the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'version: 1',
        'batches:',
        '\n',
        '\n  ',
        '- ',
        'iterations: ',
        '[1, 2]',
        '&a',
        '*a',
        '<<: ',
        '{',
        '}',
        '"',
        '\t',
        '...',
        '---',
        '\r\n',
        '\uFEFF',
        '#',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), pieces => {
        const text = pieces.join('');
        const { plan, problems } = readPlan(text);
        const count: number = problems.length;
        assert.ok(plan ? count === 0 : count > 0 && count <= 20);
        for (const { span } of problems)
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
        const change = appendBatch(text, first);
        if ('edits' in change)
          assert.deepEqual(readPlan(applyEdits(text, change.edits)).plan?.batches.at(-1), first);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a plan', () => {
  const plan = (...batches: PlannedBatch[]) => ({ version: 1 as const, batches });

  it('is live while its last batch is the next that is not wholly in the log', () => {
    for (const [last, batches] of [
      [0, [first]],
      [4, [first, second]],
      [6, [first, second]],
    ] as const) {
      const live = livePlan(plan(...batches), last);
      assert.deepEqual(live, { kind: 'live', batch: batches.at(-1) });
    }
  });

  it('is stale when the log is elsewhere', () => {
    const message = 'The plan is stale: it is for iterations 5-8, but the next iteration of the log is';
    for (const last of [0, 3, 8, 20])
      assert.deepEqual(livePlan(plan(first, second), last), {
        kind: 'stale',
        batch: second,
        message: `${message} ${last + 1}.`,
      });
    const stale = livePlan(plan({ iterations: [3], slots: [] }), 7);
    assert.match(stale.kind === 'stale' ? stale.message : '', /is for iteration 3, but/);
  });

  it('is none without batches, and where the next batch was not planned', () => {
    assert.deepEqual(livePlan(plan(), 3), { kind: 'none' });
    assert.deepEqual(livePlan(plan(first, { iterations: [5, 6], results: [] }), 4), { kind: 'none' });
  });
});
