/** Summaries and tests against published and hand-worked values. */
import assert from 'node:assert/strict';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { describe as summarise } from '../../../../src/core/samples/describe.ts';
import type { Summary } from '../../../../src/core/samples/describe.ts';
import { judge } from '../../../../src/core/samples/improvement.ts';
import { arrangementsOf, permutationTest } from '../../../../src/core/samples/permutation.ts';
import { referenceOf } from '../../../../src/core/samples/statistics.ts';
import { welchTest } from '../../../../src/core/samples/welch.ts';

const node21 = presets.vrest.baseline?.samples.V_rest_R2 ?? [];

/**
 * Extra hours of sleep under two drugs, 10 patients each: Cushny and Peebles (1905), the data of Student, "The probable
 * error of a mean", Biometrika 6 (1908). R's manual of t.test works it: t = -1.8608, df = 17.776, p = 0.07939.
 */
const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

function of(values: readonly number[]): Summary {
  const summary = summarise(values);
  assert.ok(summary);
  return summary;
}
const rounded = (value: number | undefined, digits: number): string | undefined => value?.toFixed(digits);

describe('the summary of samples', () => {
  it("has Node 21's mean and standard deviation as the specification states them", () => {
    const { n, mean, std, min, max, interval } = of(node21);
    assert.deepEqual([n, rounded(mean, 3), rounded(std, 3), min, max], [8, '0.499', '0.216', 0.112, 0.775]);
    // 0.499 ± 2.3646 · 0.21576 / √8
    assert.deepEqual(
      interval?.map(bound => bound.toFixed(4)),
      ['0.3186', '0.6794'],
    );
    const conn = referenceOf(presets.vrest)?.metrics.connectivity_R2;
    assert.deepEqual([rounded(conn?.mean, 4), rounded(conn?.std, 3)], ['0.9545', '0.029']);
  });

  it('of no samples there is none, of one no spread', () => {
    assert.equal(summarise([]), undefined);
    assert.deepEqual(of([0.5]), { n: 1, mean: 0.5, std: undefined, min: 0.5, max: 0.5, interval: undefined });
  });

  it('of two samples by hand: 0.4 and 0.6', () => {
    const { mean, std, interval } = of([0.4, 0.6]);
    // std = √(0.1² + 0.1²); interval = 0.5 ± 12.7062 · 0.14142 / √2
    assert.deepEqual([mean, rounded(std, 5)], [0.5, '0.14142']);
    assert.deepEqual(
      interval?.map(bound => bound.toFixed(4)),
      ['-0.7706', '1.7706'],
    );
  });

  it('of equal samples has no spread at all, whatever rounding does', () => {
    assert.deepEqual(of([0.1, 0.1, 0.1]), {
      n: 3,
      mean: 0.1,
      std: 0,
      min: 0.1,
      max: 0.1,
      interval: [0.1, 0.1],
    });
  });
});

describe("Welch's t-test", () => {
  it("agrees with R on Student's sleep data", () => {
    const welch = welchTest(of(drug1), of(drug2));
    assert.deepEqual(
      [rounded(welch?.t, 4), rounded(welch?.df, 3), rounded(welch?.p, 5)],
      ['-1.8608', '17.776', '0.07939'],
    );
    assert.equal(rounded(welch?.greater, 5), (0.0793941401873583 / 2).toFixed(5));
  });

  it('says how likely a mean is above the baseline (scipy 1.17)', () => {
    const welch = welchTest(of([0.62, 0.58, 0.66]), of(node21));
    assert.ok(Math.abs((welch?.t ?? 0) - 1.518147075605742) < 1e-12);
    assert.ok(Math.abs((welch?.df ?? 0) - 8.10367333859342) < 1e-11);
    assert.ok(Math.abs((welch?.p ?? 0) - 0.1669787685501695) < 1e-12);
    assert.ok(Math.abs((welch?.greater ?? 0) - 0.9165106157249152) < 1e-12);
  });

  it('needs two samples a side and some spread', () => {
    assert.equal(welchTest(of([0.5]), of(node21)), undefined);
    assert.equal(welchTest(of([0.5, 0.5]), of([0.4, 0.4])), undefined);
    assert.equal(
      welchTest(of([0.5, 0.5]), of(node21))?.df.toFixed(6),
      '7.000000',
      'all the spread is one side',
    );
  });
});

describe('the permutation test', () => {
  it('counts by hand: 1 2 against 3 4 5', () => {
    // Of ten pairs only {1, 2} and {4, 5} lie 2.5 from the rest.
    assert.deepEqual(permutationTest([1, 2], [3, 4, 5]), { p: 0.2, arrangements: 10, exact: true });
    assert.deepEqual(permutationTest([5, 3, 4], [2, 1]), { p: 0.2, arrangements: 10, exact: true });
  });

  it('works for one sample, for equal values and for none', () => {
    // Only 0.112 lies as far from the other eight as 0.9 does.
    assert.deepEqual(permutationTest([0.9], node21), { p: 2 / 9, arrangements: 9, exact: true });
    assert.equal(permutationTest([0.1, 0.1, 0.1], [0.1, 0.1])?.p, 1);
    assert.equal(permutationTest([], node21), undefined);
  });

  it('agrees with another program on three samples against Node 21: 63 of 165', () => {
    assert.deepEqual(permutationTest([0.62, 0.58, 0.66], node21), {
      p: 63 / 165,
      arrangements: 165,
      exact: true,
    });
  });

  it('draws beyond 100,000 arrangements, the same every time and in any order', () => {
    assert.equal(arrangementsOf(19, 8), 75_582);
    assert.ok(arrangementsOf(20, 10) > 100_000);
    const first = permutationTest(drug1, drug2);
    assert.deepEqual([first?.exact, first?.arrangements], [false, 100_000]);
    assert.deepEqual(permutationTest([...drug2].reverse(), drug1), first);
    // All 184,756 were counted once by another program: 15,048 are as extreme.
    assert.ok(Math.abs((first?.p ?? 0) - 15_048 / 184_756) < 0.004);
  });
});

describe("the protocol's rule", () => {
  const { improvement } = presets.vrest;
  assert.ok(improvement);
  const verdict = (reward: readonly number[], conn: readonly number[], rule = improvement) => {
    const metrics: Readonly<Record<string, Summary | undefined>> = {
      V_rest_R2: summarise(reward),
      connectivity_R2: summarise(conn),
    };
    return judge(rule, 'V_rest_R2', metric => metrics[metric]);
  };
  const high = [0.95, 0.96, 0.97];

  it('holds for three samples with both means above their bounds', () => {
    // 0.62 ± 4.303 · 0.04 / √3 reaches down to 0.521; one more sample brings 0.62 ± 3.182 · 0.04 / 2 = 0.556.
    assert.deepEqual(verdict([0.62, 0.58, 0.66], high), { verdict: 'better', reasons: [], moreSamples: 1 });
  });

  it('says which mean fails', () => {
    const { verdict: word, reasons } = verdict([0.5, 0.52, 0.54], high);
    assert.deepEqual([word, reasons], ['not-better', ['mean V_rest_R2 0.520 is not above 0.55']]);
    assert.deepEqual(verdict([0.62, 0.58, 0.66], [0.7, 0.7, 0.7]), {
      verdict: 'not-better',
      reasons: ['mean connectivity_R2 0.700 is not above 0.8'],
      moreSamples: 0,
    });
    assert.equal(verdict([0.55, 0.55, 0.55], high).verdict, 'not-better', 'above, not at least');
  });

  it('does not speak of fewer samples, nor where a metric is missing', () => {
    const one = verdict([0.9], [0.9]);
    assert.deepEqual([one.verdict, one.reasons], ['undecided', ['1 of 3 samples of V_rest_R2']]);
    assert.deepEqual(
      [one.moreSamples, one.unsettled],
      [undefined, 'the spread of V_rest_R2 needs 2 samples'],
    );
    assert.deepEqual(verdict([0.9, 0.8, 0.7], [0.9]).reasons, ['1 of 3 samples of connectivity_R2']);
    assert.equal(verdict([], []).verdict, 'undecided');
  });

  it('asks for a small spread where the protocol does', () => {
    const strict = { ...improvement, maxStd: 0.2 };
    assert.equal(verdict([0.62, 0.58, 0.66], high, strict).verdict, 'better');
    assert.deepEqual(verdict([0.3, 0.7, 0.9], high, strict).reasons, ['std 0.306 is not below 0.2']);
  });

  it('counts the samples that would settle it', () => {
    const conn = presets.vrest.baseline?.samples.connectivity_R2 ?? [];
    assert.equal(verdict(node21, conn).moreSamples, 64, 'found by another program, one by one');
    assert.equal(
      verdict([0.5, 0.5], [0.9, 0.9]).moreSamples,
      1,
      'no spread: only the rule itself wants more',
    );
    assert.match(verdict([0.5, 0.6], [0.9, 0.9]).unsettled ?? '', /lies on its bound/);
    assert.match(verdict([0.2, 0.9002], [0.9, 0.9]).unsettled ?? '', /over 10000 samples of V_rest_R2/);
  });
});
