/** `iterlog propose` from its arguments to its exit codes, on real folders. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPlan } from '../../../src/core/batch/plan-read.ts';
import type { PlannedSlot } from '../../../src/core/batch/plan.ts';
import { startExploration } from '../../../src/core/batch/start.ts';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import type { PresetName } from '../../../src/core/protocol/types.ts';
import { isRefusal } from '../../../src/core/slots/model.ts';
import { entriesOf, logOf } from '../../fixtures/runs.ts';
import type { RunOf } from '../../fixtures/runs.ts';
import { folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const base = 'flyvis_62_1_gs_vrest';
const name = `${base}_Claude`;
const logName = `${name}_analysis.md`;
const vrestBase = `# the base
dataset: ${base}
training:
  n_epochs: 1
  recurrent_training: false
  lr_W: 0.0006
  lr: 0.0012
  lr_update: 0.0 # use lr
  coeff_W_L2: 2.5e-06
  time_step: 1
  seed: 42
`;
const start: RunOf[] = [
  {},
  { set: { lr_update: 1.8e-3 }, reward: 0.7 },
  { set: { lr_update: 2.5e-3 }, reward: 0.4 },
  {},
];

function started(log: string, text = vrestBase, preset: PresetName = 'vrest'): string {
  const made = startExploration(text, { name, base, protocol: presets[preset] });
  assert.ok(!isRefusal(made));
  return folderWith({
    [`${base}.yaml`]: text,
    [logName]: log === '' ? made.log : log,
    [`${name}_plan.yaml`]: made.plan,
    ...Object.fromEntries(made.slots.map((slot, i) => [`${name}_0${i}.yaml`, slot])),
  });
}

const propose = (cwd: string, ...argv: string[]) => iterlog(['propose', logName, ...argv], { cwd });
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const slotFile = (slot: number) => `${name}_0${slot}.yaml`;
const contents = (cwd: string) =>
  readdirSync(cwd)
    .filter(file => file !== '.git')
    .map(file => [file, read(cwd, file)]);

interface Json {
  readonly batch: number;
  readonly iterations: number[];
  readonly slots: PlannedSlot[];
}

describe('iterlog propose', () => {
  it('prints a table for people, the reasons, and what else is to be known', async () => {
    const { code, out, err } = await propose(started(logOf(start)));
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^Batch 2, iterations 5-8\n\nslot +iteration +role +parent +mutation +minutes\n0 +5 +exploit +2 +/,
    );
    assert.match(out, /\n3 +8 +robustness +2 +\[none\] +33\n/);
    assert.match(out, /\n0 {2}Node 2 has the highest UCB score, 2\.114 \(V_rest_R2 0\.700, 1 visit; /);
    assert.match(
      out,
      /\n3 {2}The config of Node 2 has the highest mean V_rest_R2 0\.700 over 1 sample \(2\), mean connectivity_R2 0\.950; /,
    );
  });

  it('prints the minutes of small runs with a decimal', async () => {
    const { out } = await propose(started(logOf(start.map(run => ({ ...run, minutes: 0.24 })))));
    assert.match(out, /\n3 +8 +robustness +2 +\[none\] +0\.2\n/);
  });

  it('prints JSON of the documented form, from standard input too', async () => {
    const { code, out } = await iterlog(['propose', '-', '--format=json'], { stdin: logOf(start) });
    assert.equal(code, 0);
    const json = JSON.parse(out) as Json;
    assert.deepEqual(Object.keys(json), ['batch', 'iterations', 'slots']);
    assert.deepEqual([json.batch, json.iterations], [2, [5, 6, 7, 8]]);
    assert.equal(json.slots.length, 4);
    for (const slot of json.slots)
      assert.deepEqual(Object.keys(slot), [
        'slot',
        'role',
        'parent',
        'mutations',
        'config',
        'minutes',
        'reason',
      ]);
    assert.deepEqual(Object.keys(json.slots[0]?.mutations[0] ?? {}), ['parameter', 'old', 'new']);
    assert.deepEqual(json.slots[3]?.mutations, []);
  });

  it('takes another value and another parent, and chooses the other slots beside them', async () => {
    const argv = [
      '--format=json',
      '--set',
      '0.W_L2=3E-6',
      '--set',
      '0.lr_update=1.8E-3',
      '--set',
      '1.parent=3',
      '--set',
      '3.parent=1',
    ];
    const { code, out, err } = await propose(started(logOf(start)), ...argv);
    assert.deepEqual([code, err], [0, '']);
    const { slots } = JSON.parse(out) as Json;
    assert.deepEqual(slots[0]?.mutations, [{ parameter: 'W_L2', old: 2.5e-6, new: 3e-6 }]);
    assert.match(slots[0].reason, /^Chosen by hand: W_L2: 2\.5E-6 -> 3E-6 from Node 2\.$/);
    assert.deepEqual([slots[1]?.parent, slots[3]?.parent], [3, 1]);
  });

  it('says which rule a choice breaks, and wants --yes for it', async () => {
    const cwd = started(logOf(start));
    const { code, out, err } = await propose(cwd, '--set=0.time_step=2', '--set=3.W_L2=1E-3');
    assert.deepEqual([code, out], [4, '']);
    assert.match(err, /Slot 0: time_step has no effect without recurrence\./);
    assert.match(err, /Slot 3: W_L2=1E-3 is outside its search range\./);
    assert.match(err, /Slot 3: it is to re-run a config unchanged/);
    assert.equal((await propose(cwd, '--set=0.time_step=2', '--yes')).code, 0);
  });

  const refused: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [[], /Name one log/],
    [['a', 'b'], /Name one log/],
    [['-', '--write'], /no slot configs to write/],
    [['-', '--diff'], /no slot configs to write/],
    [[logName, '--diff', '--write'], /--diff shows what --write would change: give one of them/],
    [[logName, '--format=yaml'], /--format is one of text, json/],
    [[logName, '--set=W_L2'], /--set is SLOT\.NAME=VALUE/],
    [[logName, '--set=7.W_L2=3E-6'], /There is no slot 7: the last is 3/],
    [[logName, '--set=0.W_L=3E-6'], /no parameter `W_L`\. Did you mean `W_L2`\?/],
    [[logName, '--set=0.W_L2=much'], /W_L2 is a number, not `much`/],
    [[logName, '--set=0.recurrent=2'], /recurrent is a truth value, T or F/],
    [[logName, '--set=0.parent=x'], /A parent is the number of an iteration, or root/],
  ];
  for (const [argv, message] of refused)
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, out, err } = await iterlog(['propose', ...argv], {
        cwd: started(logOf(start)),
        stdin: logOf(start),
      });
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });

  it('names the errors of the newest batch, and goes on with --yes', async () => {
    const cwd = started(logOf(start).replace('Node: id=3,', 'Node: id=2,'));
    const { code, out, err } = await propose(cwd);
    assert.deepEqual([code, out], [4, '']);
    assert.match(err, /_analysis\.md:\d+: error node-id: /);
    assert.match(err, /go on all the same with --yes/);
    assert.equal((await propose(cwd, '--yes')).code, 0);
  });

  it('proposes nothing for an incomplete batch, and says what to record', async () => {
    const { code, out, err } = await propose(started(logOf([...start, {}])));
    assert.deepEqual([code, out], [1, '']);
    assert.match(
      err,
      /Batch 2 is incomplete: iterations 6, 7, 8 have no entry\. Record iterations 6, 7, 8 first/,
    );
  });

  it('proposes nothing for a log that fits no protocol', async () => {
    const { code, err } = await iterlog(['propose', '-'], { stdin: '## Iter 1: fine\nMetrics: x=1\n' });
    assert.equal(code, 1);
    assert.match(err, /fits no protocol/);
  });

  it('shows with --diff what --write would change, and changes nothing', async () => {
    const cwd = started(logOf(start));
    const before = contents(cwd);
    const { code, out, err } = await propose(cwd, '--diff');
    assert.deepEqual([code, err], [0, '']);
    const files = [...out.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file]) => file);
    assert.deepEqual(files, [...[0, 1, 2, 3].map(slotFile), `${name}_plan.yaml`, logName]);
    assert.match(out, /^-Next: parent=root\n\+Next: parent=2$/m);
    assert.deepEqual(contents(cwd), before);
  });

  it('takes a slot config for its exploration', async () => {
    const cwd = started(logOf(start));
    assert.deepEqual(await iterlog(['propose', slotFile(2)], { cwd }), await propose(cwd));
  });

  it('says that results wait, which the choice does not know', async () => {
    const cwd = started(logOf(start));
    writeFileSync(path.join(cwd, `${name}_01_analysis.log`), 'V_rest_R2: 0.9\nconnectivity_R2: 0.95\n');
    const { code, err } = await propose(cwd);
    assert.deepEqual(
      [code, err],
      [0, 'iterlog: Iter 6 ran and has no entry. The batch is chosen without what they measured.\n'],
    );
  });

  it('gives an empty log its start batch', async () => {
    const { code, out } = await propose(started(''));
    assert.equal(code, 0);
    assert.match(out, /^Batch 1, iterations 1-4\n/);
    assert.match(out, /\n1 +2 +exploit +root +lr_update: 0 -> 1\.8E-3 +33\n/);
  });
});

describe('iterlog propose --write', () => {
  it('writes slot configs and plan, and the parent into the last Next; a second time there is nothing to do', async () => {
    const cwd = started(logOf(start));
    const before = [0, 1, 2, 3].map(slot => read(cwd, slotFile(slot)));
    const log = read(cwd, logName);
    const { code, err, out } = await propose(cwd, '--write', '--format=json');
    const { slots } = JSON.parse(out) as Json;
    assert.equal(code, 0);
    assert.match(err, /^(?:iterlog: wrote \S+\n)+$/);
    assert.equal(
      read(cwd, logName),
      log.replace(/Next: parent=root\n$/, `Next: parent=${slots[0]?.parent ?? ''}\n`),
    );
    assert.notEqual(read(cwd, logName), log);
    const { plan } = readPlan(read(cwd, `${name}_plan.yaml`));
    assert.deepEqual(
      plan?.batches.map(({ iterations }) => iterations),
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    );
    assert.deepEqual(
      plan.batches[1]?.slots?.map(({ mutations }) => mutations),
      slots.map(({ mutations }) => mutations),
    );
    const lines = (text: string) => text.split('\n');
    for (const [slot, text] of before.entries()) {
      const now = lines(read(cwd, slotFile(slot)));
      assert.ok(now.includes(lines(text)[1] ?? ''), 'the dataset stays');
      assert.ok(now.filter(line => !lines(text).includes(line)).length <= 3);
    }
    assert.match(read(cwd, slotFile(3)), /lr_update: 0\.0018 # use lr/);
    const all = contents(cwd);
    assert.match((await propose(cwd, '--write')).err, /have this batch already/);
    assert.deepEqual(contents(cwd), all);
  });

  it('copies the kept config of what runs again, to the letter', async () => {
    const cwd = started(logOf(start));
    const kept = path.join(cwd, `log/Claude_exploration/instruction_${base}_parallel/config`);
    mkdirSync(kept, { recursive: true });
    const snapshot = read(cwd, slotFile(1)).replace(
      'time_step: 1',
      'time_step: 1\n  noise_recurrent_level: 0.02',
    );
    writeFileSync(path.join(kept, 'iter_002_slot_01.yaml'), snapshot);
    assert.equal((await propose(cwd, '--write')).code, 0);
    assert.equal(read(cwd, slotFile(3)), snapshot.replace('vrest_01', 'vrest_03'));
    writeFileSync(path.join(kept, 'iter_002_slot_01.yaml'), snapshot.replace('0.0018', '0.0021'));
    const { code, err } = await propose(cwd, '--write', '--yes');
    assert.equal(code, 1);
    assert.match(err, /By the log lr_update is 1\.8E-3, and the config that was kept of Iter 2 has 2\.1E-3/);
  });

  const untouched: readonly (readonly [
    what: string,
    spoil: (cwd: string) => void,
    code: number,
    message: RegExp,
  ])[] = [
    [
      'while results wait',
      cwd => {
        const kept = path.join(cwd, `log/Claude_exploration/instruction_${base}_parallel/config`);
        mkdirSync(kept, { recursive: true });
        writeFileSync(path.join(kept, 'iter_005_slot_00.yaml'), vrestBase);
      },
      1,
      /Iter 5 ran and has no entry\. Record the results before the slot configs change\.\niterlog: Nothing was written/,
    ],
    [
      'for a plan that does not parse',
      cwd => writeFileSync(path.join(cwd, `${name}_plan.yaml`), 'version: 1\nbatches: [\n'),
      1,
      /The plan cannot be read/,
    ],
    [
      'without a slot config',
      cwd => rmSync(path.join(cwd, slotFile(2))),
      3,
      /There is no config of slot 2\. Looked for \S+_02\.yaml\./,
    ],
    [
      'for a slot config that does not parse',
      cwd => writeFileSync(path.join(cwd, slotFile(2)), 'training: [\n'),
      1,
      /^iterlog: Slot 2: /,
    ],
  ];
  for (const [what, spoil, wanted, message] of untouched)
    it(`writes nothing ${what}`, async () => {
      const cwd = started(logOf(start));
      spoil(cwd);
      const files = () =>
        readdirSync(cwd, { recursive: true, encoding: 'utf8' })
          .filter(file => /\.\w+$/.test(file) && existsSync(path.join(cwd, file)) && !file.endsWith('.git'))
          .map(file => [file, read(cwd, file)]);
      const before = files();
      const { code, err } = await propose(cwd, '--write');
      assert.equal(code, wanted);
      assert.match(err, message);
      assert.deepEqual(files(), before);
    });

  it('goes on for six batches, and log and slot configs stay free of errors and warnings', async () => {
    const cwd = started(logOf(start));
    const all = [logName, ...[0, 1, 2, 3].map(slotFile)];
    for (const outcomes of [
      [{ reward: 0.65 }],
      [{ reward: 'out of memory' }, { reward: 0.2 }],
      [{ minutes: 57 }, { reward: 0.8, minutes: 57 }],
      [{ reward: 'timeout' }, { reward: 'timeout' }, { reward: 'timeout' }, { reward: 'timeout' }],
      [{ reward: 0.05 }, {}, { reward: 0.9 }],
      [],
    ]) {
      const { code, out, err } = await propose(cwd, '--write', '--format=json');
      assert.equal(code, 0, err);
      const { slots, iterations } = JSON.parse(out) as Json;
      const linted = await iterlog(['lint', '--fail-on=warning', ...all], { cwd });
      assert.equal(linted.code, 0, linted.out);
      const text = `${read(cwd, logName)}\n${entriesOf(slots, iterations[0] ?? 0, outcomes)}`;
      writeFileSync(path.join(cwd, logName), text);
    }
    assert.equal(readPlan(read(cwd, `${name}_plan.yaml`)).plan?.batches.length, 7);
  });

  it('goes on where the protocol has no baseline, with fresh seeds each time', async () => {
    const text =
      'dataset: flyvis_62_1_gs_vrest\nsimulation:\n  seed: 1\ntraining:\n  seed: 2\n  learning_rate_k: 0.005\n  n_epochs: 1\n';
    const cwd = started('', text, 'metabolism');
    writeFileSync(path.join(cwd, 'iterlog.yaml'), 'extends: metabolism\n');
    const all = [logName, ...[0, 1, 2, 3].map(slotFile)];
    const seeds = new Set<string>();
    for (let batch = 1; batch <= 4; batch++) {
      const { code, out, err } = await propose(cwd, '--write', '--format=json');
      assert.equal(code, 0, err);
      const { slots, iterations } = JSON.parse(out) as Json;
      const linted = await iterlog(['lint', '--fail-on=warning', ...all], { cwd });
      assert.equal(linted.code, 0, linted.out);
      for (const slot of [0, 1, 2, 3])
        seeds.add(/ {2}seed: \d+\ntraining/.exec(read(cwd, slotFile(slot)))?.[0] ?? '');
      const entries = slots.map(({ slot, parent, mutations, config }) => {
        const id = (iterations[0] ?? 0) + slot;
        const next = slots[slot + 1]?.parent ?? 'root';
        const mutation = mutations
          .map(({ parameter, old, new: to }) => `${parameter}: ${String(old)} -> ${String(to)}`)
          .join(', ');
        const used = Object.entries(config)
          .map(([key, value]) => `${key}=${String(value)}`)
          .join(', ');
        return `## Iter ${id}: partial\nNode: id=${id}, parent=${parent}\nMode/Strategy: ${slot < 2 ? 'exploit' : 'explore'}\nConfig: ${used}\nMetrics: rate_constants_R2=0.${id + 10}, test_pearson=0.9\nMutation: ${mutation || '[none]'}\nParent rule: x\nObservation: y\nNext: parent=${next}\n`;
      });
      writeFileSync(path.join(cwd, logName), `${read(cwd, logName)}\n${entries.join('\n')}`);
    }
    assert.equal(seeds.size, 16);
  });
});
