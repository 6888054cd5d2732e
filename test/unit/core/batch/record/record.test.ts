/** What is recorded of each form of results, and what is not. */
import assert from 'node:assert/strict';
import { nextEdit } from '../../../../../src/core/batch/next-edit.ts';
import { recordResults, waitingResults } from '../../../../../src/core/batch/record/record.ts';
import type { RecordOutcome } from '../../../../../src/core/batch/record/record.ts';
import { explorationOf } from '../../../../../src/core/exploration/exploration.ts';
import { lint } from '../../../../../src/core/lint/engine.ts';
import { parse } from '../../../../../src/core/log/parse.ts';
import { presets } from '../../../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../../../src/core/protocol/universal.ts';
import { applyEdits } from '../../../../../src/core/text/edits.ts';
import { crash, flyLog, Loop, metabolismBase, sha, vrestBase } from '../../../../fixtures/loop.ts';

const { vrest } = presets;
const good = [flyLog(0.52), flyLog(0.61), flyLog(0.33), flyLog(0.4712)];
const second = [flyLog(0.44), flyLog(0.45), flyLog(0.46), flyLog(0.47)];

function started(left: readonly (string | undefined)[] = good): Loop {
  const loop = new Loop(vrest, vrestBase, 'flyvis_62_1_gs_vrest');
  loop.run(left);
  return loop;
}

/** After a first batch, with the second one planned. */
function goingOn(left: readonly (string | undefined)[] = second): Loop {
  const loop = started();
  assert.equal(loop.record().kind, 'record');
  loop.propose([
    { parent: 2, set: { W_L2: 3e-6 } },
    { parent: 2, set: { grad_clip_W: 0.1 } },
    { parent: 1, set: { recurrent: true } },
    { parent: 2 },
  ]);
  loop.run(left);
  return loop;
}

const planOf = ({ plan }: Loop): string => plan ?? '';

/** The message of an outcome that has one, after its kind. */
const said = (outcome: RecordOutcome): string =>
  `${outcome.kind}: ${'message' in outcome ? outcome.message : outcome.notes.join(' ')}`;

/** That an outcome is not to write anything, by what it says. */
function holdsBack(loop: Loop, kind: 'ask' | 'refused' | 'nothing', message: RegExp): void {
  const before = [loop.log, loop.plan];
  assert.match(said(loop.record()), new RegExp(`^${kind}: ${message.source}`));
  assert.deepEqual([loop.log, loop.plan], before);
}

describe('a result log', () => {
  const metrics =
    'V_rest_R2=0.4990, connectivity_R2=0.9550, tau_R2=0.9750, cluster_accuracy=0.8840, test_pearson=0.9910, training_time_min=33.1';
  const plain = flyLog(0.499);
  const forms: readonly (readonly [what: string, text: string])[] = [
    ['key: value', plain],
    ['key=value', plain.replaceAll(': ', '=')],
    ['a +/- b', plain.replace('0.4990', '0.4990 +/- 0.02').replace('0.9750', '0.9750 ± 0.01')],
    ['CRLF and no last break', plain.replaceAll('\n', '\r\n').trimEnd()],
    [
      'lines that are no metrics',
      `[2026-03-01 12:00] epoch 1/1\n${plain}RMSE: 0.031 +/- 0.004\nsaved model to ./log\n`,
    ],
    ['garbage at the end', `${plain}\u0000\u0000\u0000\ufffd\ufffd }{ V_rest_R2: 0.1x\nTraceb`],
    ['a value that came twice: the last counts', `V_rest_R2: 0.1\n${plain}`],
    ['aliases', plain.replace('connectivity_R2', 'conn_R2')],
    ['a plus sign', plain.replace('0.4990', '+0.4990')],
    ['an exponent', plain.replace('0.4990', '4.990e-01')],
  ];
  for (const [what, text] of forms)
    it(`is read as ${what}`, () => {
      const loop = started([text, ...good.slice(1)]);
      assert.equal(said(loop.record()), 'record: ');
      assert.equal(loop.line(1, 'Metrics'), metrics);
      assert.deepEqual(loop.faults(), []);
    });

  it('without a metric that a run should state leaves it out, and says so', () => {
    const loop = started([flyLog(0.5, { tau_R2: undefined }), ...good.slice(1)]);
    assert.equal(said(loop.record()), 'record: Iter 1 has no tau_R2 in its result log, and states none.');
    assert.doesNotMatch(loop.entry(1), /tau_R2=/);
    assert.match(loop.line(1, 'Observation') ?? '', /The result log has no tau_R2\./);
    assert.deepEqual(
      loop.faults().map(fault => fault.split(' ')[1]),
      ['metric-missing:'],
    );
  });

  it('without a metric that a run must state is a reason to ask', () => {
    const loop = started([good[0], flyLog(0.5, { connectivity_R2: undefined }), good[2], good[3]]);
    holdsBack(loop, 'ask', /The result log of slot 1 has no connectivity_R2: it may not be finished\./);
    loop.record(true);
    assert.match(loop.line(2, 'Metrics') ?? '', /^V_rest_R2=0\.5000, tau_R2/);
  });

  const unfinished: readonly (readonly [what: string, text: string | undefined, message: RegExp])[] = [
    [
      'half-written',
      'training_time_min: 33.1\nn_epochs: 1\nconnectivi',
      /The result log of slot 2 has no V_rest_R2, connectivity_R2: the run may not have finished\./,
    ],
    ['empty', '', /Slot 2 has neither results nor an error log: the run may not have finished\./],
  ];
  for (const [what, text, message] of unfinished)
    it(`that is ${what} is a reason to ask; with consent the run counts as failed`, () => {
      const loop = started([good[0], good[1], text, good[3]]);
      holdsBack(loop, 'ask', new RegExp(`${message.source} Iter 3 would be written as failed\\.`));
      loop.record(true);
      assert.match(loop.entry(3), /^## Iter 3: failed\n[^]*\nObservation: No result was found\. /);
      assert.deepEqual(loop.faults(), []);
      assert.equal(loop.record().kind, 'nothing');
    });

  it('that is missing is a reason to ask', () => {
    const loop = started();
    loop.results = loop.results.filter(({ slot }) => slot !== 3);
    holdsBack(loop, 'ask', /Slot 3 has neither results nor an error log/);
  });

  it('of no slot: nothing to do', () => holdsBack(started(['', '', '', '']), 'nothing', /No result waits\./));

  it('of a run with another config than its slot has is a reason to ask', () => {
    const loop = started([flyLog(0.5, { recurrent_training: 'True', n_epochs: 1 }), ...good.slice(1)]);
    holdsBack(loop, 'ask', /The result log of slot 0 is of a run with recurrent=T, and its config has F/);
  });
});

describe('result logs of other runs', () => {
  it('four that are the same are a reason to ask', () => {
    const same = flyLog(0.5);
    holdsBack(started([same, same, same, same]), 'ask', /All 4 result logs are the same/);
    holdsBack(started([same, good[1], same, good[3]]), 'ask', /The result logs of slots 0, 2 are the same/);
  });

  it('that are recorded are not recorded again, and compared with their entries', () => {
    const loop = started();
    loop.record();
    loop.log = loop.log.replace('V_rest_R2=0.5200', 'V_rest_R2=0.5600');
    const outcome = loop.record();
    assert.deepEqual(outcome, {
      kind: 'nothing',
      message: 'No result waits.',
      differences: ['Iter 1: V_rest_R2 is 0.5600 in the log and 0.5200 in the result log of slot 0.'],
    });
  });

  it('that are older than a recorded one are of an earlier run', () => {
    const loop = started();
    loop.record();
    const [first, ...others] = loop.results;
    assert.ok(first);
    loop.results = [
      { ...first, text: flyLog(0.1), hash: sha('x'), modified: first.modified - 50 },
      ...others,
    ];
    holdsBack(
      loop,
      'nothing',
      /No result waits\. The result log of slot 0 is older than one that is recorded/,
    );
    assert.deepEqual(waitingResults(loop.input), []);
  });

  it('that were recorded for another slot are a reason to ask', () => {
    const loop = goingOn([good[3], ...second.slice(1)]);
    holdsBack(loop, 'ask', /The result log of slot 0 is the one that was recorded for slot 3\./);
  });

  it('with the numbers of an entry that was not written from them are a reason to ask', () => {
    const loop = started();
    loop.record();
    loop.run(good.map(text => `${text}# done\n`));
    holdsBack(loop, 'ask', /The result log of slot 0 has the numbers of Iter 1: it may be of that run\./);
  });

  it('of one slot do not make the others new', () => {
    const loop = goingOn();
    const old = started().results;
    loop.results = [...loop.results.slice(0, 3), ...old.slice(3).map(file => ({ ...file, modified: 1 }))];
    holdsBack(
      loop,
      'ask',
      /Slot 3 has no new result: its result log is that of Iter 4\. Iter 8 would be written as failed\./,
    );
  });
});

describe('a run that failed', () => {
  it('has the reason of its error log, and is recorded once', () => {
    const loop = goingOn([second[0], second[1], crash('ValueError: V_rest_R2=0.9 is odd <!--'), second[3]]);
    assert.deepEqual(
      waitingResults(loop.input).map(({ what }) => what),
      ['result', 'result', 'error', 'result'],
    );
    assert.equal(said(loop.record()), 'record: ');
    assert.equal(
      loop.line(7, 'Observation'),
      'Crashed: ValueError: V_rest_R2 0.9 is odd <! --. [your sentence]',
    );
    assert.equal(loop.hashes.length, 8);
    assert.deepEqual(loop.faults(), []);
    assert.equal(loop.record().kind, 'nothing');
  });

  it('is not taken from an error log that an earlier batch left', () => {
    const loop = started([good[0], crash('KeyError: 1'), good[2], good[3]]);
    loop.record();
    loop.propose([1, 1, 1, 1].map(parent => ({ parent, set: { W_L2: 3e-6 } })));
    const [old] = loop.errors;
    loop.run(second);
    loop.errors = old ? [old] : [];
    assert.equal(said(loop.record()), 'record: ');
    loop.run(['', '', '', '']);
    loop.errors = old ? [old] : [];
    holdsBack(loop, 'nothing', /No result waits/);
  });

  it('can have its reason in the error output of its job, which warnings are none for', () => {
    const loop = started([good[0], '', good[2], good[3]]);
    const job = (text: string) => ({
      slot: 1,
      path: 'cluster_train_01.err',
      text,
      hash: sha(text),
      modified: 2e6,
      isJob: true,
    });
    loop.errors = [job('UserWarning: slow\n')];
    assert.equal(loop.record().kind, 'ask');
    loop.errors = [job('UserWarning: slow\nTERM_MEMLIMIT: job killed after reaching its limit\n')];
    assert.equal(said(loop.record()), 'record: ');
    assert.match(loop.line(2, 'Observation') ?? '', /^Crashed: TERM_MEMLIMIT: job killed/);
  });

  it('all four of them are recorded once', () => {
    const loop = started(['a', 'b', 'c', 'd'].map(name => crash(`RuntimeError: ${name}`)));
    assert.equal(said(loop.record()), 'record: ');
    assert.equal(loop.line(4, 'Next'), 'parent=root');
    assert.deepEqual(loop.faults(), []);
    assert.equal(loop.record().kind, 'nothing');
  });
});

describe('the config that ran', () => {
  it('is read under the keys of every generation', () => {
    const old = vrestBase
      .replace('lr_W:', 'learning_rate_W_start:')
      .replace('lr:', 'learning_rate_start:')
      .replace('lr_update:', 'learning_rate_update_start:');
    const loop = new Loop(vrest, old, 'flyvis_62_1_gs_vrest');
    loop.run(good);
    assert.equal(said(loop.record()), 'record: ');
    assert.deepEqual(loop.faults(), []);
    assert.equal(
      loop.line(3, 'Config'),
      'lr_update=2.5E-3, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0',
    );
  });

  it('with a broken lock is told as it ran', () => {
    const loop = started();
    loop.edit(2, { data_augmentation_loop: 25 });
    loop.record();
    assert.match(loop.line(3, 'Config') ?? '', /, data_augmentation_loop=25$/);
    assert.equal(loop.line(3, 'Mutation'), 'lr_update: 0 -> 2.5E-3, data_augmentation_loop: 20 -> 25');
    assert.deepEqual(
      loop.faults().map(fault => fault.split(' ')[1]),
      ['locked-parameter:'],
    );
  });

  it('of the whole fly model is told in full in a new log, with its seed', () => {
    const loop = new Loop(presets.flyvis, vrestBase, 'flyvis_62_1_gs');
    loop.run(good);
    assert.equal(said(loop.record()).split(':')[0], 'record');
    assert.deepEqual(loop.faults(), []);
    assert.match(
      loop.line(2, 'Config') ?? '',
      /^seed=2501, lr_update=0, recurrent=F, time_step=1, W_L2=2\.5E-6, /,
    );
    loop.propose([1, 2, 3, 4].map(parent => ({ parent, set: { lr_update: 1e-3 * parent } })));
    loop.run(second);
    assert.equal(said(loop.record()).split(':')[0], 'record');
    assert.equal(loop.line(6, 'Mutation'), 'lr_update: 0 -> 2E-3');
    assert.deepEqual(loop.faults(), []);
  });
});

describe('parent and mutation', () => {
  it('follow the plan, and the config that ran', () => {
    const loop = goingOn();
    loop.edit(0, { lr_update: 2.1e-3 });
    holdsBack(
      loop,
      'ask',
      /Slot 0 was edited after the plan: lr_update=2\.1E-3, planned 1\.8E-3\. Whether Iter 5 ran with that is not known/,
    );
    loop.record(true);
    assert.equal(loop.line(5, 'Mutation'), 'lr_update: 1.8E-3 -> 2.1E-3, W_L2: 2.5E-6 -> 3E-6');
    assert.equal(
      loop.line(5, 'Parent rule'),
      'Iter 2, though the config was edited after the plan (lr_update=2.1E-3, planned 1.8E-3).',
    );
    assert.equal(loop.line(8, 'Mutation'), '[none] — robustness re-run of Node 2');
    assert.deepEqual(loop.faults(), []);
  });

  it('are of the config that the loop kept, not of the one that was edited since', () => {
    const loop = goingOn();
    for (const slot of [0, 1, 2, 3])
      loop.snapshots.set(5 + slot, {
        path: `iter_00${5 + slot}_slot_0${slot}.yaml`,
        text: loop.slots[slot] ?? '',
      });
    loop.edit(0, { lr_update: 3e-3 });
    assert.equal(
      said(loop.record()),
      'record: Slot 0 was edited after the run: lr_update=3E-3, kept 1.8E-3. Iter 5 states what was kept.',
    );
    assert.equal(loop.line(5, 'Mutation'), 'W_L2: 2.5E-6 -> 3E-6');
  });

  it('without a plan are those of the nearest config, of equals the one with the higher score', () => {
    const loop = started();
    loop.plan = undefined;
    assert.equal(said(loop.record()), 'record: ');
    assert.equal(
      loop.line(2, 'Parent rule'),
      'no plan for this run; the nearest config, 1 parameter from root.',
    );
    assert.match(planOf(loop), /iterations: \[1, 2, 3, 4\]\n {4}results:\n/);
    assert.equal(loop.record().kind, 'nothing');
    loop.edit(0, { W_L2: 3e-6 });
    loop.edit(1, { lr_update: 2.5e-3, W_L2: 3e-6 });
    loop.edit(2, { lr_update: 3e-3 });
    loop.run(second);
    assert.equal(loop.record().kind, 'record');
    assert.deepEqual(
      [5, 6, 7, 8].map(id => loop.line(id, 'Node')),
      ['id=5, parent=1', 'id=6, parent=3', 'id=7, parent=2', 'id=8, parent=1'],
    );
    assert.equal(loop.line(8, 'Mutation'), '[none] — robustness re-run of Node 1');
    assert.equal(
      loop.line(8, 'Parent rule'),
      'no plan for this run; Iter 1 is the first sample of this config.',
    );
  });

  it('say when Next of the entry before leads elsewhere', () => {
    const loop = goingOn();
    const edit = nextEdit(loop.input.exploration, 3);
    assert.ok(edit);
    loop.log = applyEdits(loop.log, [edit]);
    assert.equal(
      said(loop.record()),
      'record: Next of Iter 4 names 3, and Iter 5 came from Iter 2: the tree builder goes by Next.'.replace(
        'Iter 2',
        '2',
      ),
    );
  });

  it('of a re-run while the log has no sample of its config are those of another change', () => {
    const loop = goingOn([second[0], second[1], crash('KeyError: 1'), second[3]]);
    loop.record();
    loop.propose([{ parent: 7 }, { parent: 7 }, { parent: 7 }, { parent: 7 }]);
    loop.run(['1', '2', '3', '4'].map(digit => flyLog(`0.5${digit}`)));
    assert.equal(loop.record().kind, 'record');
    assert.equal(loop.line(9, 'Mutation'), 'recurrent: F -> T');
    assert.equal(loop.line(9, 'Node'), 'id=9, parent=1');
  });
});

describe('Next', () => {
  it('of the last slot is what the search goes on from', () => {
    const loop = started();
    const outcome = recordResults({
      ...loop.input,
      nextParent: log => (log.includes('## Iter 4:') ? 3 : undefined),
    });
    assert.equal(outcome.kind, 'record');
    assert.match(outcome.entries[3] ?? '', /\nNext: parent=3\n$/);
    loop.record();
    assert.equal(loop.line(4, 'Next'), 'parent=2');
  });

  it('is spliced: one number, in the last entry of a batch', () => {
    const loop = started();
    loop.record();
    const edit = nextEdit(loop.input.exploration, 'root');
    assert.ok(edit);
    assert.equal(loop.log.slice(edit.start, edit.end), '2');
    assert.equal(applyEdits(loop.log, [edit]), loop.log.replace(/2\n$/, 'root\n'));
    assert.equal(nextEdit(loop.input.exploration, 2), undefined);
    loop.log = loop.log.slice(0, loop.log.indexOf('## Iter 4:'));
    assert.equal(nextEdit(loop.input.exploration, 2), undefined);
  });
});

describe('a log that is there already', () => {
  it('without a plan: equal metrics in the newest batch count as recorded', () => {
    const loop = goingOn();
    loop.record();
    loop.plan = undefined;
    holdsBack(loop, 'nothing', /No result waits\./);
    const { log } = loop;
    loop.log = log.replace('V_rest_R2=0.4500', 'V_rest_R2=0.4400');
    holdsBack(
      loop,
      'nothing',
      /No result waits\. The result log of slot 1 is older than one that is recorded/,
    );
    loop.log = log;
    loop.run(good);
    holdsBack(loop, 'ask', /The result log of slot 0 has the numbers of Iter 1/);
  });

  it('partly: only what is missing is added, in order', () => {
    const loop = goingOn();
    const whole = goingOn();
    whole.record();
    loop.log = whole.log.slice(0, whole.log.indexOf('## Iter 7:'));
    assert.equal(said(loop.record()), 'record: ');
    assert.equal(loop.log, whole.log);
  });

  it('partly, by another batch: the results of the others are a reason to ask', () => {
    const loop = goingOn();
    const whole = goingOn();
    whole.record();
    loop.log = whole.log
      .slice(0, whole.log.indexOf('## Iter 7:'))
      .replace(/(id=[56],[^]*?Metrics: ).*/g, '$1V_rest_R2=0.1, connectivity_R2=0.2');
    holdsBack(loop, 'ask', /The result log of slot 0 is not that of Iter 5, which is in the log\./);
  });

  it('with pending entries is refused', () => {
    const loop = goingOn();
    loop.log += '\n## Iter 5: pending\nNode: id=5, parent=2\n';
    holdsBack(loop, 'refused', /Iter 5 is in the log as pending\./);
  });

  for (const [what, change] of [
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['no last line break', (text: string) => text.trimEnd()],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['empty lines at its end', (text: string) => `${text}\n\n`],
    ['nothing in it', () => ''],
  ] as const)
    it(`with ${what} is added to as it is`, () => {
      const loop = started();
      loop.log = change(loop.log);
      const before = loop.log;
      assert.equal(said(loop.record()), 'record: ');
      assert.ok(loop.log.startsWith(before));
      assert.equal(loop.log.includes('\r\n'), what === 'CRLF');
      if (what === 'CRLF') assert.doesNotMatch(loop.log, /[^\r]\n/);
      assert.match(loop.log, /(?:\n\r?\n|^)## Iter 1: /);
      assert.match(loop.log, /[^\n]\r?\n$/);
      assert.deepEqual(loop.faults(), []);
    });

  it('that ends in an open comment is refused', () => {
    const loop = started();
    loop.log += '<!-- not closed\n';
    const outcome = loop.record();
    if (outcome.kind !== 'record')
      assert.match(said(outcome), /^refused: The log ends in a comment or a code block/);
    else assert.deepEqual(loop.faults(), []);
  });
});

describe('what nothing is recorded for', () => {
  it('a plan that does not parse', () => {
    const loop = started();
    loop.plan = 'version: 1\nbatches: [';
    holdsBack(loop, 'refused', /The plan cannot be read\. This is not YAML/);
    loop.plan = 'version: 2\n';
    holdsBack(loop, 'refused', /The plan cannot be read\. The version of a plan is 1/);
    assert.equal(waitingResults(loop.input).length, 4);
  });

  it('a config that cannot be read: asks where it was planned, else refuses', () => {
    const loop = started();
    loop.slots[1] = 'a: [';
    holdsBack(loop, 'ask', /The config of slot 1 cannot be read: Iter 2 would state it as planned\./);
    loop.plan = undefined;
    holdsBack(
      loop,
      'refused',
      /What Iter 2 ran with is not known\. flyvis_62_1_gs_vrest_Claude_01\.yaml cannot be read\./,
    );
  });

  it('a log that fits no protocol', () => {
    const loop = started();
    const exploration = explorationOf(lint(parse(loop.log), { protocol: universal, universalOnly: true }));
    const outcome = recordResults({ ...loop.input, exploration });
    assert.match(said(outcome), /^refused: The log fits no protocol/);
  });

  it('a kept config beyond the last header: it waits, and its lost result is a reason to ask', () => {
    const loop = started(['', '', '', '']);
    loop.snapshots.set(2, { path: 'iter_002_slot_01.yaml', text: loop.slots[1] ?? '' });
    assert.deepEqual(waitingResults(loop.input), [{ slot: 1, iteration: 2, what: 'snapshot' }]);
    holdsBack(loop, 'ask', /[^]*The config of Iter 2 was kept, so its run went well\./);
  });
});

describe('a batch that the loop went on without', () => {
  it('is refused: the result logs are of later runs', () => {
    const loop = goingOn();
    loop.snapshots.set(12, { path: 'iter_012_slot_03.yaml', text: loop.slots[3] ?? '' });
    holdsBack(loop, 'refused', /A config was kept of Iter 12, so the result logs are not those of Iter 5-8/);
  });
});

describe('a protocol without a baseline', () => {
  it('and without the base config has parents in the log alone', () => {
    const { metabolism } = presets;
    const loop = new Loop(metabolism, metabolismBase, 'simulation_rank_50');
    const log = (r2: number) => `rate_constants_R2: ${r2.toFixed(4)}\nfinal_loss: ${r2 * 7}\nslope: 0.9451\n`;
    const recorded = () => recordResults({ ...loop.input, base: undefined, plan: undefined });
    loop.run([0.1, 0.2, 0.3, 0.4].map(log));
    const first = recorded();
    assert.equal(first.kind, 'record');
    assert.match(first.entries[0] ?? '', /\nMutation: \[none\] — the base config is not known\n/);
    loop.log = applyEdits(loop.log, first.edits);
    loop.edit(1, { lr_k: 2e-3 });
    loop.run([0.5, 0.6, 0.7, 0.8].map(log));
    const second = recorded();
    assert.equal(second.kind, 'record');
    assert.match(second.entries[1] ?? '', /\nNode: id=6, parent=4\n[^]*\nMutation: lr_k: 5E-3 -> 2E-3\n/);
    assert.match(
      second.entries[2] ?? '',
      /\nNode: id=7, parent=1\n[^]*\nMutation: \[none\] — robustness re-run of Node 1\n/,
    );
  });
});

describe('a plan', () => {
  it('for other iterations is told, and not followed', () => {
    const loop = goingOn();
    loop.plan = loop.plan?.replace('[5, 6, 7, 8]', '[9, 10, 11, 12]');
    const outcome = loop.record();
    assert.match(said(outcome), /^record: .*The plan is stale: it is for iterations 9-12/);
    assert.match(loop.line(5, 'Parent rule') ?? '', /^no plan for this run/);
  });

  it('with a parent that the log does not have is told, and not followed', () => {
    const loop = goingOn();
    loop.plan = loop.plan?.replace(/parent: 1\n/, 'parent: 99\n');
    assert.match(
      said(loop.record()),
      /The plan has Iter 99 for the parent of Iter 7, which is not in the log/,
    );
    assert.equal(loop.line(7, 'Node'), 'id=7, parent=1');
  });
});
