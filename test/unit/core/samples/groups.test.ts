/** Which runs of a log are samples of one config, and what is counted beside them. */
import assert from 'node:assert/strict';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';
import { groupRuns, runsOf } from '../../../../src/core/samples/groups.ts';
import { ranked, referenceOf, statisticsOf } from '../../../../src/core/samples/statistics.ts';
import type { Statistics } from '../../../../src/core/samples/statistics.ts';
import {
  configText,
  countText,
  meanText,
  statusText,
  verdictText,
} from '../../../../src/core/samples/wording.ts';

const { vrest, flyvis, metabolism } = presets;
const base = 'lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0';

const entry = (id: number, status: string, config: string, metrics: string, parent = 'root'): string =>
  `## Iter ${id}: ${status}\nNode: id=${id}, parent=${parent}\nConfig: ${config}\nMetrics: ${metrics}\nMutation: x\n\n`;
const both = (reward: string | number): string => `V_rest_R2=${reward}, connectivity_R2=0.95`;

function all(text: string, protocol: Protocol = vrest, reward?: string): Statistics[] {
  return groupRuns(runsOf(parse(text), protocol), protocol, reward).map(group => statisticsOf(group));
}
const ids = (runs: readonly { readonly id: number }[]): number[] => runs.map(({ id }) => id);

describe('samples of a config', () => {
  it('are runs whose values are equal as numbers, through aliases, locked values and seeds aside', () => {
    const groups = all(
      entry(1, 'V_rest partial', base, both(0.5)) +
        entry(2, 'V_rest partial', `${base.replace('lr_update=0', 'lr_update=1.8E-3')}, seed=1`, both(0.4)) +
        entry(
          3,
          'V_rest partial',
          'learning_rate_update=0.0018, coeff_W_L2=0.0000025, seed=2, lr_emb=1',
          both(0.6),
        ) +
        entry(4, 'V_rest partial', `${base}, lr_W=1E-3`, both(0.5)),
    );
    assert.deepEqual(
      groups.map(({ group }) => [configText(group), ids(group.samples)]),
      [
        ["Node 21's config", [1]],
        ['lr_update=1.8E-3', [2, 3]],
        ['lr_W=1E-3', [4]],
      ],
    );
  });

  it('take what a Config line leaves out from the parent, and say so', () => {
    const [, second, third] = all(
      entry(1, 'V_rest partial', base, both(0.5)) +
        entry(2, 'V_rest partial', base.replace('grad_clip_W=0', 'grad_clip_W=0.5'), both(0.5), '1') +
        entry(3, 'V_rest partial', 'lr_update=1.5E-3', both(0.5), '2'),
    );
    assert.equal(second && configText(second.group), 'grad_clip_W=0.5');
    assert.equal(third && configText(third.group), 'lr_update=1.5E-3, grad_clip_W=0.5 (inherited)');
  });

  it('include a scored run of status failed, and none that is lost, unscored or nan', () => {
    const [one] = all(
      entry(1, 'V_rest failed', base, both(0.112)) +
        entry(2, 'V_rest partial', base, both(0.4)) +
        entry(3, 'V_rest partial', base, both('nan')) +
        entry(4, 'failed', base, 'FAILED (empty log)') +
        entry(5, 'V_rest partial', base, 'connectivity_R2=0.9') +
        entry(6, 'pending', base, '(pending)') +
        entry(7, 'V_rest partial', base, both('-inf')),
    );
    assert.ok(one);
    const { group, statuses, metrics } = one;
    assert.deepEqual(ids(group.runs), [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual([ids(group.samples), ids(group.nan), ids(group.unscored)], [[1, 2], [3, 7], [5]]);
    assert.deepEqual([ids(group.crashed), ids(group.pending)], [[4], [6]]);
    assert.deepEqual(statuses, { failed: 1, partial: 1 });
    assert.equal(metrics.V_rest_R2?.mean, 0.256);
    assert.equal(metrics.connectivity_R2?.n, 2, 'of the samples alone');
    assert.equal(countText(one), '2, 2 nan, 1 unscored, 1 crashed, 1 pending');
  });

  it('count an iteration once, and negative rewards as they are', () => {
    const [one] = all(
      entry(1, 'V_rest partial', base, both(0.9)) +
        entry(1, 'V_rest partial', base, both(-0.5)) +
        entry(2, 'V_rest partial', base, both('-3E-1')),
    );
    assert.deepEqual(one && [ids(one.group.samples), meanText(one)], [[1, 2], '-0.400 ± 0.141']);
  });

  it('never hold the baseline’s own samples', () => {
    const [one] = all(entry(21, 'V_rest partial', base, both(0.5)));
    assert.ok(one?.comparison);
    assert.equal(one.group.samples.length, 1);
    assert.ok(Math.abs(one.comparison.difference - (0.5 - 0.499)) < 1e-12);
    assert.deepEqual([one.comparison.welch, one.comparison.permutation?.arrangements], [undefined, 9]);
    assert.equal(referenceOf(vrest)?.name, 'Node 21');
  });

  it('show how many seeds they had where the YAML gives them', () => {
    const seeded = (...seeds: string[]) =>
      seeds.map((seed, i) => entry(i + 1, 'partial', `lr_W=1E-3${seed}`, 'connectivity_R2=0.9')).join('');
    const count = (text: string, protocol: Protocol) => all(text, protocol).map(countText)[0];
    const [same, two] = [
      seeded(', seed=1', ', seed=1', ', seed=1'),
      seeded(', seed=1', ', seed=2', ', seed=1.0'),
    ];
    assert.equal(count(same, flyvis), '3 (1 seed)');
    assert.equal(count(two, flyvis), '3 (2 seeds)');
    assert.equal(count(seeded(', seed=1', ', seed=2'), flyvis), '2');
    assert.equal(count(seeded(', seed=1', ''), flyvis), '2', 'an unknown seed');
    assert.equal(
      count(same.replaceAll('connectivity_R2', 'V_rest_R2'), vrest),
      '3',
      'the script gives the seeds',
    );
  });

  it('in a protocol without a baseline are told apart from the first iteration', () => {
    const groups = all(
      entry(1, 'partial', 'lr_k=5E-3, aug=4000', 'rate_constants_R2=0.5') +
        entry(2, 'partial', 'lr_k=5E-3, aug=4500', 'rate_constants_R2=0.6') +
        entry(3, 'odd', 'lr_k=0.005', 'rate_constants_R2=0.5, R2=1', '1'),
      metabolism,
    );
    assert.deepEqual(
      groups.map(({ group }) => configText(group)),
      ["Iter 1's config", 'data_augmentation_loop=4500'],
    );
    const [first] = groups;
    assert.deepEqual(first && [first.comparison, first.improvement], [undefined, undefined]);
    assert.equal(first && statusText(first), '1 partial, 1 other');
    assert.deepEqual(all('', metabolism), []);
  });

  it('are those of another metric when it is asked for', () => {
    const text = entry(1, 'V_rest partial', base, both('nan')) + entry(2, 'V_rest partial', base, both(0.5));
    const [one] = all(text, vrest, 'connectivity_R2');
    assert.deepEqual(one && [ids(one.group.samples), one.metrics.V_rest_R2?.n], [[1, 2], 1]);
    assert.ok(Math.abs((one?.comparison?.difference ?? 0) - (0.95 - 0.9545)) < 1e-12);
  });
});

describe('the verdict on a config', () => {
  const three = (a: number, b: number, c: number): Statistics[] =>
    all([a, b, c].map((reward, i) => entry(i + 1, 'V_rest partial', base, both(reward))).join(''));
  const words = ([one]: Statistics[]): string => (one ? verdictText(one) : '');

  it('is said in words', () => {
    assert.equal(words(three(0.62, 0.58, 0.66)), 'better than Node 21; 1 more sample would settle it');
    assert.equal(
      words(three(0.5, 0.5, 0.5)),
      'not better than Node 21: mean V_rest_R2 0.500 is not above 0.55; settled',
    );
    assert.equal(words(all(entry(1, 'V_rest success', base, both(0.9)))), '1 of 3 samples of V_rest_R2');
    assert.equal(words(all(entry(1, 'failed', base, 'FAILED'))), 'crashed');
  });

  it('puts configs with enough samples first, then the higher mean', () => {
    const text =
      entry(1, 'failed', 'lr_update=3E-3', 'FAILED') +
      entry(2, 'V_rest success', 'lr_update=2.5E-3', both(0.9)) +
      [3, 4, 5].map(id => entry(id, 'V_rest partial', base, both(0.4))).join('');
    assert.deepEqual(
      ranked(all(text)).map(({ group }) => ids(group.runs)),
      [[3, 4, 5], [2], [1]],
    );
  });
});
