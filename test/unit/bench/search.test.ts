import assert from 'node:assert/strict';
import { search } from '../../../bench/search/loop.ts';
import type { Choice, Policy } from '../../../bench/search/policy.ts';
import { normal, random } from '../../../bench/search/random.ts';
import { proposer } from '../../../bench/search/proposer.ts';
import { randomSearch, randomWithinLimit, successiveHalving } from '../../../bench/search/rivals.ts';
import { baseline, modelMinutes, space } from '../../../bench/search/space.ts';
import type { Config } from '../../../bench/search/space.ts';
import { bestConfig, rerunChoice } from '../../../bench/search/standings.ts';
import { optimumOf, train, trueConnectivity, trueVrest } from '../../../bench/search/surface.ts';
import { surfaces } from '../../../bench/search/surfaces.ts';
import { interval, table } from '../../../bench/search/summary.ts';
import { lint } from '../../../src/core/lint/engine.ts';
import { parse } from '../../../src/core/log/parse.ts';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { violations } from '../../oracle/legal.ts';
import { minutesFor, readRuns } from '../../oracle/history.ts';
import { differences } from '../../oracle/config.ts';

const policies: Readonly<Record<string, Policy>> = {
  randomSearch,
  randomWithinLimit,
  successiveHalving,
  proposer,
};
/** What the rivals need not heed: the score, and halving the roles. */
const exempt: Readonly<Record<string, RegExp>> = {
  randomSearch: /^score:/,
  randomWithinLimit: /^score:/,
  successiveHalving: /^(?:score|role):/,
};
const [first] = surfaces;
if (!first) throw new Error('There are no surfaces.');

/** What a policy chose, as `iterlog propose` would print it. */
function proposalOf(log: string, batch: number, choices: readonly Choice[]): unknown {
  const runs = readRuns(log);
  return {
    batch,
    iterations: choices.map((_, slot) => batch * 4 - 3 + slot),
    slots: choices.map(({ role, parent, config }, slot) => {
      const before = (parent === 'root' ? undefined : runs.get(parent)?.config) ?? { ...baseline };
      const names = differences(before, { ...before, ...config });
      return {
        slot,
        role,
        parent,
        mutations: names.map(name => ({
          parameter: name,
          old: before[name],
          new: config[name as keyof Config],
        })),
        config: { ...config },
        minutes: minutesFor({ ...config }, runs.values()),
        reason: 'A test.',
      };
    }),
  };
}

/** The policy, which tells what it proposed. */
const watched =
  (policy: Policy, tell: (log: string, proposal: unknown) => void): Policy =>
  (history, rng) => {
    const choices = policy(history, rng);
    tell(history.log, proposalOf(history.log, history.batch, choices));
    return choices;
  };

describe('random numbers', () => {
  it('are the same for the same seeds and others for others', () => {
    const draw = (...seeds: number[]) => Array.from({ length: 5 }, random(...seeds));
    assert.deepEqual(draw(1, 2), draw(1, 2));
    assert.notDeepEqual(draw(1, 2), draw(2, 1));
    assert.notDeepEqual(draw(1), draw(2));
  });

  it('have the mean and the spread that they should', () => {
    const rng = random(5);
    const { mean, half } = interval(Array.from({ length: 10_000 }, () => normal(rng)));
    assert.ok(Math.abs(mean) < 0.04);
    assert.ok(Math.abs(half * 100 - 1.96) < 0.06);
  });
});

describe('the surfaces', () => {
  it('have names of their own, and three are held out', () => {
    assert.equal(new Set(surfaces.map(({ name }) => name)).size, surfaces.length);
    assert.equal(surfaces.filter(({ heldOut }) => heldOut).length, 3);
  });

  for (const surface of surfaces) {
    it(`${surface.name}: the baseline is near Node 21, the best region is small, its optimum legal`, () => {
      assert.ok(Math.abs(trueVrest(baseline, surface) - 0.499) < 0.05);
      const { config, vrest, region } = optimumOf(surface);
      assert.ok(vrest < 0.85 && vrest > trueVrest(baseline, surface));
      assert.ok(trueConnectivity(config, surface) > 0.8);
      assert.ok(region < 0.04 * space.length);
    });

    it(`${surface.name}: a run spreads as V_rest does`, () => {
      const runs = Array.from({ length: 500 }, (_, i) => train(baseline, surface, random(i)));
      const rewards = runs.flatMap(({ metrics }) => metrics?.vrest ?? []);
      const { mean, half } = interval(rewards);
      assert.ok(Math.abs(mean - trueVrest(baseline, surface)) < 0.03);
      assert.ok(Math.abs((half * Math.sqrt(rewards.length)) / 1.96 - 0.2) < 0.02);
    });
  }
});

describe('a search', () => {
  for (const [name, policy] of Object.entries(policies)) {
    it(`of ${name} is the same for the same seed`, () => {
      assert.deepEqual(search(policy, first, 3), search(policy, first, 3));
      assert.notEqual(search(policy, first, 3).log, search(policy, first, 4).log);
    });

    it(`of ${name} writes a log that says what was run and has no error of form`, () => {
      for (const surface of surfaces) {
        const { log, runs } = search(policy, surface, 11);
        const parsed = parse(log);
        assert.equal(runs.length, 48);
        assert.deepEqual(
          [...readRuns(log).keys()],
          runs.map(({ id }) => id),
        );
        const errors = lint(parsed, { protocol: presets.vrest }).problems.filter(
          ({ severity }) => severity === 'error',
        );
        assert.deepEqual(
          errors.filter(problem => !isMeasured(problem)).map(({ message }) => message),
          [],
        );
      }
    });

    it(`of ${name} proposes what the second oracle finds legal`, () => {
      for (const surface of surfaces)
        for (const seed of [1, 2, 3, 4, 5])
          search(
            watched(policy, (log, proposal) => {
              const found = violations(log, proposal).filter(text => !exempt[name]?.test(text));
              assert.deepEqual(found, [], log);
            }),
            surface,
            seed,
          );
    });
  }
});

/** A negative reward and a run over 60 minutes are errors, but they are what was measured. */
const isMeasured = ({ rule, message }: { rule: string; message: string }): boolean =>
  rule === 'time-limit' || (rule === 'metric-unreadable' && message.includes('no sign'));

describe('the rules that are the same for all', () => {
  const run = (id: number, lr_update: number, vrest: number, connectivity = 0.9) => ({
    id,
    parent: 'root' as const,
    config: { ...baseline, lr_update },
    metrics: { vrest, connectivity },
  });
  const runs = [
    run(1, 0, 0.5),
    run(2, 0, 0.6),
    run(3, 0, 0.4),
    run(4, 1.8e-3, 0.7),
    run(5, 2.5e-3, 0.9, 0.7),
  ];

  it('re-run the highest mean under the constraint and call best only what has three samples', () => {
    assert.deepEqual(rerunChoice(runs), {
      role: 'robustness',
      parent: 4,
      config: { ...baseline, lr_update: 1.8e-3 },
    });
    assert.deepEqual(bestConfig(runs), baseline);
    assert.deepEqual(rerunChoice([]), { role: 'robustness', parent: 'root', config: baseline });
  });

  it('know the two exceptions of the time limit', () => {
    const slow = space.filter(config => modelMinutes(config) > 60);
    assert.ok(
      slow.every(({ recurrent, time_step, n_epochs }) =>
        recurrent ? time_step === 3 && n_epochs === 1 : n_epochs === 2,
      ),
    );
  });

  it('make a table of means, intervals and paired differences', () => {
    const results = [{ regret: 0.1, confirmed: 3 }, { regret: 0.3 }];
    const better = results.map(({ regret }) => ({ regret: regret - 0.05, confirmed: 2 }));
    const text = table(
      [
        { surface: first, policy: 'random', results },
        { surface: first, policy: 'mine', results: better },
      ],
      'random',
    );
    assert.match(text, /\| two steps \| random \| 0\.200 ± 0\.196 \|  \| 7\.50 ± 8\.82 \|  \| 50 % \|/);
    assert.match(
      text,
      /\| mine \| 0\.150 ± 0\.196 \| \*\*-0\.050 ± 0\.000\*\* \| 2\.00 ± 0\.00 \| -5\.50 ± 8\.82 \| 100 % \|/,
    );
  });
});
