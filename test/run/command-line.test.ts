/** `iterlog run` on this machine, from the start of a batch to its entries, with slots that do what a test says. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { iterlog, removeFolders } from '../unit/cli/world.ts';
import { base, Folder, metrics, name } from './support/exploration.ts';
import { processesWith } from './support/processes.ts';
import { until } from './support/until.ts';

describe('iterlog run on this machine', () => {
  after(removeFolders);

  it('goes round twice: run, record, propose, and all is clean', async () => {
    const folder = await new Folder().ready();
    for (const first of [1, 5]) {
      const { code, out, err } = await folder.start('--attach');
      assert.equal(code, 0, out + err);
      assert.match(out, new RegExp(`^\\[slot 2\\] slot 2 of iteration ${first + 2}$`, 'm'));
      assert.match(out, new RegExp(`^\\[slot 2\\] seed: ${first + 2}502$`, 'm'));
      assert.match(out, /finished  4 of 4 done/);
      await folder.done('record', '--write', '.');
      await folder.lint();
      await folder.done('propose', '--write', '.');
      await folder.lint();
    }
    assert.deepEqual(
      metrics(folder.read(`${name}_analysis.md`)).slice(-8),
      [1, 2, 3, 4, 5, 6, 7, 8].map(id => (0.3 + 0.01 * id).toFixed(4)),
    );
    assert.match(
      folder.read(`log/Claude_exploration/instruction_${base}_parallel/config/iter_007_slot_02.yaml`),
      /seed: 7502/,
    );
    assert.match(folder.read(`${name}_02.yaml`), /seed: 42/);
  });

  it('only says what would run without --yes, and touches nothing', async () => {
    const folder = await new Folder().ready();
    const before = readdirSync(folder.cwd);
    const { code, err } = await folder.run('run', 'start', '.');
    assert.equal(code, 4, err);
    assert.match(err, /^Iter 1-4 on local: on this machine, in .*\.$/m);
    assert.match(err, /^The slots should take 33, 33, 33, 33 min\.$/m);
    assert.match(err, /Nothing was started\. --yes starts it\./);
    assert.deepEqual(readdirSync(folder.cwd), before);
  });

  it('keeps what a slot that crashed said, and recording makes a failed entry of it', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 1: 'crash', 2: 'die' });
    const { code, out } = await folder.start('--attach');
    assert.equal(code, 1);
    assert.match(out, /slot 1  Iter 2  failed.*exit code 1/);
    assert.match(out, /slot 2  Iter 3  failed.*exit code 137/);
    const runs = `log/Claude_exploration/instruction_${base}_parallel`;
    assert.match(folder.read(`${runs}/training_error_01.log`), /ValueError: loss is nan/);
    assert.match(folder.read(`${runs}/training_error_02.log`), /Slot 2 of Iter 3: failed, exit code 137/);
    assert.deepEqual(readdirSync(folder.at(`${runs}/config`)).sort(), [
      'iter_001_slot_00.yaml',
      'iter_004_slot_03.yaml',
    ]);
    const [id = ''] = folder.runIds;
    assert.equal(folder.read(`${name}_runs/${id}/01.err`), 'ValueError: loss is nan\n');
    await folder.done('record', '--write', '.');
    const log = folder.read(`${name}_analysis.md`);
    assert.match(log, /^## Iter 2: failed$/m);
    assert.match(log, /Crashed: ValueError: loss is nan/);
    assert.match(log, /Crashed: Slot 2 of Iter 3: failed, exit code 137/);
    await folder.lint();
  });

  it('stops a slot at its time limit, and nothing of it is left', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 3: 'hang' });
    const { code, out } = await folder.start('--target', 'short', '--attach');
    assert.equal(code, 1);
    assert.match(out, /slot 3  Iter 4  timed out/);
    assert.match(out, /slot 0  Iter 1  finished/);
    assert.deepEqual(processesWith(folder.runIds[0]!), []);
  });

  it('goes on without anybody, is found again, and keeps others off meanwhile', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'wait' });
    const started = await folder.start();
    assert.equal(started.code, 0, started.err);
    const [id = ''] = folder.runIds;
    const blocked = await folder.run('propose', '.');
    assert.equal(blocked.code, 1);
    assert.match(blocked.err, new RegExp(`Iter 1-4 on local runs with the slot configs .*\\(run ${id}\\)`));
    const second = await folder.start();
    assert.equal(second.code, 1);
    assert.match(second.err, /Nothing was started/);
    assert.deepEqual(folder.runIds, [id]);
    // What the interrupt ends is the looking on.
    const left = await folder.interrupted('run', 'attach', '.');
    assert.equal(left.code, 0);
    assert.match(left.err, /goes on \(running\)/);
    writeFileSync(folder.at('go'), '');
    await until('the run has ended', async () =>
      (await folder.run('run', 'status', '.')).out.includes('finished  4 of 4 done'),
    );
    assert.match((await folder.run('record', '.')).err, /has ended, and what it left is not here yet/);
    assert.match((await folder.done('run', 'fetch', '.')).err, new RegExp(`wrote ${name}_00_analysis\\.log`));
    assert.match((await folder.done('run', 'fetch', '.')).err, /nothing new/);
    await folder.done('record', '--write', '.');
  });

  it('is cancelled with everything that it started', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'hang', 1: 'hang', 2: 'hang', 3: 'hang' });
    assert.equal((await folder.start()).code, 0);
    const [id = ''] = folder.runIds;
    await until('eight processes train', () => processesWith(id).length >= 8);
    const asked = await folder.run('run', 'cancel', '.');
    assert.equal(asked.code, 4);
    const { out } = await folder.done('run', 'cancel', '.', '--yes');
    assert.match(out, /cancelled/);
    assert.deepEqual(processesWith(id), []);
    assert.equal((await folder.run('run', 'cancel', '.', '--yes')).code, 0);
  });

  it('never writes over a result log that was changed here meanwhile', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'wait' });
    await folder.start();
    writeFileSync(folder.at(`${name}_00_analysis.log`), 'V_rest_R2: 0.1\n');
    writeFileSync(folder.at('go'), '');
    await until('the run has ended', async () =>
      (await folder.run('run', 'status', '.')).out.includes('finished  4 of 4 done'),
    );
    const [id = ''] = folder.runIds;
    const { err } = await folder.done('run', 'fetch', '.');
    assert.match(err, new RegExp(`${name}_00_analysis\\.log was changed here, so it was left`));
    assert.equal(folder.read(`${name}_00_analysis.log`), 'V_rest_R2: 0.1\n');
    assert.match(folder.read(`${name}_00_analysis.remote-${id}.log`), /V_rest_R2: 0\.3100/);
  });

  it('starts the loop, which keeps others off its files but not its own agent', async () => {
    const folder = await new Folder().ready();
    const loop = (...argv: string[]) =>
      folder.start('--loop', '--script', 'loop.py', '--iterations', '4', ...argv);
    assert.equal((await loop()).code, 0);
    const [id = ''] = folder.runIds;
    for (const command of ['record', 'propose']) {
      const { code, err } = await folder.run(command, '.');
      assert.equal(code, 1);
      assert.match(err, /The loop on local owns the log and the slot configs until it ends/);
    }
    const agent = await iterlog(['record', '.'], {
      cwd: folder.cwd,
      env: { HOME: folder.cwd, ITERLOG_RUN: id },
    });
    assert.match(agent.err, /No result waits/);
    writeFileSync(folder.at('go'), '');
    const { code, out } = await folder.run('run', 'attach', '.');
    assert.equal(code, 0, out);
    assert.match(out, /^-o generate_train_test_plot_Claude flyvis_62_1_gs_vrest iterations=4 --resume$/m);
    assert.match(out, new RegExp(`^agent of ${id}$`, 'm'));
  });

  it('starts the loop afresh once what it erases was named, and gives it the consent that it asks for', async () => {
    const folder = await new Folder().ready();
    writeFileSync(folder.at('go'), '');
    const argv = ['run', 'start', '.', '--loop', '--afresh', '--script', 'loop.py', '--iterations', '4'];
    const asked = await folder.run(...argv);
    assert.equal(asked.code, 4);
    assert.match(asked.err, /warning: Without --resume the script erases .*_analysis\.md, .*_03\.yaml/);
    const { code, out } = await folder.run(...argv, '--yes', '--attach');
    assert.equal(code, 0, out);
    assert.match(out, /^erase\? y$/m);
  });

  it('is started once, however many start it at the same moment', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'wait' });
    const all = await Promise.all([folder.start(), folder.start(), folder.start()]);
    assert.deepEqual(all.map(({ code }) => code).sort(), [0, 1, 1]);
    assert.equal(folder.runIds.length, 1);
    for (const { err } of all.filter(({ code }) => code === 1))
      assert.match(err, /Another run of this exploration is being started|runs with the slot configs/);
    await folder.done('run', 'cancel', '.', '--yes');
  });

  it('is cancelled without a trace in the log: the batch can run again', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'hang', 1: 'hang', 2: 'hang', 3: 'hang' });
    await folder.start();
    await folder.done('run', 'cancel', '.', '--yes');
    assert.match((await folder.done('run', 'fetch', '.')).err, /nothing new/);
    assert.match((await folder.done('record', '.')).err, /No result waits/);
    folder.behave({});
    assert.equal((await folder.start('--attach')).code, 0);
  });

  it('is forgotten where its target is gone for good, and is in nobody\u2019s way then', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'wait' });
    await folder.start();
    const [id = ''] = folder.runIds;
    writeFileSync(
      folder.at('targets.yaml'),
      'other: { type: local }\nlocal: { type: local, folder: /elsewhere }\n',
    );
    const asked = await folder.run('run', 'cancel', '.', '--yes');
    assert.equal(asked.code, 1);
    assert.match(asked.err, new RegExp(`Run ${id} is on a target that yours are not`));
    assert.equal((await folder.run('propose', '.')).code, 1);
    assert.equal((await folder.run('run', 'forget', '.')).code, 4);
    assert.match((await folder.done('run', 'forget', '.', '--yes')).out, /lost/);
    await folder.done('propose', '.');
    writeFileSync(folder.at('go'), '');
    await until('nothing of it is left', () => processesWith(id).length === 0);
  });

  it('asks no target by the word of a record alone, and writes nothing outside of the project', async () => {
    const folder = await new Folder().ready();
    folder.behave({ 0: 'wait' });
    await folder.start();
    const [id = ''] = folder.runIds;
    const file = `${name}_runs/${id}/run.json`;
    const record = JSON.parse(folder.read(file)) as { target: object; wanted: { to: string }[] };
    const hostile = {
      ...record,
      target: {
        ...record.target,
        type: 'slurm',
        schedulerPrelude: 'touch it-ran',
        gpus: 1,
        options: [],
        commands: {},
      },
    };
    writeFileSync(folder.at(file), JSON.stringify(hostile));
    for (const command of [
      ['propose', '.'],
      ['record', '.'],
      ['run', 'status', '.'],
      ['run', 'fetch', '.'],
    ])
      await folder.run(...command);
    assert.ok(!existsSync(folder.at('it-ran')));
    writeFileSync(
      folder.at(file),
      JSON.stringify({ ...record, wanted: record.wanted.map(each => ({ ...each, to: '../out' })) }),
    );
    assert.match(
      (await folder.run('run', 'list', '.')).err,
      /is no record of a run: wanted\.0\.to: expected a path inside/,
    );
    writeFileSync(folder.at(file), JSON.stringify(record));
    await folder.done('run', 'cancel', '.', '--yes');
  });

  it('is refused for errors in the files, and --override is kept in the record', async () => {
    const folder = await new Folder().ready();
    const config = folder.read(`${name}_01.yaml`);
    writeFileSync(folder.at(`${name}_01.yaml`), config.replace('coeff_W_L1: 3.5e-05', 'coeff_W_L1: 0.5'));
    const refused = await folder.start();
    assert.equal(refused.code, 1);
    assert.match(refused.err, /error: 1 error in the log, the slot configs or the plan: .*slot-locked/);
    assert.ok(!existsSync(folder.at(`${name}_runs`)));
    const started = await folder.start('--override', '--attach');
    assert.equal(started.code, 0, started.err);
    const record = JSON.parse(folder.read(`${name}_runs/${folder.runIds[0]!}/run.json`)) as {
      overridden: string[];
    };
    assert.match(record.overridden[0] ?? '', /slot-locked/);
  });

  it('says which script is missing', async () => {
    const folder = await new Folder().ready();
    writeFileSync(folder.at('iterlog.yaml'), 'extends: vrest\n');
    const { code, err } = await folder.start();
    assert.equal(code, 1);
    assert.match(err, /train_flyvis_subprocess\.py/);
  });

  for (const [what, argv, message] of [
    ['an unknown target', ['run', 'start', '.', '--target', 'gpu9'], /There is no target `gpu9`/],
    ['an unknown action', ['run', 'begin', '.'], /iterlog run is one of start, status/],
    ['no log', ['run', 'start'], /name a log/],
    [
      'options of the loop without it',
      ['run', 'start', '.', '--iterations', '8'],
      /--iterations belongs to --loop/,
    ],
    ['an unknown run', ['run', 'attach', '.', '--run', 'x'], /There is no run x/],
  ] as const)
    it(`is usage for ${what}`, async () => {
      const folder = await new Folder().ready();
      const { code, err } = await folder.run(...argv);
      assert.equal(code, 2, err);
      assert.match(err, message);
    });
});
