/** What a tree says beside the score file. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { buildTree } from '../../../../src/core/tree/build.ts';
import { describePlace } from '../../../../src/core/tree/describe.ts';
import { drawMermaid, drawText } from '../../../../src/core/tree/draw.ts';
import type { Tree, TreeNode, TreeSettings } from '../../../../src/core/tree/model.ts';
import { treeSettings } from '../../../../src/core/tree/settings.ts';

const fixture = (name: string): string => readFileSync(`test/fixtures/tree/${name}.md`, 'utf8');

function build(text: string, given: Partial<TreeSettings> = {}): Tree {
  const log = parse(text);
  const result = buildTree(log, { ...treeSettings(presets.vrest, log), blockSize: 0, c: 1, ...given });
  assert.ok(result.ok);
  return result.tree;
}
const node = (tree: Tree, id: number): TreeNode => tree.byId.get(id)!;

describe('tree', () => {
  it('keeps declared and effective parents side by side', () => {
    const tree = build(fixture('next-reparents'));
    const { declaredParent, effectiveParent, overriddenBy } = node(tree, 3);
    assert.deepEqual([declaredParent, effectiveParent, overriddenBy], [1, 2, 2]);
    assert.equal(describePlace(node(tree, 2)), 'Node line: parent root, overridden by Next of 1');
    assert.equal(describePlace(node(tree, 4)), undefined);
  });

  it('of one log is another one by another reward or dialect, in any order', () => {
    const log = parse(fixture('next-reparents'));
    const rewards = (given: Partial<TreeSettings>): unknown => {
      const result = buildTree(log, { ...treeSettings(presets.vrest, log), ...given });
      assert.ok(result.ok);
      return result.tree.nodes.map(({ reward, metrics }) => [reward, Object.keys(metrics)]);
    };
    const wanted = [{}, { reward: 'connectivity_R2' }, { dialect: 'metabolism' as const }];
    const first = wanted.map(rewards);
    assert.equal(new Set(first.map(result => JSON.stringify(result))).size, 3);
    assert.deepEqual(wanted.toReversed().map(rewards), first.toReversed());
  });

  it('can be that of the Node lines', () => {
    const tree = build(fixture('next-reparents'), { parents: 'declared' });
    assert.deepEqual(
      tree.nodes.map(({ parent, visits }) => [parent, visits]),
      [
        [0, 3],
        [0, 1],
        [1, 1],
        [1, 1],
      ],
    );
  });

  it('says why a node is a root', () => {
    const reasons = (tree: Tree) => tree.nodes.map(({ rootReason }) => rootReason);
    assert.deepEqual(reasons(build(fixture('unscored-parent'))), [
      'stated',
      undefined,
      'unscored',
      'unknown',
    ]);
    assert.deepEqual(reasons(build(fixture('block'), { blockSize: 4 })), [
      'other-block',
      undefined,
      undefined,
      'other-block',
    ]);
  });

  it('reports circles', () => {
    const tree = build(fixture('cycle'));
    assert.deepEqual(tree.cycles, [[1, 2]]);
    assert.deepEqual(
      tree.nodes.map(({ onCycle }) => onCycle),
      [true, true, false, false],
    );
    assert.match(drawText(tree), /each other's ancestors/);
  });

  it('scores by UCB1 on request', () => {
    const { score } = node(build(fixture('next-reparents'), { formula: 'ucb1', c: 2 }), 2);
    assert.equal(score.toFixed(6), (0.4 + 2 * Math.sqrt(Math.log(4) / 2)).toFixed(6));
  });

  it('is drawn by indentation', () => {
    assert.deepEqual(
      drawText(build(fixture('next-reparents')))
        .split('\n')
        .slice(2),
      [
        '1  UCB=0.900  V_rest_R2=0.500  visits=4',
        '  2  UCB=1.067  V_rest_R2=0.400  visits=2  W_L2: 2.5E-6 -> 3E-6  [Node line: parent root, overridden by Next of 1]',
        '    3  UCB=1.300  V_rest_R2=0.300  visits=1  [Node line: parent 1, overridden by Next of 2]',
        '  4  UCB=1.200  V_rest_R2=0.200  visits=1',
        '',
      ],
    );
  });

  it('is drawn by Mermaid, where log text cannot be markup', () => {
    const evil = fixture('next-reparents').replace('W_L2: 2.5E-6', '%%{init}%% "]; <b>`x`');
    const drawn = drawMermaid(build(evil));
    assert.match(drawn, /^ {2}n1 --> n2$/m);
    assert.match(drawn, /^ {2}n1 -\. stated \.-> n3$/m);
    const label = /n2\["(.*)"\]/.exec(drawn)![1]!.replaceAll('<br/>', '');
    assert.doesNotMatch(label, /["<>`%{}\]]/);
  });
});
