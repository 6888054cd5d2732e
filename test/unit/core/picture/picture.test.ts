/** What pictures show is what the core says: nothing is worked out anew on the way. */
import assert from 'node:assert/strict';
import { propose } from '../../../../src/core/batch/propose/propose.ts';
import { mutationText } from '../../../../src/core/batch/mutation-text.ts';
import { explorationOf } from '../../../../src/core/exploration/exploration.ts';
import { differencesFromParent } from '../../../../src/core/exploration/differences.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { nextBatch, pictureOf, withNextBatch } from '../../../../src/core/picture/picture.ts';
import { pictureSchema } from '../../../../src/core/picture/picture-schema.ts';
import type { Picture } from '../../../../src/core/picture/model.ts';
import { lastBatch, treesOf } from '../../../../src/core/picture/views.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { treeOf } from '../../../../src/core/tree/build.ts';
import { treeSettings } from '../../../../src/core/tree/settings.ts';
import type { Tree } from '../../../../src/core/tree/model.ts';
import { longLog, describeCorpus } from '../../../fixtures/corpus.ts';
import { entry, exploration, unknown } from '../../../fixtures/exploration.ts';
import { picturedLogs, tangled } from '../../../fixtures/pictured.ts';

/** What went through a message. */
const sent = (picture: Picture): Picture => pictureSchema.parse(JSON.parse(JSON.stringify(picture)));

/** A tree but for what the picture has no use for: the metrics beside the reward. */
const bare = ({ nodes, block, cycles }: Tree) => ({
  nodes: nodes.map(node => ({ ...node, metrics: {} })),
  block,
  cycles,
});

for (const { name, text, make } of picturedLogs) {
  describe(`a picture of ${name}`, () => {
    const from = make();
    const picture = pictureOf({ exploration: from }, 'a log');
    const { protocol } = from;

    it('is a message that comes through as it was sent', () => assert.deepEqual(sent(picture), picture));

    it('has the trees of the core, by block and as a whole, with effective and declared parents', () => {
      for (const parents of ['effective', 'declared'] as const)
        for (const scope of ['block', 'log'] as const) {
          const trees = treesOf(picture, { parents, scope, batch: lastBatch(picture) });
          for (const tree of trees) {
            const settings = { ...treeSettings(protocol, from.result.log), parents };
            const at = tree.block ? { iteration: tree.block.first } : { blockSize: 0 };
            assert.ok(from.builderReading);
            assert.deepEqual(bare(tree), bare(treeOf(from.builderReading, { ...settings, ...at })));
          }
          const drawn = trees.flatMap(({ nodes }) => nodes.map(({ id }) => id));
          const stored = [...(from.builderReading?.nodes.keys() ?? [])];
          assert.deepEqual(
            drawn.sort((a, b) => a - b),
            stored.sort((a, b) => a - b),
          );
        }
    });

    it('has the entries of the log with their places, outcomes and differences', () => {
      assert.equal(picture.entries.length, from.nodes.length);
      const lines = text.split('\n');
      const byOffset = new Map(picture.entries.map(one => [one.offset, one]));
      for (const node of from.nodes) {
        const own = byOffset.get(from.places.headerOf(node).start);
        assert.ok(own, String(node.id));
        assert.deepEqual(
          [own.id, own.slot, own.batch, own.block],
          [node.id, node.slot, node.batch, node.block],
        );
        assert.equal(own.node, from.treeNodeOf(node)?.id);
        assert.equal(lines[own.line - 1]?.includes(`Iter ${node.id}`), true);
        assert.deepEqual(
          own.differences.map(one => one.name),
          differencesFromParent(from, node).map(one => one.name),
        );
        const group = from.groupOf(node);
        if (from.node(node.id) === node)
          assert.equal(own.outcome === 'scored', group?.samples.includes(node) ?? false);
        const value = node.metric(protocol.reward);
        assert.equal(own.metrics[protocol.reward], Number.isFinite(value) ? value : undefined);
      }
      assert.equal(new Set(picture.entries.map(({ key }) => key)).size, picture.entries.length);
    });

    it('has the statistics of each config, in the order for readers', () => {
      assert.equal(picture.configs.length, from.ranked.length);
      for (const [i, { group, metrics }] of from.ranked.entries()) {
        const row = picture.configs[i];
        const { mean, std, n } = row?.metrics[protocol.reward] ?? {};
        const own = metrics[protocol.reward];
        assert.deepEqual([n, mean, std], [own?.n, own?.mean, own?.std]);
        assert.deepEqual(row?.metrics[protocol.reward]?.interval, own?.interval);
        const ids = row?.samples.map(key => picture.entries.find(one => one.key === key)?.id);
        assert.deepEqual(
          ids,
          group.samples.map(({ id }) => id),
        );
        assert.equal(row?.crashed, group.crashed.length);
      }
    });

    it('has each sample once under each parameter', () => {
      const scored = from.groups.reduce((sum, { samples }) => sum + samples.length, 0);
      for (const { values, name: parameter } of picture.parameters) {
        const keys = values.flatMap(({ samples }) => samples);
        assert.equal(new Set(keys).size, keys.length, parameter);
        if (protocol.baseline) assert.equal(keys.length, scored, parameter);
        assert.equal(values.filter(({ isBaseline }) => isBaseline).length, protocol.baseline ? 1 : 0);
      }
    });

    it('has the batch that propose chooses, or says why there is none', () => {
      const outcome = propose({ exploration: from });
      if (outcome.kind === 'refused') {
        assert.deepEqual(picture.proposal, []);
        assert.equal(picture.noProposal, `No next batch: ${outcome.message} ${outcome.advice}`);
        return;
      }
      assert.deepEqual(
        picture.proposal.map(({ slot, parent, change }) => [slot, parent, change]),
        outcome.proposal.slots.map(({ slot, parent, mutations }) => [
          slot,
          parent === 'root' ? 0 : parent,
          mutations.map(mutationText).join(', '),
        ]),
      );
    });
  });
}

describe('a picture', () => {
  const digits = '9'.repeat(400);
  for (const [what, text] of [
    ['iteration', entry({ id: 1 }) + entry({ id: 2 }).replaceAll(/(Iter |id=)2/g, `$1${digits}`)],
    ['parent', entry({ id: 1 }) + entry({ id: 2, parent: 1 }).replace('parent=1', `parent=${digits}`)],
    [
      'Next',
      entry({ id: 1, next: 1 }).replace('Next: parent=1', `Next: parent=${digits}`) + entry({ id: 2 }),
    ],
    [
      'metric',
      entry({ id: 1, metrics: '1e308' }) +
        entry({ id: 2, metrics: '1.7e308' }) +
        entry({ id: 3, metrics: '1.7e308' }),
    ],
    [
      'training time',
      entry({ id: 1 }).replace('connectivity_R2', 'training_time_min=9e307, connectivity_R2').repeat(3),
    ],
  ] as const)
    it(`comes through as it was sent with an endless ${what}`, () => {
      const picture = pictureOf({ exploration: exploration(text) }, 'a log');
      assert.deepEqual(pictureSchema.parse(JSON.parse(JSON.stringify(picture))), picture);
      assert.ok(picture.entries.length > 0);
    });

  it('can have its next batch chosen later', () => {
    const [before, after] = [
      entry({ id: 1 }),
      `${entry({ id: 1, metrics: '0.7' })}## Iter 2: x\nNode: id=2, parent=1\n`,
    ].map(text => ({ exploration: exploration(text) }));
    assert.ok(before && after);
    const [first, second] = [nextBatch(before), nextBatch(after)];
    assert.notDeepEqual(first, second);
    for (const [input, wrong, right] of [
      [before, second, first],
      [after, first, second],
    ] as const)
      assert.deepEqual(withNextBatch(pictureOf(input, 'a log', wrong), right), pictureOf(input, 'a log'));
  });

  const guides = (metric: string) => {
    const { metrics } = pictureOf({ exploration: exploration(tangled) }, 'a log');
    return metrics
      .find(({ name }) => name === metric)
      ?.guides.map(({ kind, low, high }) => [kind, low, high]);
  };

  it('has the baseline and the bounds of the protocol', () => {
    const mean = exploration(tangled).reference?.metrics;
    assert.deepEqual(guides('V_rest_R2'), [
      ['range', 0.11, 0.78],
      ['mean', mean?.V_rest_R2?.mean, mean?.V_rest_R2?.mean],
      ['goal', 0.55, 0.55],
    ]);
    const { mean: connectivity } = mean?.connectivity_R2 ?? {};
    assert.deepEqual(guides('connectivity_R2'), [
      ['mean', connectivity, connectivity],
      ['goal', 0.8, 0.8],
    ]);
    assert.deepEqual(guides('training_time_min'), [
      ['warn', 55, 55],
      ['limit', 60, 60],
    ]);
  });

  it('shows values that nobody tried', () => {
    const { parameters } = pictureOf({ exploration: exploration(tangled) }, 'a log');
    const lr = parameters.find(({ name }) => name === 'lr_update');
    assert.deepEqual(
      lr?.values.map(({ text, samples }) => [text, samples.length]),
      [
        ['0', 8],
        ['1.2E-3', 0],
        ['1.5E-3', 0],
        ['1.8E-3', 0],
        ['2.1E-3', 0],
        ['2.5E-3', 1],
        ['3E-3', 0],
      ],
    );
  });

  it('says why there is no tree', () => {
    const refused = exploration(entry({ id: 1, metrics: '0.5' }).replace('V_rest_R2=0.5', 'V_rest_R2=0.5.1'));
    const picture = pictureOf({ exploration: refused }, 'a log');
    assert.equal(picture.tree, undefined);
    assert.match(picture.remarks[0] ?? '', /The tree builder stops there/);
    const odd = pictureOf({ exploration: unknown('## Iter 1: fine\nMetrics: x=1\n') }, 'a log');
    assert.deepEqual(odd.remarks, ['No protocol fits this log, so no reward drives a search.']);
    assert.deepEqual(sent(odd), odd);
  });

  it('is refused when a part is missing or another version', () => {
    const picture = pictureOf({ exploration: exploration(tangled) }, 'a log');
    assert.equal(pictureSchema.safeParse({ ...picture, version: 2 }).success, false);
    assert.equal(pictureSchema.safeParse({ ...picture, entries: undefined }).success, false);
    assert.equal(pictureSchema.safeParse({ ...picture, more: 1 }).success, false);
  });
});

describeCorpus('the history of a log', () => {
  it('is that of the log cut behind each batch', () => {
    const text = longLog();
    const protocol = presets.metabolism;
    const picture = pictureOf({ exploration: exploration(text, protocol) }, 'a log');
    for (const batch of [1, 5, 17, 34]) {
      const next = text.search(new RegExp(`^#+ Iter ${batch * 4 + 1}:`, 'm'));
      const log = parse(next < 0 ? text : text.slice(0, next));
      const cut = explorationOf(lint(log, { protocol }));
      for (const tree of treesOf(picture, { parents: 'effective', scope: 'block', batch })) {
        const own = cut.treeAt(tree.block?.first ?? 1);
        assert.ok(own);
        const numbers = ({ nodes }: Tree) =>
          nodes.map(({ id, parent, visits, score }) => [id, parent, visits, score]);
        assert.deepEqual(numbers(tree), numbers(own));
      }
    }
  });
});
