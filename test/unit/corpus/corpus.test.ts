/** The main job on real logs: what is found in them was counted a second time, here, without any of iterlog's code. */
import assert from 'node:assert/strict';
import { lint } from '../../../src/core/lint/engine.ts';
import type { LintOptions } from '../../../src/core/lint/engine.ts';
import { fixAll } from '../../../src/core/lint/fix-all.ts';
import { parse, print } from '../../../src/core/log/parse.ts';
import { choosePreset } from '../../../src/core/protocol/choose.ts';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { corpusLogs, describeCorpus, longLog } from '../../fixtures/corpus.ts';

interface Counted {
  readonly id: number;
  readonly parent: number;
  readonly next: number;
  readonly config: ReadonlyMap<string, string>;
  readonly mutation: string;
}

const parentOf = (text: string) => (text === 'root' || text === 'None' ? 0 : Number(text));
const learningRate = (name: string) => name.replace(/^learning_rate_/, 'lr_');

/** The entries of the 136-entry log by plain regular expressions: all of its entries have all of their lines. */
function countedEntries(text: string): Counted[] {
  return text
    .split(/^(?=#{2,} Iter \d+:)/m)
    .slice(1)
    .map(entry => {
      const value = (pattern: RegExp) => pattern.exec(entry)?.[1] ?? '';
      const pairs = value(/^Config: (.*)$/m)
        .split(', ')
        .map((item): [string, string] => [item.split('=')[0] ?? '', item.split('=')[1] ?? '']);
      return {
        id: Number(value(/^#+ Iter (\d+):/)),
        parent: parentOf(value(/^Node: id=\d+, parent=(\w+)/m)),
        next: parentOf(value(/^Next: parent=(\w+)/m)),
        config: new Map(pairs),
        mutation: value(/^Mutation: (.*)$/m),
      };
    });
}

/** Ids of entries by what their Next does, and entries whose mutation starts from a value that their parent did not have. */
function countAgain(entries: readonly Counted[]) {
  const byId = new Map(entries.map(entry => [entry.id, entry]));
  const overridden = entries.filter(({ id, next }) => {
    const following = byId.get(id + 1);
    return following && next !== id + 1 && next !== following.parent;
  });
  const batchEnd = (id: number) => Math.ceil(id / 4) * 4;
  const plusOne = entries.filter(e => e.next === e.id + 1);
  const sibling = entries.filter(e => e.next > e.id + 1 && e.next <= batchEnd(e.id));
  const oldValue = entries.filter(({ parent, mutation }) =>
    [...mutation.matchAll(/(\w+): (\S+) -> /g)].some(([, param = '', old]) => {
      const had = byId.get(parent)?.config.get(learningRate(param));
      return had !== undefined && Number(had) !== Number(old);
    }),
  );
  return { overridden, plusOne, sibling, oldValue };
}

const options: LintOptions = { protocol: presets.metabolism };
const ids = (text: string, rule: string) =>
  lint(parse(text), options)
    .problems.filter(p => p.rule === rule)
    .map(p =>
      Number(
        /^#+ Iter (\d+):/.exec(
          text
            .split('\n')
            .slice(0, p.line + 1)
            .findLast(l => /^#+ Iter \d+:/.test(l)) ?? '',
        )?.[1],
      ),
    );

describeCorpus('the 136-entry log', () => {
  const text = longLog();
  const counted = countedEntries(text);
  const again = countAgain(counted);
  const of = (entries: readonly Counted[]) => entries.map(e => e.id);

  it('has 136 entries, and loses no character', () => {
    const log = parse(text);
    assert.equal(print(log), text);
    assert.equal(counted.length, 136);
    assert.deepEqual(
      log.sections.flatMap(s => s.entry?.header.id ?? []),
      of(counted),
    );
    assert.equal(choosePreset(log), 'metabolism');
  });

  it('has 13 next-id-plus-one', () => {
    assert.equal(again.plusOne.length, 13);
    assert.deepEqual(ids(text, 'next-id-plus-one'), of(again.plusOne));
  });

  it('has 11 next-later-sibling and 45 next-overrides-parent, the 56 entries whose parent is overridden', () => {
    assert.equal(again.sibling.length, 11);
    assert.equal(again.overridden.length, 56);
    const siblings = new Set(of(again.sibling));
    const rest = of(again.overridden).filter(id => !siblings.has(id));
    assert.equal(rest.length, 45);
    assert.deepEqual(ids(text, 'next-later-sibling'), of(again.sibling));
    assert.deepEqual(ids(text, 'next-overrides-parent'), rest);
  });

  it('has 8 mutation-old-value', () => {
    assert.equal(again.oldValue.length, 8);
    assert.deepEqual(ids(text, 'mutation-old-value'), of(again.oldValue));
  });

  it('has 46 claim-samples, of which one is no claim of its own: all were read', () => {
    const read = [
      6, 8, 14, 17, 18, 19, 20, 21, 24, 31, 34, 35, 36, 38, 40, 43, 44, 45, 46, 48, 49, 50, 52, 53, 54, 55,
      56, 59, 60, 67, 68, 70, 72, 74, 75, 76, 79, 84, 96, 98, 106, 108, 116, 118, 119, 124,
    ];
    // "Confirmed for third time" counts runs of other seeds, which the rule does not know of.
    const misfires = [84];
    assert.deepEqual(ids(text, 'claim-samples'), read);
    assert.ok(1 - misfires.length / read.length >= 0.9);
  });

  it('raises nothing on its plan bullets, summaries and tables', () => {
    const inEntry = new Set<number>();
    const lines = text.split('\n');
    let open = false;
    lines.forEach((line, i) => {
      if (/^#{2,} Iter \d+:/.test(line)) open = true;
      else if (/^#{1,6} |^---/.test(line)) open = false;
      if (open) inEntry.add(i);
    });
    assert.ok(lines.filter(line => line.startsWith('- Mutation:')).length > 80);
    assert.deepEqual(
      lint(parse(text), options)
        .problems.filter(p => !inEntry.has(p.line))
        .map(p => p.rule),
      [],
    );
  });

  it('has nothing left to fix once fixed, and only lines that were named are changed', () => {
    const fixed = fixAll(text, options);
    assert.deepEqual(
      lint(parse(fixed), options)
        .problems.filter(p => p.fixable)
        .map(p => p.rule),
      [],
    );
    const [before, after] = [text.split('\n'), fixed.split('\n')];
    assert.equal(after.length, before.length);
    const changed = before.flatMap((line, i) => (line === after[i] ? [] : [i]));
    const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
    const fixes = lint(parse(text), options).problems.flatMap(p => p.fix?.edits ?? []);
    const named = new Set(fixes.map(edit => lineAt(edit.start)));
    assert.ok(changed.length > 70);
    assert.deepEqual(
      changed.filter(line => !named.has(line)),
      [],
    );
  });
});

/** What each log of the corpus was made to show; `harmless` where the tree builder reads it right. */
const promised: Readonly<Record<string, string>> = {
  '00_ok_batch': 'harmless',
  '01_h3_headers': 'harmless',
  '03_header_indented': 'header-form',
  '04_header_h1': 'header-form',
  '06_header_iteration_word': 'header-form',
  '07_duplicate_id': 'duplicate-iter',
  '09_node_line_missing': 'node-line',
  '10_node_no_space': 'node-line',
  '12_node_parent_Root_capital': 'node-line',
  '13_node_parent_none': 'harmless',
  '15_node_parent_trailing_note': 'harmless',
  '16_node_bullet': 'node-line',
  '18_parent_self': 'parent-not-older',
  '19_parent_cycle': 'parent-not-older',
  '21_next_future_in_batch': 'next-later-sibling',
  '22_next_far_future': 'next-future',
  '24_next_root': 'next-overrides-parent',
  '25_next_0': 'next-overrides-parent',
  '27_next_pending': 'next-missing',
  '28_next_trailing_text': 'harmless',
  '30_metrics_missing_failed_entry': 'parent-unscored',
  '31_failed_header_only': 'failed-form',
  '33_metric_exponent': 'metric-unreadable',
  '34_metric_nan': 'metric-nan',
  '36_metric_trailing_period': 'harmless',
  '37_metric_two_dots': 'metric-unreadable',
  '39_metric_space_around_eq': 'metric-unreadable',
  '40_metric_plusminus': 'harmless',
  '42_prose_after_entry_overrides_reward': 'reward-in-prose',
  '43_metrics_split_two_lines': 'metric-unreadable',
  '45_mutation_missing': 'mutation-form',
  '46_mutation_bold_key': 'mutation-form',
  '48_mutation_with_reward_token': 'harmless',
  '49_block_boundary_parent': 'parent-other-block',
  '51_out_of_order': 'iter-order',
  '52_code_fence_sample': 'header-form',
  '54_bom': 'harmless',
  '55_pending_stub': 'harmless',
  '57_order_metrics_before_node': 'line-order',
  '58_id_leading_zero': 'harmless',
  '60_next_to_failed_node': 'next-unscored',
  '61_two_next_lines': 'duplicate-line',
  '63_metrics_no_connectivity_only_vrest': 'metric-missing',
  '64_conn_alias': 'metric-missing',
};
/** Read right by the tree builder, although a warning says that they are not as they should be. */
const readRight = new Set(['51_out_of_order', '57_order_metrics_before_node']);

describeCorpus('made-up logs with one defect each', () => {
  const logs = corpusLogs('synthetic');

  it('are all listed here', () => {
    assert.deepEqual(logs.map(log => log.name.replace(/\.md$/, '')).sort(), Object.keys(promised).sort());
  });

  for (const { name, text } of logs) {
    const title = name.replace(/\.md$/, '');
    it(`${title}: ${promised[title] ?? '?'}`, () => {
      const { problems } = lint(parse(text), { protocol: presets[choosePreset(parse(text)) ?? 'vrest'] });
      // All of these logs share a template whose Mutation states a value that its Config does not have: a true error.
      const errors = problems
        .filter(p => p.severity === 'error' && p.rule !== 'mutation-new-value')
        .map(p => p.rule);
      if (promised[title] === 'harmless') assert.deepEqual(errors, []);
      else
        assert.ok(
          problems.some(p => p.rule === promised[title]),
          problems.map(p => p.rule).join(' '),
        );
      if (readRight.has(title)) assert.deepEqual(errors, []);
    });
  }
});

describeCorpus('every real log', () => {
  for (const folder of ['089f46e', '22f85fc', '3ac8f0a', '688d615', 'fbc65a5']) {
    for (const { name, text } of corpusLogs(`metabolism/rank50/${folder}`)) {
      it(`${folder}/${name}: nothing lost, and nothing left to fix once fixed`, () => {
        assert.equal(print(parse(text)), text);
        assert.deepEqual(
          lint(parse(fixAll(text, options)), options).problems.filter(p => p.fixable),
          [],
        );
      });
    }
  }
});
