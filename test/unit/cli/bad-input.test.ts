/** Files that contradict each other: record and propose say which, and write nothing. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { flyLog, vrestBase } from '../../fixtures/loop.ts';
import { folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const base = 'flyvis_62_1_gs_vrest';
const name = `${base}_Claude`;
const log = `${name}_analysis.md`;
const plan = `${name}_plan.yaml`;
const slotFile = (slot: number) => `${name}_0${slot}.yaml`;
const resultFile = (slot: number) => `${name}_0${slot}_analysis.log`;
const first = [0.52, 0.61, 0.33, 0.4712].map(reward => flyLog(reward));
const second = [0.44, 0.45, 0.46, 0.47].map(reward => flyLog(reward));

type Files = ReturnType<typeof filesIn>;

function filesIn(cwd: string) {
  const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');
  const write = (file: string, text: string) => {
    mkdirSync(path.join(cwd, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(cwd, file), text);
  };
  return {
    cwd,
    read,
    write,
    edit: (file: string, from: string | RegExp, to: string) => {
      const after = read(file).replace(from, to);
      assert.notEqual(after, read(file));
      write(file, after);
    },
    results: (texts: readonly string[]) => {
      for (const [slot, text] of texts.entries()) write(resultFile(slot), text);
    },
    run: (...argv: string[]) => iterlog(argv, { cwd }),
    contents: () =>
      readdirSync(cwd, { recursive: true, encoding: 'utf8' })
        .filter(file => statSync(path.join(cwd, file)).isFile())
        .map(file => [file, read(file)]),
  };
}

/** An exploration whose first batch is recorded and whose second one is planned and has not run. */
async function planned(): Promise<Files> {
  const files = filesIn(folderWith({ [`${base}.yaml`]: vrestBase }));
  assert.equal((await files.run('start', `${base}.yaml`, '--write')).code, 0);
  files.results(first);
  assert.equal((await files.run('record', log, '--write')).code, 0);
  assert.equal((await files.run('propose', log, '--write')).code, 0);
  return files;
}

interface Case {
  readonly what: string;
  readonly spoil: (files: Files) => void;
  readonly command: 'record' | 'propose';
  readonly code: number;
  readonly said: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'a result log of an iteration that is recorded, beside three new ones',
    spoil: files => files.results([second[0] ?? '', first[1] ?? '', second[2] ?? '', second[3] ?? '']),
    command: 'record',
    code: 4,
    said: /Slot 1 has no new result: its result log is that of Iter 2\..*Iter 6 would be written as failed\./,
  },
  {
    what: 'the result log of another slot',
    spoil: files => files.results([first[2] ?? '', ...second.slice(1)]),
    command: 'record',
    code: 4,
    said: /The result log of slot 0 is the one that was recorded for slot 2\./,
  },
  {
    what: 'result logs of a later batch than the log lacks',
    spoil: files => {
      files.results(second);
      files.write(
        `log/Claude_exploration/instruction_${base}_parallel/config/iter_009_slot_00.yaml`,
        files.read(slotFile(0)),
      );
    },
    command: 'record',
    code: 1,
    said: /A config was kept of Iter 9, so the result logs are not those of Iter 5-8/,
  },
  {
    what: 'a result log of a run with another config',
    spoil: files => files.results([`lr_update: 0.0025\n${second[0] ?? ''}`, ...second.slice(1)]),
    command: 'record',
    code: 4,
    said: /The result log of slot 0 is of a run with lr_update=2\.5E-3, and its config has 1\.5E-3/,
  },
  {
    what: 'four identical result logs',
    spoil: files => files.results([0, 1, 2, 3].map(() => second[0] ?? '')),
    command: 'record',
    code: 4,
    said: /All 4 result logs are the same/,
  },
  {
    what: 'a slot config that was edited by hand after the plan, once it ran',
    spoil: files => {
      files.edit(slotFile(0), /lr_update: \S+/, 'lr_update: 0.0021');
      files.results(second);
    },
    command: 'record',
    code: 4,
    said: /Slot 0 was edited after the plan: lr_update=2\.1E-3, planned 1\.5E-3\. Whether Iter 5 ran with that is not known/,
  },
  {
    what: 'a slot config that was edited by hand after the plan, before it ran',
    spoil: files => files.edit(slotFile(0), /lr_update: \S+/, 'lr_update: 0.0021'),
    command: 'propose',
    code: 4,
    said: /Slot 0 was edited after the plan: lr_update=2\.1E-3, planned 1\.5E-3\. That would be lost\./,
  },
  {
    what: 'results that wait',
    spoil: files => files.results(second),
    command: 'propose',
    code: 1,
    said: /Iter 5, 6, 7, 8 ran and have no entry\. Record the results before the slot configs change\./,
  },
  {
    what: 'an error in the last batch',
    spoil: files => files.edit(log, 'Node: id=3,', 'Node: id=2,'),
    command: 'propose',
    code: 4,
    said: /_analysis\.md:\d+: error node-id: .*\n.*1 error in the newest batch/,
  },
  ...(['record', 'propose'] as const).map((command): Case => ({
    what: `a plan that does not parse, told by ${command}`,
    spoil: files => {
      files.write(plan, 'version: 1\nbatches: [\n');
      if (command === 'record') files.results(second);
    },
    command,
    code: 1,
    said: /The plan cannot be read\. This is not YAML: /,
  })),
  {
    what: 'a plan of a newer version',
    spoil: files => files.edit(plan, 'version: 1', 'version: 2'),
    command: 'propose',
    code: 1,
    said: /The version of a plan is 1\. Another one may come from a newer iterlog/,
  },
];

describe('bad input', () => {
  for (const { what, spoil, command, code, said } of cases)
    it(`is told and nothing is written: ${what}`, async () => {
      const files = await planned();
      spoil(files);
      const before = files.contents();
      const outcome = await files.run(command, log, '--write');
      assert.equal(outcome.code, code, outcome.err);
      assert.match(outcome.err, said);
      assert.match(outcome.err, /Nothing was written|go on all the same with --yes/);
      assert.equal(outcome.out, '');
      assert.deepEqual(files.contents(), before);
    });

  it('is written all the same on request, where a person may know better', async () => {
    const files = await planned();
    files.edit(slotFile(0), /lr_update: \S+/, 'lr_update: 0.0021');
    assert.equal((await files.run('propose', log, '--write', '--yes')).code, 0);
    assert.match(files.read(slotFile(0)), /lr_update: 0\.0015/);
    files.edit(slotFile(0), /lr_update: \S+/, 'lr_update: 0.0021');
    files.results(second);
    assert.equal((await files.run('record', log, '--write', '--yes')).code, 0);
    assert.match(files.read(log), /\nMutation: lr_update: 1\.8E-3 -> 2\.1E-3\n/);
  });
});
