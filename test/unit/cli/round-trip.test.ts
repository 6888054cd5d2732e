/** The whole loop by the commands, on real folders: what each leaves, the next one reads without a fault. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PlannedSlot } from '../../../src/core/batch/plan.ts';
import { bases, foldersOf, layouts, rounds, written } from '../../fixtures/rounds.ts';
import type { Layout, Outcome } from '../../fixtures/rounds.ts';
import { folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

type Preset = keyof typeof bases;

class Folder {
  readonly cwd: string;
  readonly log: string;
  readonly base: string;
  private readonly config: string;

  constructor(
    private readonly preset: Preset,
    private readonly layout: Layout,
  ) {
    const { name, text } = bases[preset];
    const at = foldersOf(name, layout);
    this.config = at.config;
    this.base = `${at.config}${name}.yaml`;
    this.log = `${at.log}${name}_Claude_analysis.md`;
    this.cwd = folderWith({ [this.base]: text });
  }

  /** What the runs of a batch leave; of those that went well the loop keeps the configs. */
  run(outcomes: readonly Outcome[], first: number): void {
    const { name } = bases[this.preset];
    const configs = outcomes.map((_, slot) => this.read(`${this.config}${name}_Claude_0${slot}.yaml`));
    const { preset, layout } = this;
    for (const [file, text] of written(outcomes, { preset, layout, first, configs })) {
      const full = path.join(this.cwd, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
  }

  /** Runs a command, which must be done, and gives what it printed and said. */
  async done(...argv: string[]): Promise<{ readonly out: string; readonly err: string }> {
    const { code, out, err } = await iterlog(argv, { cwd: this.cwd });
    assert.equal(code, 0, `${argv.join(' ')}\n${out}${err}`);
    return { out, err };
  }

  lint = () => this.done('lint', '--exploration', '--fail-on=warning', this.log);
  read = (file: string): string => readFileSync(path.join(this.cwd, file), 'utf8');

  /** Every file with its text. */
  get contents(): readonly (readonly [string, string])[] {
    return readdirSync(this.cwd, { recursive: true, encoding: 'utf8' })
      .filter(file => statSync(path.join(this.cwd, file)).isFile())
      .sort()
      .map(file => [file, this.read(file)] as const);
  }
}

const lastNext = (text: string): string | undefined =>
  [...text.matchAll(/^Next: parent=(\S+)$/gm)].at(-1)?.[1];

async function recordTwice(folder: Folder): Promise<void> {
  await folder.done('record', folder.log, '--write');
  await folder.lint();
  const { contents } = folder;
  assert.match((await folder.done('record', folder.log, '--write')).err, /No result waits\./);
  assert.deepEqual(folder.contents, contents);
}

async function proposeTwice(folder: Folder): Promise<void> {
  const { out } = await folder.done('propose', folder.log, '--write', '--format=json');
  const { slots } = JSON.parse(out) as { readonly slots: readonly PlannedSlot[] };
  assert.equal(lastNext(folder.read(folder.log)), String(slots[0]?.parent));
  await folder.lint();
  const { contents } = folder;
  assert.match((await folder.done('propose', folder.log, '--write')).err, /have this batch already/);
  assert.equal((await folder.done('propose', folder.log, '--write', '--format=json')).out, out);
  assert.equal((await folder.done('propose', folder.log, '--diff')).out, '');
  assert.deepEqual(folder.contents, contents);
}

describe('a round trip by the commands', () => {
  for (const preset of ['vrest', 'metabolism'] as const)
    for (const layout of layouts)
      it(`of ${preset} in the ${layout} layout finds no fault in six batches`, async () => {
        const folder = new Folder(preset, layout);
        await folder.done('start', folder.base, '--write');
        await folder.lint();
        for (const [i, outcomes] of rounds.entries()) {
          folder.run(outcomes, 4 * i + 1);
          await recordTwice(folder);
          await proposeTwice(folder);
        }
        folder.run(rounds[0] ?? [], 25);
        await recordTwice(folder);
        assert.equal(folder.read(folder.log).match(/^## Iter \d+: /gm)?.length, 28);
      });
});
