import assert from 'node:assert/strict';
import { violations } from '../oracle/legal.ts';

interface Line {
  readonly id: number;
  readonly parent: number | 'root';
  readonly config: string;
  readonly vrest?: number;
  readonly conn?: number;
  readonly minutes?: number;
  readonly mutation?: string;
}

const entry = ({ id, parent, config, vrest, conn = 0.95, minutes = 33, mutation = '[none]' }: Line): string =>
  [
    `## Iter ${id}: ${vrest === undefined ? 'failed' : 'V_rest partial'}`,
    `Node: id=${id}, parent=${parent}`,
    'Mode/Strategy: exploit',
    `Config: ${config}`,
    ...(vrest === undefined
      ? []
      : [`Metrics: V_rest_R2=${vrest}, connectivity_R2=${conn}, training_time_min=${minutes}`]),
    `Mutation: ${mutation}`,
    'Next: parent=root',
    '',
  ].join('\n');

const base = 'lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0';
/** Node 3 crashed, node 5 was slow, node 7 is promising and leaves out what its parent says. */
const lines: Line[] = [
  { id: 1, parent: 'root', config: base, vrest: 0.5 },
  {
    id: 2,
    parent: 'root',
    config: base.replace('0,', '1.8E-3,'),
    vrest: 0.55,
    mutation: 'lr_update: 0 -> 1.8E-3',
  },
  { id: 3, parent: 'root', config: base.replace('0,', '2.5E-3,'), mutation: 'lr_update: 0 -> 2.5E-3' },
  { id: 4, parent: 1, config: base, vrest: 0.4 },
  { id: 5, parent: 1, config: 'recurrent=T, time_step=2', vrest: 0.45, minutes: 56 },
  { id: 6, parent: 2, config: 'W_L2=3E-6', vrest: 0.69, conn: 0.7 },
  { id: 7, parent: 2, config: 'lr_update=1.8E-3, grad_clip_W=1', vrest: 0.7 },
  { id: 8, parent: 2, config: 'lr_update=1.8E-3', vrest: 0.6 },
];
const logOf = (items: readonly Line[]): string => `# Log\n\n${items.map(entry).join('\n')}`;
const log = logOf(lines);

const defaults = { lr_update: 0, recurrent: false, time_step: 1, W_L2: 2.5e-6, grad_clip_W: 0, n_epochs: 1 };
type Values = Partial<typeof defaults>;
interface Slot {
  slot: number;
  role: string;
  parent: number | string;
  mutations: { parameter: string; old: unknown; new: unknown }[];
  config: Record<string, unknown>;
  minutes: number;
  reason: string;
}

const slot = (
  number: number,
  role: string,
  parent: number | string,
  before: Values,
  changes: Values,
): Slot => ({
  slot: number,
  role,
  parent,
  mutations: Object.entries(changes).map(([parameter, value]) => ({
    parameter,
    old: { ...defaults, ...before }[parameter as keyof typeof defaults],
    new: value,
  })),
  config: { ...defaults, ...before, ...changes },
  minutes: 33,
  reason: 'It has the highest score, 2.1.',
});

const clipped = { lr_update: 1.8e-3, grad_clip_W: 1 };
function legal(): { batch: number; iterations: number[]; slots: [Slot, Slot, Slot, Slot] } {
  return {
    batch: 3,
    iterations: [9, 10, 11, 12],
    slots: [
      slot(0, 'exploit', 7, clipped, { W_L2: 3e-6 }),
      slot(1, 'exploit', 8, { lr_update: 1.8e-3 }, { lr_update: 1.5e-3 }),
      slot(2, 'explore', 5, { recurrent: true, time_step: 2 }, { time_step: 1, grad_clip_W: 0.5 }),
      slot(3, 'robustness', 7, clipped, {}),
    ],
  };
}

/** The kinds of breach of the legal proposal with one slot put in place of its own. */
const kinds = (changed: Slot | undefined, text = log): string[] => {
  const proposal = legal();
  if (changed) proposal.slots[changed.slot as 0 | 1 | 2 | 3] = changed;
  return kindsOf(text, proposal);
};
const kindsOf = (text: string, proposal: unknown): string[] => [
  ...new Set(violations(text, proposal).map(item => item.split(':')[0] ?? '')),
];
const exploit = (parent: number | string, before: Values, changes: Values): Slot =>
  slot(1, 'exploit', parent, before, changes);

describe('the second oracle', () => {
  it('finds nothing in a legal proposal', () => {
    assert.deepEqual(violations(log, legal()), []);
  });

  it('wants four slots and the next four iterations', () => {
    assert.deepEqual(kindsOf(log, {}), ['shape']);
    assert.deepEqual(kindsOf(log, { ...legal(), slots: legal().slots.slice(1) }), ['slots']);
    assert.deepEqual(kindsOf(log, { ...legal(), iterations: [10, 11, 12, 13] }), ['iterations']);
    assert.deepEqual(kindsOf(log, { ...legal(), batch: 4 }), ['iterations']);
  });

  it('wants the batch again that the log has not all of', () => {
    const half = logOf(lines.slice(0, 6));
    assert.ok(kindsOf(half, legal()).includes('iterations'));
  });

  it('wants the start batch for an empty log', () => {
    const start = {
      batch: 1,
      iterations: [1, 2, 3, 4],
      slots: [
        slot(0, 'exploit', 'root', {}, {}),
        slot(1, 'exploit', 'root', {}, { lr_update: 1.8e-3 }),
        slot(2, 'explore', 'root', {}, { lr_update: 2.5e-3 }),
        slot(3, 'robustness', 'root', {}, {}),
      ],
    };
    assert.deepEqual(violations('# Log\n', start), []);
    start.slots[2] = slot(2, 'explore', 'root', {}, { lr_update: 2.1e-3 });
    assert.deepEqual(kindsOf('# Log\n', start), ['start']);
  });

  it('wants a role of each slot', () => {
    assert.deepEqual(kinds({ ...legal().slots[0], role: 'explore' }), ['role']);
    assert.deepEqual(kinds(slot(3, 'explore', 8, { lr_update: 1.8e-3 }, { W_L2: 4e-6 })), ['role']);
  });

  it('lets slots 1 and 2 repeat a promising run, and no other', () => {
    assert.deepEqual(kinds(slot(1, 'robustness', 7, clipped, {})), []);
    assert.deepEqual(kinds(slot(1, 'robustness', 1, {}, {})), ['role']);
    assert.deepEqual(kinds(slot(0, 'robustness', 7, clipped, {})), ['role']);
  });

  it('wants a parent that is older and in the tree', () => {
    assert.deepEqual(kinds(exploit(77, clipped, { W_L2: 3e-6 })).includes('parent'), true);
    assert.deepEqual(kinds(exploit(3, { lr_update: 2.5e-3 }, { W_L2: 3e-6, grad_clip_W: 1 })), ['parent']);
    const negative = logOf(lines.map(line => (line.id === 8 ? { ...line, vrest: -0.1 } : line)));
    assert.deepEqual(kinds(undefined, negative), ['parent']);
    assert.deepEqual(kinds(exploit('root', {}, { W_L2: 4e-6 })), []);
  });

  it('wants old values and a config that are the parent’s', () => {
    const changed = legal().slots[0];
    changed.mutations = [{ parameter: 'W_L2', old: 3.5e-6, new: 3e-6 }];
    assert.deepEqual(kinds(changed), ['old-value']);
    const other = legal().slots[0];
    other.config.grad_clip_W = 0.5;
    assert.deepEqual(kinds(other), ['config']);
    const short = legal().slots[0];
    delete short.config.W_L2;
    assert.ok(kinds(short).includes('config'));
  });

  it('wants slot 0 to change one parameter of the node with the highest score', () => {
    assert.deepEqual(kinds(slot(0, 'exploit', 8, { lr_update: 1.8e-3 }, { W_L2: 4e-6 })), ['score']);
    assert.deepEqual(kinds(slot(0, 'exploit', 7, clipped, { W_L2: 4e-6, grad_clip_W: 0.5 })), ['score']);
    // With three descendants node 7 is behind node 6.
    const next = log.replaceAll('Next: parent=root', 'Next: parent=7');
    assert.deepEqual(kinds(undefined, next), ['score']);
    assert.deepEqual(
      kinds(slot(0, 'exploit', 6, { lr_update: 1.8e-3, W_L2: 3e-6 }, { W_L2: 4e-6 }), next),
      [],
    );
  });

  it('lets only the six parameters change', () => {
    const changed = legal().slots[1];
    changed.mutations.push({ parameter: 'hidden_dim', old: 80, new: 64 });
    changed.config.hidden_dim = 64;
    assert.deepEqual(kinds(changed), ['tunable']);
    const rates = exploit(7, clipped, { lr_update: 2.1e-3 });
    rates.mutations.push({ parameter: 'lr', old: 1.2e-3, new: 1e-3 });
    rates.config.lr = 1e-3;
    assert.deepEqual(kinds(rates), []);
  });

  it('wants values in range and among the candidates', () => {
    assert.deepEqual(kinds(exploit(7, clipped, { W_L2: 3.2e-6 })), ['value']);
    assert.deepEqual(kinds(exploit(7, clipped, { W_L2: 6e-6 })), ['value']);
    assert.deepEqual(kinds(exploit(7, clipped, { n_epochs: 3 })).includes('value'), true);
  });

  it('wants one or two changes, but in the first batch of a block', () => {
    const three = exploit(7, clipped, { W_L2: 4e-6, grad_clip_W: 0.5, lr_update: 1.5e-3 });
    assert.deepEqual(kinds(three), ['changes']);
    const longer = logOf([
      ...lines,
      ...[9, 10, 11, 12].map(id => ({
        ...(lines[0] ?? { id, parent: 'root', config: base }),
        id,
        parent: 1 as const,
      })),
    ]);
    const proposal = { ...legal(), batch: 4, iterations: [13, 14, 15, 16] };
    proposal.slots[1] = three;
    assert.deepEqual(kindsOf(longer, proposal), []);
  });

  it('wants no config twice, nor one that differs in an idle time_step alone', () => {
    assert.deepEqual(kinds(exploit(7, clipped, { grad_clip_W: 0 })), ['duplicate']);
    assert.deepEqual(kinds(exploit(7, clipped, { time_step: 2 })), ['duplicate']);
    assert.deepEqual(kinds(exploit(2, { lr_update: 1.8e-3 }, { lr_update: 2.5e-3 })), ['duplicate']);
    assert.deepEqual(kinds(slot(1, 'exploit', 7, clipped, { W_L2: 3e-6 })), ['duplicate']);
  });

  it('wants slot 3 to be the best config under the constraint, verbatim', () => {
    assert.deepEqual(kinds(slot(3, 'robustness', 1, {}, {})), ['robustness']);
    const lucky = logOf(lines.map(line => (line.id === 6 ? { ...line, vrest: 0.9 } : line)));
    assert.ok(
      kinds(slot(3, 'robustness', 6, { lr_update: 1.8e-3, W_L2: 3e-6 }, {}), lucky).includes('robustness'),
    );
    assert.ok(kinds(slot(3, 'robustness', 7, clipped, { W_L2: 3e-6 })).includes('robustness'));
    assert.deepEqual(kinds({ ...legal().slots[3], parent: 2 }).includes('robustness'), true);
    const unconnected = logOf(lines.map(line => ({ ...line, conn: 0.7 })));
    assert.deepEqual(kinds(slot(3, 'robustness', 1, {}, {}), unconnected), []);
  });

  it('wants predictions within 60 minutes, but for two exceptions', () => {
    const at = (changed: Slot, minutes: number): Slot => ({ ...changed, minutes });
    assert.deepEqual(kinds(at(exploit(7, clipped, { recurrent: true, n_epochs: 2 }), 61)), ['time']);
    assert.deepEqual(kinds(at(exploit(7, clipped, { recurrent: true, time_step: 3 }), 65)), []);
    assert.deepEqual(kinds(at(exploit(7, clipped, { n_epochs: 2 }), 61)), []);
    assert.deepEqual(kinds(at(exploit(7, clipped, { recurrent: true, time_step: 2 }), 33)), ['minutes']);
    const slow = logOf(lines.map(line => ({ ...line, minutes: 70 })));
    assert.ok(kinds(undefined, slow).includes('time'));
  });

  it('wants children of a slow run to be cheaper', () => {
    const recurrent = { recurrent: true, time_step: 2 };
    assert.deepEqual(kinds({ ...exploit(5, recurrent, { grad_clip_W: 0.1 }), minutes: 55 }), ['long-parent']);
    const slow = logOf(lines.map(line => (line.id === 7 ? { ...line, minutes: 58 } : line)));
    assert.deepEqual(kinds({ ...exploit(7, clipped, { n_epochs: 2 }), minutes: 61 }, slow), ['long-parent']);
    assert.deepEqual(kinds(exploit(7, clipped, { recurrent: true }), slow), ['long-parent']);
    assert.deepEqual(kinds(undefined, slow), []);
  });

  it('wants nothing one step from a crash', () => {
    assert.deepEqual(kinds(exploit(2, { lr_update: 1.8e-3 }, { lr_update: 2.1e-3 })), ['near-crash']);
  });

  it('wants a reason', () => {
    assert.deepEqual(kinds({ ...legal().slots[2], reason: ' ' }), ['reason']);
  });
});
