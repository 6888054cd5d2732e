/** What counts as a claim, and what the samples behind it are. */
import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';

interface Run {
  readonly reward?: string;
  readonly conn?: string;
  readonly lr?: string;
  readonly says?: string;
}

const metricsOf = ({ reward = '0.5', conn = '0.95' }: Run): string =>
  reward === 'none' ? '' : `Metrics: V_rest_R2=${reward}, connectivity_R2=${conn}\n`;

const log = (...runs: readonly Run[]): string =>
  runs
    .map((run, i) => {
      const { lr = '1.8E-3', says = 'as planned' } = run;
      return `## Iter ${i + 1}: V_rest partial
Node: id=${i + 1}, parent=root
Mode/Strategy: exploit
Config: lr_update=${lr}, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0
${metricsOf(run)}Mutation: lr_update: 0 -> ${lr}
Observation: ${says}
`;
    })
    .join('\n');

const problems = (text: string, protocol: Protocol = presets.vrest) =>
  lint(parse(text), { protocol }).problems;
const ruled = (rule: string, text: string, protocol?: Protocol) =>
  problems(text, protocol)
    .filter(p => p.rule === rule)
    .map(({ span }) => text.slice(span.start, span.end));
const claims = (says: string): string[] => ruled('claim-samples', log({ says }));

describe('claim-samples', () => {
  for (const [says, word] of [
    ['NEW BEST V_rest', 'BEST'],
    ['lr_update helped, V_rest improved from 0.41', 'improved'],
    ['this confirms the hypothesis', 'confirms'],
    ['lr_update=1.8E-3 is optimal', 'optimal'],
    ['A breakthrough: 0.71', 'breakthrough'],
    ['Not what was planned. But V_rest is better now', 'better'],
  ] as const)
    it(`speaks of: ${says}`, () => {
      assert.deepEqual(claims(says), [word]);
    });

  for (const [why, says] of [
    ['quotes', 'Iter 3 was called "the best config"'],
    ['code', 'the label `new best` is not used'],
    ['negations', 'this config is not optimal'],
    ['negations', 'No improvement over the parent'],
    ['negations', 'the effect cannot be confirmed'],
    ['questions', 'Is this better than Node 21?'],
    ['hopes', 'to be confirmed in the next batch'],
    ['hopes', 'a smaller step might be better'],
    ['references', 'close to the best of the block'],
    ['names of metrics', 'better test_pearson, V_rest unchanged'],
    ['names of metrics', 'best tau_R2 0.98'],
    ['caution', 'V_rest improved, but this is one sample'],
    ['caution', 'V_rest mean 0.50 (n=2)'],
  ] as const)
    it(`is silent on ${why}: ${says}`, () => {
      assert.deepEqual(claims(says), []);
    });

  it('counts the samples of the config up to the end of the batch, not crashed runs, nor later ones', () => {
    const best = { says: 'the best config' };
    const other = { lr: '2.5E-3' };
    assert.deepEqual(ruled('claim-samples', log({}, {}, best)), []);
    assert.deepEqual(ruled('claim-samples', log({}, other, best)), ['best']);
    assert.deepEqual(ruled('claim-samples', log({}, { reward: 'none' }, best)), ['best']);
    assert.deepEqual(ruled('claim-samples', log(best, other, other, other, {}, {})), ['best']);
    assert.deepEqual(ruled('claim-samples', log(best, {}, {})), [], 'results of one batch come together');
  });

  it('looks at the config that is named', () => {
    const thrice = [{}, {}, {}];
    const about = (id: number) => ({ lr: '2.5E-3', says: `Iter ${id} remains the best` });
    assert.deepEqual(ruled('claim-samples', log(...thrice, {}, about(2))), []);
    assert.deepEqual(ruled('claim-samples', log(...thrice, { lr: '3E-3' }, about(4))), ['best']);
    assert.deepEqual(ruled('claim-samples', log(about(21))), [], 'the baseline has samples of its own');
  });
});

describe('claim-baseline', () => {
  const claim = (reward: string, conn: string): string[] =>
    ruled(
      'claim-baseline',
      log({ reward, conn }, { reward, conn }, { reward, conn, says: 'better than Node 21' }),
    );

  it('holds the means against the rule of the specification', () => {
    assert.deepEqual(claim('0.54', '0.95'), ['better']);
    assert.deepEqual(claim('0.55', '0.95'), ['better'], 'more than 0.55');
    assert.deepEqual(claim('0.56', '0.80'), ['better'], 'more than 0.8');
    assert.deepEqual(claim('0.56', '0.81'), []);
  });

  it('gives way to no second finding on the same words', () => {
    const text = log({ reward: '0.3', says: 'better than Node 21' });
    assert.deepEqual(ruled('claim-baseline', text), ['better']);
    assert.deepEqual(ruled('claim-samples', text), []);
  });

  it('does not speak where nothing is claimed', () => {
    assert.deepEqual(ruled('claim-baseline', log({ reward: '0.3', says: 'not better than Node 21' })), []);
  });
});

describe('stats-value', () => {
  const three = (says: string): string => log({ reward: '0.4' }, { reward: '0.5' }, { reward: '0.6', says });

  it('compares a quoted mean and std with those of the samples, within 0.005', () => {
    assert.deepEqual(ruled('stats-value', three('V_rest mean=0.50, std=0.10')), []);
    assert.deepEqual(ruled('stats-value', three('V_rest mean=0.505')), []);
    assert.deepEqual(ruled('stats-value', three('V_rest mean=0.506')), ['0.506']);
    assert.deepEqual(ruled('stats-value', three('V_rest mean=0.50, std=0.12')), ['0.12']);
  });

  it('puts the computed value there', () => {
    const only = (p: { rule: string }) => p.rule === 'stats-value';
    assert.equal(
      fixAll(three('V_rest mean=0.62'), { protocol: presets.vrest }, only),
      three('V_rest mean=0.50'),
    );
  });

  it('knows the samples that the writer may have counted: those of earlier batches, and those up to the entry', () => {
    const later = { reward: '0.9' };
    const text = log({ reward: '0.4' }, { reward: '0.6', says: 'mean 0.50, std 0.14' }, later);
    assert.deepEqual(ruled('stats-value', text), []);
  });

  it('leaves the numbers of the baseline and of other metrics than it knows alone', () => {
    assert.deepEqual(ruled('stats-value', three('Node 21 has mean=0.499, std=0.216')), []);
    assert.deepEqual(ruled('stats-value', three('the mean firing rate 0.3')), []);
  });
});

describe('rules that the protocol asks for', () => {
  const asking: Protocol = {
    ...presets.vrest,
    blockSize: 4,
    repeatability: { promising: 0.65, beforeBlock: 3 },
  };
  const plain = { lr: '2.5E-3' };

  it('are silent under the specification', () => {
    const text = log({ reward: '0.7' }, plain, plain, plain, plain, plain, plain, plain);
    assert.deepEqual(ruled('promising-not-repeated', text), []);
    assert.deepEqual(ruled('block-unconfirmed', text), []);
  });

  it('want a promising config run again in the next batch', () => {
    const lucky = { reward: '0.7' };
    const rest = [plain, plain, plain];
    assert.deepEqual(ruled('promising-not-repeated', log(lucky, ...rest, plain, ...rest), asking).length, 1);
    assert.deepEqual(ruled('promising-not-repeated', log(lucky, ...rest, {}, ...rest), asking), []);
    assert.deepEqual(ruled('promising-not-repeated', log(lucky, ...rest), asking), [], 'it may come yet');
  });

  it('want enough samples of the best config before a block', () => {
    const best = { reward: '0.6' };
    const once = log(best, plain, plain, plain, plain);
    const enough = log(best, best, best, plain, plain);
    assert.equal(ruled('block-unconfirmed', once, asking).length, 1);
    assert.deepEqual(ruled('block-unconfirmed', enough, asking), []);
  });
});
