/** One version of a log with its trees and configs, and what outlives an edit. */
import assert from 'node:assert/strict';
import { explorationOf } from '../../../../src/core/exploration/exploration.ts';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import type { LintResult } from '../../../../src/core/lint/engine.ts';
import { parse, update } from '../../../../src/core/log/parse.ts';
import type { ParsedLog } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../../src/core/protocol/universal.ts';
import { buildTree } from '../../../../src/core/tree/build.ts';
import { treeSettings } from '../../../../src/core/tree/settings.ts';
import { makeLog } from '../../../fixtures/make-log.ts';

const options = { protocol: presets.vrest };
const linted = (text: string): LintResult => lint(parse(text), options);

/** The exploration before and after one replacement in the log's text. */
function edited(text: string, from: string, to: string): [Exploration, Exploration] {
  const first = linted(text);
  const before = explorationOf(first);
  for (const group of before.groups) before.statisticsOf(group);
  const start = text.indexOf(from);
  const log: ParsedLog = update(first.log as ParsedLog, { start, end: start + from.length, text: to });
  return [before, explorationOf(lint(log, options, first))];
}

describe('an exploration', () => {
  it('is one for all who ask', () => {
    const result = linted(makeLog(8));
    assert.equal(explorationOf(result), explorationOf(result));
  });

  it('has the tree of each block as the tree builder makes it, the last one being where the search goes on', () => {
    const result = linted(makeLog(40));
    const exploration = explorationOf(result);
    for (const iteration of [1, 12, 13, 25, 40]) {
      const settings = { ...treeSettings(presets.vrest, result.log), iteration };
      const expected = buildTree(result.log, settings);
      assert.ok(expected.ok);
      assert.deepEqual(exploration.treeAt(iteration)?.nodes, expected.tree.nodes);
    }
    assert.equal(exploration.currentTree, exploration.treeAt(37));
    assert.equal(exploration.treeNode(13)?.id, 13);
    assert.equal(exploration.treeNode(400), undefined);
  });

  it('has no tree where the tree builder stops, or where nothing drives a search', () => {
    const text = makeLog(8).replace(/V_rest_R2=[\d.]+/, 'V_rest_R2=0.5.5');
    const { treeNode, refusal } = ((e: Exploration) => ({ treeNode: e.treeNode(2), refusal: e.refusal }))(
      explorationOf(linted(text)),
    );
    assert.equal(treeNode, undefined);
    assert.equal(refusal?.text, '0.5.5');
    const other = explorationOf(lint(parse(text), { protocol: universal, universalOnly: true }));
    assert.equal(other.refusal, undefined);
    assert.equal(other.currentTree, undefined);
    assert.deepEqual(other.groups, []);
  });

  it('computes the statistics again of an edited config only', () => {
    const [before, after] = edited(makeLog(24), 'V_rest_R2=', 'V_rest_R2=1');
    const kept = after.groups.filter(group => before.groups.includes(group));
    assert.equal(kept.length, after.groups.length - 1);
    for (const group of kept) assert.equal(after.statisticsOf(group), before.statisticsOf(group));
    const [node] = after.nodes;
    assert.ok(node);
    const group = after.groupOf(node);
    assert.ok(group && !before.groups.includes(group));
    assert.ok(group.samples.includes(node));
  });
});
