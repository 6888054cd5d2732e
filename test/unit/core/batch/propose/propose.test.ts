/** The policy, each part with a small log. */
import assert from 'node:assert/strict';
import { batchViolations, violations } from '../../../../../src/core/batch/propose/legal.ts';
import { nextParent, propose, revise } from '../../../../../src/core/batch/propose/propose.ts';
import type { Proposal, ProposeInput } from '../../../../../src/core/batch/propose/propose.ts';
import { openErrors } from '../../../../../src/core/batch/propose/ready.ts';
import { Situation } from '../../../../../src/core/batch/propose/situation.ts';
import { presets } from '../../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../../src/core/protocol/types.ts';
import { entry, exploration, unknown } from '../../../../fixtures/exploration.ts';
import { logOf } from '../../../../fixtures/runs.ts';
import type { Params, RunOf } from '../../../../fixtures/runs.ts';

const { vrest, metabolism } = presets;

const input = (runs: readonly RunOf[], protocol: Protocol = vrest): ProposeInput => ({
  exploration: exploration(logOf(runs), protocol),
});

function proposed(from: ProposeInput): Proposal {
  const outcome = propose(from);
  assert.ok(outcome.kind === 'proposal', JSON.stringify(outcome));
  return outcome.proposal;
}

/** `0: 2 W_L2=3e-6`, a line a slot. */
const lines = ({ slots }: Pick<Proposal, 'slots'>): string[] =>
  slots.map(({ slot, parent, mutations }) =>
    [`${slot}:`, parent, ...mutations.map(({ parameter, new: to }) => `${parameter}=${String(to)}`)].join(
      ' ',
    ),
  );

const set = (values: Partial<Params>, rest: Omit<RunOf, 'set'> = {}): RunOf => ({ set: values, ...rest });
const start: RunOf[] = [
  {},
  set({ lr_update: 1.8e-3 }, { reward: 0.7 }),
  set({ lr_update: 2.5e-3 }, { reward: 0.4 }),
  {},
];
/** A batch of re-runs of the baseline. */
const again: RunOf[] = [{ parent: 1 }, { parent: 1 }, { parent: 1 }, { parent: 1 }];

describe('the proposal of the next batch', () => {
  it('has a node of the highest score, one of the second, an exploration and a re-run', () => {
    const proposal = proposed(input(start));
    assert.deepEqual([proposal.batch, proposal.iterations, proposal.notes], [2, [5, 6, 7, 8], []]);
    assert.deepEqual(lines(proposal), [
      '0: 2 lr_update=0.0015',
      '1: 1 recurrent=true',
      '2: 2 W_L2=0.000003',
      '3: 2',
    ]);
    assert.deepEqual(
      proposal.slots.map(({ role }) => role),
      ['exploit', 'exploit', 'explore', 'robustness'],
    );
    assert.deepEqual(proposal.slots[0]?.mutations, [{ parameter: 'lr_update', old: 1.8e-3, new: 1.5e-3 }]);
    assert.deepEqual(
      [proposal.slots[0].samples, proposal.slots[0].minutes, proposal.slots[0].config.lr_update],
      [[2], 33, 1.5e-3],
    );
    assert.equal(proposal.slots[0].score?.toFixed(3), '2.114');
    assert.equal(proposal.slots[0].config.lr_W, 6e-4);
  });

  it('says why in a sentence with its numbers', () => {
    const reasons = proposed(input(start)).slots.map(({ reason }) => reason);
    assert.deepEqual(reasons, [
      'Node 2 has the highest UCB score, 2.114 (V_rest_R2 0.700, 1 visit; its config has mean 0.700 over 1 sample); lr_update: 1.8E-3 -> 1.5E-3 is the smallest step that is untried and allowed, and lowering lr_update moved V_rest_R2 by +0.014 on average in 2 comparisons.',
      'Node 1 has the second highest UCB score, 1.914 (V_rest_R2 0.500, 1 visit; its config has mean 0.500 over 2 samples); recurrent: F -> T is the smallest step that is untried and allowed, and no two runs tell yet what recurrent does.',
      'Node 2 has the highest UCB score, 2.114 (V_rest_R2 0.700, 1 visit; its config has mean 0.700 over 1 sample); W_L2: 2.5E-6 -> 3E-6 varies W_L2, which no run has varied yet.',
      'The config of Node 2 has the highest mean V_rest_R2 0.700 over 1 sample (2), mean connectivity_R2 0.950; fewer than 3 samples confirm nothing, so it runs again unchanged.',
    ]);
  });

  it('is the same for the same log', () => assert.deepEqual(propose(input(start)), propose(input(start))));

  it('offers alternatives for every slot, each legal beside the other slots', () => {
    const from = input(start);
    const { slots } = proposed(from);
    for (const { slot, alternatives } of slots) {
      assert.ok(alternatives.length > 0 && alternatives.length <= 8);
      for (const other of alternatives)
        assert.deepEqual(
          violations(
            from,
            slots.map(own => (own.slot === slot ? other : own)),
          ),
          [],
        );
    }
    assert.deepEqual(
      slots[3]?.alternatives.map(({ parent }) => parent),
      [1, 3],
    );
  });

  it('is the start batch for an empty log, from the base config where the protocol has no baseline', () => {
    assert.deepEqual(lines(proposed(input([]))), [
      '0: root',
      '1: root lr_update=0.0018',
      '2: root lr_update=0.0025',
      '3: root',
    ]);
    const { slots } = proposed({
      exploration: exploration('# log\n', metabolism),
      baseValues: new Map([['lr_k', 0.005]]),
    });
    assert.deepEqual(
      slots.map(({ config, mutations }) => [config, mutations]),
      Array(4).fill([{ lr_k: 0.005 }, []]),
    );
    assert.deepEqual(violations(input([]), proposed(input([])).slots), []);
  });

  it('names the parent of slot 0 for the last Next', () => {
    assert.equal(nextParent(input(start).exploration), 2);
    assert.equal(nextParent(input([]).exploration), 'root');
    assert.equal(nextParent(input([...start, {}]).exploration), undefined);
  });
});

describe('the mutation of an exploiting slot', () => {
  it('goes on in the direction that raised the reward', () => {
    const up = [
      {},
      set({ lr_update: 1.8e-3 }, { reward: 0.6 }),
      set({ lr_update: 2.5e-3 }, { reward: 0.7 }),
      {},
    ];
    assert.equal(lines(proposed(input(up)))[0], '0: 3 lr_update=0.003');
  });

  it('prefers what many comparisons agree on to one lucky pair', () => {
    const runs = [
      ...start.slice(0, 1),
      set({ W_L2: 3e-6 }, { reward: 0.56 }),
      set({ W_L2: 3.5e-6 }, { reward: 0.62 }),
      set({ W_L2: 4e-6 }, { reward: 0.68 }),
      { parent: 1 },
      { parent: 1 },
      set({ grad_clip_W: 0.1 }, { parent: 1, reward: 0.61 }),
      set({ lr_update: 1.2e-3 }, { parent: 1, reward: 0.2 }),
    ];
    assert.equal(lines(proposed(input(runs)))[0], '0: 4 W_L2=0.000005');
  });

  it('takes the node of the second highest score, and another parameter where its config is the same', () => {
    const runs = [
      set({ lr_update: 1.8e-3 }, { reward: 0.7 }),
      {},
      {},
      {},
      { parent: 1, reward: 0.9 },
      { parent: 1, reward: 0.8 },
      { parent: 2, reward: 0.1 },
      { parent: 2, reward: 0.1 },
    ];
    const [first, second] = lines(proposed(input(runs)));
    assert.match(first ?? '', /^0: 5 /);
    assert.match(second ?? '', /^1: 6 /);
    assert.notEqual(first?.split(' ')[2]?.split('=')[0], second?.split(' ')[2]?.split('=')[0]);
  });

  it('moves a value off the list to the nearest candidate on either side', () => {
    const off = [set({ lr_update: 1.6e-3 }, { reward: 0.9 }), {}, {}, {}];
    const { slots } = proposed(input(off));
    const values = [slots[0], ...(slots[0]?.alternatives ?? [])].flatMap(
      slot =>
        slot?.mutations.filter(({ parameter }) => parameter === 'lr_update').map(({ new: to }) => to) ?? [],
    );
    assert.deepEqual(values.slice(0, 2).sort(), [1.5e-3, 1.8e-3]);
  });

  it('never moves the time step without recurrence', () => {
    const { slots } = proposed(input(start));
    const all = slots.flatMap(slot => [slot, ...slot.alternatives]);
    assert.ok(
      all.every(
        ({ mutations, config }) =>
          config.recurrent === true || mutations.every(({ parameter }) => parameter !== 'time_step'),
      ),
    );
  });

  it('keeps locked parameters, and what a config has of them by exception', () => {
    for (const slot of proposed(input(start)).slots.flatMap(own => [own, ...own.alternatives])) {
      assert.deepEqual([slot.config.lr, slot.config.lr_W], [1.2e-3, 6e-4]);
    }
  });

  it('comes from the final tree of the block before in the first batch of a block', () => {
    const runs = [...start, ...again, { parent: 1, reward: 0.9 }, ...again.slice(1)];
    const { slots, batch } = proposed(input(runs));
    assert.equal(batch, 4);
    assert.equal(slots[0]?.parent, 9);
    const next = [
      ...runs,
      { parent: 9, reward: 0.1 },
      { parent: 1, reward: 0.2 },
      { parent: 1, reward: 0.3 },
      { parent: 1 },
    ];
    assert.ok(
      proposed(input(next))
        .slots.slice(0, 3)
        .every(({ parent }) => typeof parent === 'number' && parent > 12),
    );
  });

  it('comes from no crashed node and none that the tree builder drops, and from root where there is no other', () => {
    const lost = [
      set({ lr_update: 1.8e-3 }, { reward: 'timeout' }),
      set({ lr_update: 2.5e-3 }, { reward: -0.3 }),
      {},
      {},
    ];
    assert.ok(proposed(input(lost)).slots.every(({ parent }) => parent === 3 || parent === 4));
    const all = Array.from({ length: 4 }, () => set({ grad_clip_W: 1 }, { reward: 'timeout' }));
    const { slots } = proposed(input(all));
    assert.deepEqual(
      slots.map(({ parent }) => parent),
      Array(4).fill('root'),
    );
    assert.match(slots[3]?.reason ?? '', /no sample of the base config yet/);
  });
});

describe('the re-run of the robustness slot', () => {
  const confirmed: RunOf[] = [
    { reward: 0.6 },
    { reward: 0.6 },
    { reward: 0.6 },
    set({ lr_update: 1.8e-3 }, { reward: 0.5 }),
  ];

  it('is the config of the highest mean', () => assert.equal(lines(proposed(input(confirmed)))[3], '3: 1'));

  it('is a config with few samples where its mean is higher', () => {
    const runs = [...confirmed.slice(0, 3), set({ lr_update: 1.8e-3 }, { reward: 0.61 })];
    assert.equal(lines(proposed(input(runs)))[3], '3: 4');
  });

  it('is a confirmed config where the means are equal', () => {
    const runs = [set({ lr_update: 1.8e-3 }, { reward: 0.6 }), ...confirmed.slice(0, 3)];
    assert.equal(lines(proposed(input(runs)))[3], '3: 2');
  });

  it('breaks no constraint while another config keeps it', () => {
    const runs = [...confirmed.slice(0, 3), set({ lr_update: 1.8e-3 }, { reward: 0.9, conn: 0.7 })];
    assert.equal(lines(proposed(input(runs)))[3], '3: 1');
  });

  it('names the earliest sample', () => {
    const runs = [...start, { parent: 2, reward: 0.9 }, ...again.slice(1)];
    assert.deepEqual(proposed(input(runs)).slots[3]?.samples, [2, 5]);
    assert.equal(lines(proposed(input(runs)))[3], '3: 2');
  });

  it('is no recurrent config that crashed', () => {
    const risky = { recurrent: true };
    const runs = [set(risky, { reward: 0.9 }), set(risky, { reward: 'timeout' }), {}, {}];
    assert.equal(lines(proposed(input(runs)))[3], '3: 3');
  });
});

describe('more robustness slots', () => {
  const asks = (repeatability: Protocol['repeatability']): Protocol => ({ ...vrest, repeatability });

  it('run what looks promising in all slots but the first, where protocol or person ask for it', () => {
    const protocol = asks({ promising: 0.65 });
    const { slots, notes } = proposed(input(start, protocol));
    assert.deepEqual(
      slots.map(({ parent, mutations }) => [parent, mutations.length]),
      [
        [2, 1],
        [2, 0],
        [2, 0],
        [2, 0],
      ],
    );
    assert.deepEqual(
      slots.map(({ role }) => role),
      ['exploit', 'robustness', 'robustness', 'robustness'],
    );
    assert.match(
      notes.join(' '),
      /The config of Node 2 \(mean V_rest_R2 0\.700 over 1 sample\) looks promising/,
    );
    const wanted = proposed({ ...input(start), options: { moreRobustness: true } });
    assert.deepEqual(lines(wanted).slice(1), ['1: 2', '2: 2', '3: 2']);
  });

  it('share the slots between two promising results', () => {
    const two = [
      {},
      set({ lr_update: 1.8e-3 }, { reward: 0.7 }),
      set({ lr_update: 2.5e-3 }, { reward: 0.8 }),
      {},
    ];
    assert.deepEqual(lines(proposed(input(two, asks({ promising: 0.65 })))).slice(1), [
      '1: 3',
      '2: 2',
      '3: 3',
    ]);
  });

  it('are not wanted for what is confirmed or was repeated', () => {
    const known: RunOf[] = Array.from({ length: 4 }, () => ({ reward: 0.7 }));
    const { slots, notes } = proposed({
      ...input(known, asks({ promising: 0.65 })),
      options: { moreRobustness: true },
    });
    assert.equal(slots.filter(({ mutations }) => mutations.length === 0).length, 1);
    assert.match(notes.join(' '), /No result looks promising/);
    const repeated = [...start, { parent: 2, reward: 0.4 }, ...again.slice(1)];
    assert.equal(
      proposed(input(repeated, asks({ promising: 0.65 }))).slots.filter(
        ({ mutations }) => mutations.length === 0,
      ).length,
      1,
    );
  });

  it('confirm the best config before a new block, where the protocol asks for it', () => {
    const runs = [
      ...start.map(run => ({ ...run, reward: 0.3 })),
      ...again.slice(0, 3),
      set({ lr_update: 1.5e-3 }, { parent: 1, reward: 0.8 }),
    ];
    const last = proposed(input(runs, asks({ beforeBlock: 3 })));
    assert.deepEqual(lines(last).slice(2), ['2: 8', '3: 8']);
    assert.match(last.notes.join(' '), /lacks 2 samples before a new block, so 2 slots run it again/);
    assert.equal(proposed(input(runs)).slots.filter(({ mutations }) => mutations.length === 0).length, 1);
    const late = [...runs, ...again];
    assert.deepEqual(lines(proposed(input(late, asks({ beforeBlock: 3 })))).slice(2), ['2: 8', '3: 8']);
  });
});

describe('what is never proposed', () => {
  const all = (from: ProposeInput) => proposed(from).slots.flatMap(slot => [slot, ...slot.alternatives]);

  it('what ran, crashed ones included, or a config that differs in an idle time step alone', () => {
    const runs = [
      { reward: 0.9 },
      set({ lr_update: 1.2e-3, time_step: 2 }),
      set({ W_L2: 3e-6 }, { reward: 'timeout' }),
      {},
    ];
    for (const { mutations, config } of all(input(runs)))
      if (mutations.length > 0) {
        assert.ok(
          config.lr_update !== 1.2e-3 ||
            Object.keys(config).some(
              name =>
                !['lr_update', 'time_step'].includes(name) &&
                mutations.some(({ parameter }) => parameter === name),
            ),
        );
        assert.ok(config.W_L2 !== 3e-6 || mutations.length > 1 || config.lr_update !== 0);
      }
  });

  it('what is one step from a config that crashed', () => {
    const runs = [{ reward: 0.9 }, {}, {}, set({ lr_update: 1.5e-3 }, { reward: 'out of memory' })];
    const values = all(input(runs))
      .filter(({ parent, mutations }) => mutations.length === 1 && parent !== 'root')
      .flatMap(({ mutations }) =>
        mutations.filter(({ parameter }) => parameter === 'lr_update').map(({ new: to }) => to),
      );
    for (const near of [1.2e-3, 1.5e-3, 1.8e-3]) assert.ok(!values.includes(near), String(near));
    assert.ok(values.includes(2.1e-3));
  });

  it('a run over the limit, but for the two exceptions, which come last and with a warning', () => {
    const slow = [set({ recurrent: true, time_step: 2 }, { reward: 0.9, minutes: 50 }), {}, {}, {}];
    const from = input(slow);
    const { slots } = proposed(from);
    assert.ok(slots.every(({ minutes = 0 }) => minutes <= 60));
    const situation = new Situation(from.exploration);
    const three = revise(from, proposed(from), 0, {
      parent: 1,
      set: { lr_update: 0, W_L2: 2.5e-6, recurrent: true, time_step: 3 },
    });
    assert.deepEqual(three.problems, []);
    assert.match(three.slot.reason, /Warning: it should take 65 min, over the limit of 60/);
    const both = revise(from, proposed(from), 0, { parent: 1, set: { n_epochs: 2 } });
    assert.match(both.problems.join(' '), /it should take 105 min, over the limit of 60/);
    assert.equal(situation.batch, 2);
  });

  it('anything as slow from a run over 55 minutes', () => {
    const slow = [
      set({ recurrent: true, time_step: 2 }, { reward: 0.9, minutes: 57 }),
      { reward: 0.1 },
      { reward: 0.1 },
      { reward: 0.1 },
    ];
    for (const { parent, mutations, config } of all(input(slow)))
      if (parent === 1 && mutations.length > 0) assert.ok(config.time_step === 1, JSON.stringify(mutations));
    const plain = [{ reward: 0.9, minutes: 57 }, { reward: 0.1 }, { reward: 0.1 }, { reward: 0.1 }];
    for (const { parent, mutations, config } of all(input(plain)))
      if (parent === 1 && mutations.length > 0)
        assert.deepEqual([config.recurrent, config.n_epochs], [false, 1]);
  });

  it('more than the protocol may change at once', () => {
    const one = { ...vrest, maxMutations: 1 };
    assert.ok(all(input(start, one)).every(({ mutations }) => mutations.length <= 1));
  });
});

describe('where little is left', () => {
  const only = (names: readonly string[]): Protocol => ({
    ...vrest,
    parameters: Object.fromEntries(
      Object.entries(vrest.parameters).map(([name, parameter]) => [
        name,
        parameter.role === 'tunable' && !names.includes(name)
          ? { ...parameter, candidates: [parameter.value ?? 0] }
          : parameter,
      ]),
    ),
  });
  const tried: RunOf[] = [0, 1.2e-3, 1.5e-3, 1.8e-3, 2.1e-3, 2.5e-3, 3e-3, 3e-3].map(lr_update =>
    set({ lr_update }, { reward: 0.5 }),
  );

  /** Two values of two parameters. */
  const four = (): Protocol => {
    const small = only(['lr_update', 'grad_clip_W']);
    const { lr_update: rate, grad_clip_W: clip } = vrest.parameters;
    assert.ok(rate && clip);
    const own = {
      lr_update: { ...rate, candidates: [0, 1.2e-3] },
      grad_clip_W: { ...clip, candidates: [0, 0.1] },
    };
    return { ...small, parameters: { ...small.parameters, ...own } };
  };

  it('two parameters change where no single change is left, and it is said', () => {
    const { slots, notes } = proposed(input([{}, {}, {}, {}], four()));
    assert.equal(lines({ slots })[2], '2: 3 lr_update=0.0012 grad_clip_W=0.1');
    assert.deepEqual(notes, [
      'Slot 2 (explore): no single change is left that is untried and allowed, so two parameters change.',
    ]);
  });

  it('the last config is taken once, and the other slots run a config again', () => {
    const runs = [{}, set({ lr_update: 1.2e-3 }), set({ grad_clip_W: 0.1 }), {}];
    const { slots } = proposed(input(runs, four()));
    assert.deepEqual(
      slots.map(({ mutations }) => mutations.length),
      [1, 0, 0, 0],
    );
  });

  it('a config runs again where nothing can change, and it is said', () => {
    const { slots, notes } = proposed(input(tried, only(['lr_update'])));
    assert.ok(slots.every(({ mutations, role }) => mutations.length === 0 && role === 'robustness'));
    assert.equal(notes.length, 3);
    assert.equal(new Set(slots.slice(0, 3).map(({ parent }) => parent)).size, 3);
  });

  it('no batch is proposed where even the cheapest run takes too long', () => {
    const outcome = propose(input(Array.from({ length: 4 }, () => ({ minutes: 66 }))));
    assert.ok(outcome.kind === 'refused');
    assert.match(outcome.message, /even the cheapest runs of this log take 66 min, over the limit of 60/);
  });
});

describe('a log that is not ready', () => {
  const refused = (text: string, protocol = vrest) => {
    const outcome = propose({ exploration: exploration(text, protocol) });
    return outcome.kind === 'refused' ? `${outcome.message} ${outcome.advice}` : '';
  };

  it('has an incomplete batch', () => {
    assert.match(
      refused(logOf([...start, {}, {}])),
      /Batch 2 is incomplete: iterations 7, 8 have no entry\. Record iterations 7, 8 first/,
    );
    const pending =
      logOf(start) +
      ['', 5, 6, 7]
        .filter(Boolean)
        .map(id => entry({ id: Number(id) }))
        .join('') +
      '## Iter 8: pending\nNode: id=8, parent=1\n';
    assert.match(refused(pending), /iteration 8 is pending\. Record iteration 8 first/);
  });

  it('stops the tree builder, or fits no protocol', () => {
    assert.match(
      refused(logOf(start).replace('V_rest_R2=0.7,', 'V_rest_R2=0.7.1,')),
      /V_rest_R2 is 0\.7\.1, which is no number/,
    );
    const outcome = propose({ exploration: unknown(logOf(start)) });
    assert.ok(outcome.kind === 'refused' && outcome.message.includes('fits no protocol'));
  });

  it('has errors in its newest batch', () => {
    assert.deepEqual(openErrors(input(start).exploration), []);
    const wrong = logOf([...start, ...again])
      .replace('Node: id=7,', 'Node: id=6,')
      .replace('Node: id=3,', 'Node: id=2,');
    assert.deepEqual(
      openErrors(exploration(wrong)).map(({ rule }) => rule),
      ['node-id'],
    );
  });
});

describe('a slot as a person changed it', () => {
  const from = input(start);
  const proposal = proposed(from);

  it('has its mutations worked out again', () => {
    const { slot, problems } = revise(from, proposal, 0, { set: { W_L2: 3.5e-6, lr_update: 1.8e-3 } });
    assert.deepEqual(problems, []);
    assert.deepEqual(slot.mutations, [{ parameter: 'W_L2', old: 2.5e-6, new: 3.5e-6 }]);
    assert.deepEqual([slot.config.W_L2, slot.config.lr_update, slot.parent], [3.5e-6, 1.8e-3, 2]);
    const moved = revise(from, proposal, 0, { parent: 3 }).slot;
    assert.deepEqual(moved.mutations, [{ parameter: 'lr_update', old: 2.5e-3, new: 1.5e-3 }]);
    assert.deepEqual(
      revise(from, proposal, 0, { set: { coeff_W_L2: 3e-6 } }).slot.mutations.map(
        ({ parameter }) => parameter,
      ),
      ['lr_update', 'W_L2'],
    );
  });

  it('becomes a re-run of the earliest sample where nothing changes', () => {
    const { slot, problems } = revise(from, proposal, 3, { parent: 4 });
    assert.deepEqual([slot.parent, slot.mutations, slot.role, problems], [1, [], 'robustness', []]);
  });

  it('says what is illegal', () => {
    const broken = (slot: number, change: Parameters<typeof revise>[3]) =>
      revise(from, proposal, slot, change).problems.join(' ');
    assert.match(broken(0, { parent: 99 }), /Node 99 is not in the log/);
    assert.match(broken(0, { set: { lr_update: 5e-3 } }), /lr_update=5E-3 is outside its search range/);
    assert.match(broken(0, { set: { lr_update: 1.8e-3, time_step: 2 } }), /time_step has no effect/);
    assert.match(broken(0, { set: { lr_W: 1e-3 } }), /the search does not change lr_W/);
    assert.match(broken(0, { set: { lr_update: 2.5e-3 } }), /Iter 3 ran this config already/);
    assert.match(broken(0, { set: { lr_update: 1.8e-3, W_L2: 3e-6 } }), /slot 2 runs this config too/);
    assert.match(broken(0, { set: { W_L2: 3e-6, grad_clip_W: 1 } }), /3 parameters change, 2 may/);
    assert.match(broken(3, { set: { W_L2: 5e-6 } }), /it is to re-run a config unchanged/);
    assert.match(broken(0, { set: { seed: 7 } }), /the parent's seed is unknown/);
    assert.throws(() => revise(from, proposal, 9, {}), RangeError);
  });

  it('stays as it is chosen, and the other slots are chosen beside it', () => {
    const choices = [{ slot: 0, set: { lr_update: 1.8e-3, W_L2: 3e-6 } }];
    const beside = proposed({ ...from, options: { choices } });
    assert.equal(lines(beside)[0], '0: 2 W_L2=0.000003');
    assert.notEqual(lines(beside)[2], '2: 2 W_L2=0.000003');
    assert.deepEqual(violations(from, beside.slots), []);
  });
});

describe('a protocol of another field', () => {
  const line = (
    id: number,
    config: string,
    reward: number,
    mutation: string,
    parent: number | 'root' = 'root',
  ) =>
    `## Iter ${id}: partial\nNode: id=${id}, parent=${parent}\nMode/Strategy: exploit\nConfig: ${config}\nMetrics: rate_constants_R2=${reward}, test_pearson=0.9\nMutation: ${mutation}\nParent rule: x\nObservation: y\nNext: parent=${parent}\n`;
  const text = [
    line(1, 'lr_k=0.005, n_epochs=1, coeff_k_floor=0.0', 0.4, 'None (baseline)'),
    line(2, 'lr_k=0.01, n_epochs=1, coeff_k_floor=0.0', 0.6, 'lr_k: 0.005 -> 0.01'),
    line(3, 'lr_k=0.005, n_epochs=1, coeff_k_floor=1.0', 0.5, 'coeff_k_floor: 0.0 -> 1.0'),
    line(4, 'lr_k=0.005, n_epochs=1, coeff_k_floor=0.0', 0.45, 'None (replicate)'),
  ].join('\n');

  it('without candidates doubles and halves, and explores in its last slot', () => {
    const { slots } = proposed({ exploration: exploration(text, metabolism) });
    assert.deepEqual(lines({ slots })[0], '0: 2 lr_k=0.02');
    assert.deepEqual(
      slots.map(({ role }) => role),
      ['exploit', 'exploit', 'explore', 'explore'],
    );
    const epochs = slots
      .flatMap(slot => [slot, ...slot.alternatives])
      .flatMap(({ mutations }) =>
        mutations.filter(({ parameter }) => parameter === 'n_epochs').map(({ new: to }) => to),
      );
    assert.ok(epochs.length > 0 && epochs.every(to => Number.isInteger(to) && Number(to) > 0));
    assert.equal(slots[0]?.minutes, undefined);
  });

  it('has the base values where the log is silent', () => {
    const { slots } = proposed({
      exploration: exploration(text, metabolism),
      baseValues: new Map([['lr_node', 0.001]]),
    });
    assert.equal(slots[0]?.config.lr_node, 0.001);
    assert.ok(
      batchViolations(slots, new Situation(exploration(text, metabolism), new Map([['lr_node', 0.001]])))
        .length === 0,
    );
  });
});
