/** The example's parallel loop: what it asks, keeps, erases, calls, and leaves when it is ended. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeFolders } from '../cli/world.ts';
import { base, describePython, end, loop, name, runFolder, scripts, startLoop, textOf } from './world.ts';

const cli = path.resolve('dist/cli.mjs');
const iterlog = (folder: string, ...argv: string[]) =>
  spawnSync(process.execPath, [cli, ...argv], { cwd: folder, encoding: 'utf8' });
/** What ITERLOG_AGENT is in the example's README, by this build. */
const agent = ['record', 'propose']
  .map(verb => `'${process.execPath}' '${cli}' ${verb} LOG --write`)
  .join(' && ');

const small = { n_neurons: 3, n_frames: 50 };

/** The example, smaller, and the files that `iterlog start` makes. */
function started(values: Parameters<typeof scripts>[0] = small): string {
  const folder = scripts(values);
  const { status, stderr } = iterlog(folder, 'start', `${base}.yaml`, '--write');
  assert.equal(status, 0, stderr);
  return folder;
}

const at = (folder: string, ...names: string[]) => path.join(folder, ...names);
const logOf = (folder: string) => at(folder, `${name}_analysis.md`);
const slotOf = (folder: string, slot: number) => at(folder, `${name}_0${slot}.yaml`);
const resultOf = (folder: string, slot: number) => at(folder, `${name}_0${slot}_analysis.log`);
const kept = (folder: string) =>
  existsSync(at(folder, runFolder, 'config')) ? readdirSync(at(folder, runFolder, 'config')).sort() : [];
const keptOf = (...iterations: number[]) =>
  iterations.map(id => `iter_${String(id).padStart(3, '0')}_slot_0${(id - 1) % 4}.yaml`);
const headers = (folder: string) => textOf(logOf(folder)).match(/^## Iter \d+/gm) ?? [];
const entries = (...ids: number[]) => ids.map(id => `## Iter ${id}: V_rest partial\n`).join('\n');

describePython("the example's loop", function () {
  after(removeFolders);

  it('trains a batch with seeds of its own in copies of the slot configs, and stops without an agent', async () => {
    const folder = started();
    const before = [0, 1, 2, 3].map(slot => textOf(slotOf(folder, slot)));
    const { code, out } = await loop(folder);
    assert.equal(code, 0, out);
    assert.match(out, /^\[slot 3\] epoch 1\/1 {2}step 500\/500 {2}loss /m);
    assert.match(out, /ITERLOG_AGENT is not set/);
    assert.deepEqual(kept(folder), keptOf(1, 2, 3, 4));
    for (const slot of [0, 1, 2, 3]) {
      assert.equal(textOf(slotOf(folder, slot)), before[slot]);
      const seed = (slot + 1) * 1000 + slot;
      const seeds = [seed, seed + 500];
      const copy = before[slot]?.replace(
        /^( +seed: ).*$/gm,
        (_, start: string) => `${start}${seeds.shift() ?? ''}`,
      );
      assert.equal(textOf(at(folder, runFolder, 'config', keptOf(slot + 1)[0] ?? '')), copy);
      assert.match(textOf(resultOf(folder, slot)), /^V_rest_R2: /m);
    }
  });

  it('goes on after the batch of the last entry or snapshot, and does one again that is not whole', async () => {
    const folder = started();
    const firstAfter = async (log: string): Promise<number> => {
      writeFileSync(logOf(folder), log);
      const { code, out } = await loop(folder);
      assert.equal(code, 0, out);
      const first = Number(/^Iterations (\d+)-/m.exec(out)?.[1]);
      rmSync(at(folder, 'log'), { recursive: true });
      return first;
    };
    assert.equal(await firstAfter(''), 1);
    assert.equal(await firstAfter(entries(1, 2, 3, 4)), 5);
    assert.equal(await firstAfter(entries(1, 2, 3, 4, 5, 7, 8)), 5);
    mkdirSync(at(folder, runFolder, 'config'), { recursive: true });
    for (const file of keptOf(5, 6, 7)) writeFileSync(at(folder, runFolder, 'config', file), '');
    assert.equal(await firstAfter(entries(1, 2, 3, 4, 8)), 9);
  });

  it('goes on when a slot fails, and keeps no config of that run', async () => {
    const folder = started();
    writeFileSync(slotOf(folder, 1), textOf(slotOf(folder, 1)).replace('n_layers: 3', 'n_layer: 3'));
    const { code, out } = await loop(folder);
    assert.equal(code, 0, out);
    assert.match(out, /^Slot 1, iteration 2, failed with exit code 1: .*training_error_01\.log$/m);
    assert.match(textOf(at(folder, runFolder, 'training_error_01.log')), /TRAINING SUBPROCESS ERROR/);
    assert.equal(textOf(resultOf(folder, 1)), '');
    assert.deepEqual(kept(folder), keptOf(1, 3, 4));
    const { status, stderr } = iterlog(folder, 'record', logOf(folder), '--write');
    assert.equal(status, 0, stderr);
    assert.match(textOf(logOf(folder)), /^## Iter 2: failed$[^]*?^Observation: .*graph_model\.n_layer/m);
  });

  it('asks before it erases, and erases nothing without an answer', async () => {
    const folder = started();
    writeFileSync(logOf(folder), entries(1, 2, 3, 4));
    const nobody = await loop(folder, { argv: [] });
    assert.equal(nobody.code, 1);
    assert.match(nobody.out, /Nobody answered: nothing was erased\./);
    assert.equal((await loop(folder, { argv: [], stdin: 'n\n' })).code, 1);
    assert.equal(textOf(logOf(folder)), entries(1, 2, 3, 4));
  });

  it('records and proposes batch after batch from a fresh start, and the log stays lint-clean', async () => {
    const folder = started({ ...small, n_frames: 800, stimulus_std: 0.8 });
    mkdirSync(at(folder, runFolder, 'config'), { recursive: true });
    for (const file of keptOf(13, 14)) writeFileSync(at(folder, runFolder, 'config', file), '');
    writeFileSync(resultOf(folder, 0), 'V_rest_R2: 0.9\nconnectivity_R2: 0.9\n');
    const { code, out } = await loop(folder, { argv: ['iterations=8'], agent, stdin: 'y\n' });
    assert.equal(code, 0, out);
    assert.deepEqual(
      headers(folder),
      [1, 2, 3, 4, 5, 6, 7, 8].map(id => `## Iter ${id}`),
    );
    assert.deepEqual(kept(folder), keptOf(1, 2, 3, 4, 5, 6, 7, 8));
    assert.match(textOf(at(folder, `${name}_reasoning.log`)), /^Batch 3, iterations 9-12$/m);
    const lint = iterlog(folder, 'lint', '.', '--fail-on', 'warning');
    assert.equal(lint.status, 0, lint.stdout);
  });

  it('stops where the agent fails, and runs no command after that one', async () => {
    const folder = started();
    const touch = (file: string) => `'${process.execPath}' -e "require('fs').writeFileSync('${file}', '')"`;
    const failing = `'${process.execPath}' -e "process.exit(3)"`;
    const commands = [touch('first'), failing, touch('second')].join(' && ');
    const { code, out } = await loop(folder, { agent: commands });
    assert.equal(code, 1);
    assert.match(out, /The agent ended with exit code 3/);
    assert.deepEqual([existsSync(at(folder, 'first')), existsSync(at(folder, 'second'))], [true, false]);
    assert.equal((await loop(folder, { agent: 'no-such-command-anywhere $(touch second)' })).code, 1);
    assert.equal(existsSync(at(folder, 'second')), false);
  });

  it('ends with its workers', async () => {
    const folder = started({ n_frames: 4000 });
    const child = startLoop(folder);
    const ended = end(child);
    let seen = '';
    while (![0, 1, 2, 3].every(slot => seen.includes(`[slot ${slot}] epoch`)))
      seen += String((await once(child.stdout, 'data'))[0]);
    child.kill('SIGTERM');
    const { code } = await ended;
    assert.equal(code, 143);
    const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    assert.deepEqual(
      stdout.split('\n').filter(line => line.includes(folder)),
      [],
    );
    assert.deepEqual(kept(folder), []);
  });

  it('refuses what it does not do', async () => {
    const folder = scripts(small);
    const run = (...words: string[]) =>
      end(startLoop(folder, { argv: ['--resume', '-o', ...words] })).then(
        ({ code, out }) => [code, out] as const,
      );
    for (const [words, message] of [
      [['generate_train_test_plot_Claude_cluster', base], /submits no jobs/],
      [['train_Claud', base], /is not made of/],
      [['train_Claude', 'nothing'], /no base config/],
      [['train_Claude', base, 'iterations=many'], /no number/],
    ] as const) {
      const [code, out] = await run(...words);
      assert.notEqual(code, 0);
      assert.match(out, message);
    }
  });
});
