/** Slot configs as PyYAML loads them, or refused with a reason. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRefusal } from '../../../../src/core/slots/model.ts';
import type { RefusalReason, SlotNode } from '../../../../src/core/slots/model.ts';
import { readSlot } from '../../../../src/core/slots/read.ts';
import { arbitraryBrokenConfig, arbitraryConfig } from '../../../fixtures/arbitrary-config.ts';
import { asLoaded, comparable, describePyYaml, loadAll } from '../../../fixtures/pyyaml.ts';

const read = (text: string) => {
  const document = readSlot(text);
  return isRefusal(document) ? document.reason : comparable(asLoaded(document.root));
};

const refused: [RefusalReason, string][] = [
  ['empty', ''],
  ['empty', '# nothing\n'],
  ['empty', '---\n'],
  ['not-a-mapping', '- a\n- b\n'],
  ['not-a-mapping', 'text\n'],
  ['syntax', 'a: [1'],
  ['syntax', 'a: b: c'],
  ['syntax', 'a: "open'],
  ['syntax', "a: 'it''s''"],
  ['character', '\uFEFF a: 1\nb: 2\n'],
  ['value', 'a: {:b: 1}\n'],
  ['anchor', 'a: &ä 1\n'],
  ['key', 'a: 1\n: 2\n'],
  ['syntax', `a: ${'['.repeat(100)}`],
  ['duplicate-key', 'a: 1\nb: 2\na: 3\n'],
  ['duplicate-key', 'training:\n  a: 1\n  "a": 2\n'],
  ['several-documents', 'a: 1\n---\nb: 2\n'],
  ['tab', 'a:\t1\n'],
  ['tab', 'a: 1\t# c\n'],
  ['tab', 'training:\n\ta: 1\n'],
  ['character', 'a: 1\rb: 2\n'],
  ['character', 'a: x\u0085y\n'],
  ['character', 'a: x\u0007\n'],
  ['key', '? a\n: 1\n'],
  ['key', '{[a]: 1}\n'],
  ['tag', 'a: !!float 1\n'],
  ['directive', '%YAML 1.1\n---\na: 1\n'],
  ['anchor', 'a: *x\n'],
  ['anchor', 'a: &x 1\nb: &x 2\n'],
  ['anchor', 'a: &x [*x]\n'],
  ['anchor', 'a: &x 1\n<<: *x\n'],
  ['value', 'a: =\n'],
  ['value', 'a: 0x_\n'],
  ['too-large', `a: ${'x'.repeat(5_000_000)}`],
];

/** The places of a tree, each with what stands there. */
function* placesIn(node: SlotNode): Generator<SlotNode> {
  yield node;
  if (node.sharing === 'alias' || node.sharing === 'merged') return;
  if (node.kind === 'list') for (const item of node.items) yield* placesIn(item);
  if (node.kind === 'map') for (const entry of node.entries) yield* placesIn(entry.node);
}

describe('readSlot', () => {
  for (const [reason, text] of refused) {
    it(`refuses: ${reason}, ${JSON.stringify(text.slice(0, 30))}`, () => {
      const found = readSlot(text);
      assert.ok(isRefusal(found));
      assert.equal(found.reason, reason);
      assert.match(found.message, /^(?:[A-Z]|iterlog |`).*\.$/);
      assert.ok(0 <= found.span.start && found.span.start <= found.span.end && found.span.end <= text.length);
    });
  }

  it('reads a file with Windows line ends and a byte order mark', () => {
    assert.deepEqual(
      read('\uFEFFa: 1\r\nb:\r\n  c: "x"\r\n'),
      comparable([
        'map',
        [
          ['a', ['integer', '1']],
          ['b', ['map', [['c', ['text', 'x']]]]],
        ],
      ]),
    );
  });

  it('follows anchors and merges', () => {
    assert.deepEqual(
      read('a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\n'),
      comparable([
        'map',
        [
          [
            'a',
            [
              'map',
              [
                ['p', ['integer', '1']],
                ['q', ['integer', '2']],
              ],
            ],
          ],
          [
            'b',
            [
              'map',
              [
                ['p', ['integer', '1']],
                ['q', ['integer', '3']],
              ],
            ],
          ],
        ],
      ]),
    );
  });

  it('knows where each value stands', () => {
    const text = 'a: "x"  # c\nb:\n  c: [1, 2]\n  d: |\n    text\n\ne:\n  - 1\n  - 2\n# end\n';
    const document = readSlot(text);
    assert.ok(!isRefusal(document));
    const written = [...placesIn(document.root)].slice(1).map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(written, [
      '"x"',
      'c: [1, 2]\n  d: |\n    text',
      '[1, 2]',
      '1',
      '2',
      '|\n    text',
      '- 1\n  - 2',
      '1',
      '2',
    ]);
  });

  it('never throws, and its places lie inside one another', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryBrokenConfig, fc.string({ unit: 'binary' }), fc.string()), text => {
        const document = readSlot(text);
        if (isRefusal(document)) return;
        for (const node of placesIn(document.root)) {
          assert.ok(node.span.start <= node.span.end && node.span.end <= text.length);
          const parts =
            node.kind === 'map'
              ? node.entries.map(entry => entry.node)
              : node.kind === 'list'
                ? node.items
                : [];
          if (node.sharing === 'none')
            for (const { span, sharing } of parts)
              if (sharing === 'none') assert.ok(span.end <= node.span.end);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describePyYaml('PyYAML', () => {
  const agree = (texts: readonly string[]) => {
    const readable = texts.filter(text => !isRefusal(readSlot(text)));
    loadAll(readable).forEach((result, i) =>
      assert.deepEqual(comparable(result), read(readable[i]!), JSON.stringify(readable[i])),
    );
    return readable.length;
  };

  it('loads what iterlog reads, with the same values', () => {
    assert.ok(agree(fc.sample(arbitraryConfig, { numRuns: 600, seed: 1 })) > 300);
  });

  it('loads what iterlog reads of broken files too', () => {
    assert.ok(agree(fc.sample(arbitraryBrokenConfig, { numRuns: 2000, seed: 2 })) > 300);
  });

  it('loads nothing, or no mapping, of what is refused as unreadable', () => {
    const mine: RefusalReason[] = ['tag', 'directive', 'key', 'too-large', 'duplicate-key', 'character'];
    const texts = refused.filter(([reason]) => !mine.includes(reason)).map(([, text]) => text);
    loadAll(texts).forEach(([kind], i) => assert.notEqual(kind, 'map', JSON.stringify(texts[i])));
  });
});
