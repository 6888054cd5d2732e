/** What is written on a target before a run, what is looked at, and what is fetched after it. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { RunPlan } from '../../src/core/run/run-plan.ts';
import { directDriver } from '../../src/node/run/drivers/direct.ts';
import { fetchFiles } from '../../src/node/run/fetch.ts';
import { localTransport } from '../../src/node/run/local.ts';
import { prepare } from '../../src/node/run/prepare.ts';
import { checkTarget } from '../../src/node/run/target-checks.ts';
import { newFolder, removeFolders } from './support/folders.ts';
import { handleOf, hashOf, inFolder, planOf, pushed } from './support/plans.ts';
import type { PlanOptions } from './support/plans.ts';
import { until } from './support/until.ts';

const local = localTransport();
const driver = directDriver(local);
const everything = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

after(removeFolders);

async function prepared(plan: RunPlan) {
  const answer = await prepare(plan, local);
  assert.ok(answer.kind === 'answer', JSON.stringify(answer));
  return answer;
}

function withConfig(text: string, replaces: readonly string[] = [], options: PlanOptions = {}) {
  const folder = options.folder ?? newFolder();
  const file = path.join(folder, 'config', 'it is_00.yaml');
  return {
    file,
    plan: planOf(['print("hi")'], { ...options, folder, files: [pushed(file, text, replaces)] }),
  };
}

describe('prepare', () => {
  const text = `description: "it's $(x)"\r\nn: 1e-5 é\n\n`;

  it('writes files as they are, in a directory that is for its owner alone, and for git not there', async () => {
    const { plan, file } = withConfig(text);
    assert.deepEqual((await prepared(plan)).keptAside, []);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.equal(statSync(plan.directory).mode & 0o777, 0o700);
    assert.equal(readFileSync(inFolder(plan, '.iterlog', '.gitignore'), 'utf8'), '*\n');
    assert.ok(!everything(plan.folder).some(name => name.includes('.part-')));
  });

  it('keeps aside what somebody else wrote, and writes over what iterlog wrote, with the permissions it had', async () => {
    const first = withConfig(text);
    mkdirSync(path.dirname(first.file), { recursive: true });
    writeFileSync(first.file, 'theirs\n', { mode: 0o640 });
    assert.deepEqual((await prepared(first.plan)).keptAside, [first.file]);
    assert.deepEqual((await prepared(first.plan)).keptAside, [], 'again: it has arrived');
    assert.equal(readFileSync(`${first.file}.bak-${first.plan.id}`, 'utf8'), 'theirs\n');
    const second = withConfig('next: 1\n', [hashOf(text)], { folder: first.plan.folder });
    assert.deepEqual((await prepared(second.plan)).keptAside, []);
    assert.ok(!existsSync(`${first.file}.bak-${second.plan.id}`));
    assert.equal(readFileSync(first.file, 'utf8'), 'next: 1\n');
    assert.equal(statSync(first.file).mode & 0o777, 0o640);
  });

  it('writes through a link', async () => {
    const { plan, file } = withConfig(text);
    mkdirSync(path.dirname(file), { recursive: true });
    const real = inFolder(plan, 'real.yaml');
    writeFileSync(real, 'theirs\n');
    symlinkSync(real, file);
    await prepared(plan);
    assert.equal(readFileSync(real, 'utf8'), text);
    assert.equal(readFileSync(`${real}.bak-${plan.id}`, 'utf8'), 'theirs\n');
  });

  it('leaves a run alone that was submitted', async () => {
    const { plan, file } = withConfig(text);
    await prepared(plan);
    await driver.submit(plan);
    writeFileSync(file, 'the run changed it\n');
    await prepared(plan);
    assert.equal(readFileSync(file, 'utf8'), 'the run changed it\n');
  });

  it('refuses a folder that is not there, a folder in the way, and what is no text', async () => {
    const gone = planOf([''], {});
    const answer = await prepare({ ...gone, folder: `${gone.folder}/none` }, local);
    assert.ok(answer.kind === 'refused');
    assert.match(answer.message, /is not on this machine/);
    const { plan, file } = withConfig(text);
    mkdirSync(file, { recursive: true });
    const second = await prepare(plan, local);
    assert.ok(second.kind === 'refused');
    assert.match(second.message, /Is a directory/);
    assert.ok(!existsSync(plan.directory));
    const third = await prepare(withConfig('a\0b').plan, local);
    assert.ok(third.kind === 'refused');
  });

  it('refuses what arrives as something else', async () => {
    const { plan, file } = withConfig(text);
    const [config] = plan.files;
    assert.ok(config);
    const answer = await prepare({ ...plan, files: [{ ...config, hash: hashOf('other') }] }, local);
    assert.ok(answer.kind === 'refused');
    assert.match(answer.message, /arrived damaged/);
    assert.ok(!existsSync(file) && !existsSync(plan.directory));
  });
});

async function stateOf(plan: RunPlan): Promise<string | undefined> {
  const answer = await driver.status([handleOf(plan)]);
  return answer.kind === 'answer' ? answer.runs.get(plan.id)?.[0]?.state : undefined;
}

describe('a full disk', function () {
  const mounted: string[] = [];
  before(function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) this.skip();
  });
  after(() => {
    for (const folder of mounted) spawnSync('umount', ['-l', folder]);
  });

  /** A disk of 256 kB. */
  function smallDisk(): string {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]);
    mounted.push(folder);
    return folder;
  }

  it('is said before anything is changed: nothing is half-written', async () => {
    const folder = smallDisk();
    const theirs = 'theirs\n'.repeat(100);
    mkdirSync(path.join(folder, 'config'));
    writeFileSync(path.join(folder, 'config', 'it is_00.yaml'), theirs);
    const before = everything(folder);
    const { plan, file } = withConfig('x: 1\n'.repeat(60_000), [], { folder });
    const answer = await prepare(plan, local);
    assert.ok(answer.kind === 'refused');
    assert.match(answer.message, /nothing was changed: .*No space left on device/);
    assert.match(answer.advice, /The disk of this machine is full/);
    assert.equal(readFileSync(file, 'utf8'), theirs);
    const left = everything(folder).filter(name => !name.startsWith('.iterlog'));
    assert.deepEqual(left, before);
    assert.ok(!existsSync(plan.directory));
  });

  it('refuses the start, and lets a later one try', async () => {
    const folder = smallDisk();
    const plan = planOf(['print("hi")'], { folder });
    await prepared(plan);
    const ballast = path.join(folder, 'ballast');
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k']);
    const refused = await driver.submit(plan);
    assert.ok(refused.kind === 'refused', JSON.stringify(refused));
    assert.match(refused.message, /could not be started/);
    rmSync(ballast);
    assert.equal((await driver.submit(plan)).kind, 'answer');
    await until(
      'the end',
      () => stateOf(plan),
      state => state === 'finished',
    );
  });

  it('amid a run takes output, but not how it ended', async () => {
    const folder = smallDisk();
    const plan = planOf(['print("x" * 2_000_000)', 'import sys; sys.exit(3)'], { folder });
    await prepared(plan);
    await driver.submit(plan);
    await until(
      'the end',
      () => stateOf(plan),
      state => state === 'failed',
    );
    assert.match(readFileSync(path.join(plan.directory, '00', 'out'), 'latin1'), /^x/);
  });
});

describe('checkTarget', () => {
  const scripts = ['train it.py', 'missing.py'];
  const findingsOf = async (plan: RunPlan) => {
    const answer = await checkTarget(plan, local, { scripts });
    assert.ok(answer.kind === 'answer');
    return answer.findings.map(({ severity, message }) => `${severity}: ${message}`);
  };

  it('finds scripts, Python and code that is not committed', async () => {
    const plan = planOf(['']);
    writeFileSync(inFolder(plan, 'train it.py'), '');
    execFileSync('git', ['init', '-q', plan.folder]);
    const findings = await findingsOf(plan);
    assert.deepEqual(findings, [
      `error: missing.py is not in ${plan.folder} on this machine.`,
      'warning: Code on this machine is not committed: "train it.py".',
    ]);
  });

  it('finds a Python that does not run, and a prelude that fails', async () => {
    const bad = await findingsOf(planOf([''], { target: { python: '/no/python' } }));
    assert.match(bad.join('\n'), /error: \/no\/python does not run on this machine: .*not found/);
    const prelude = await findingsOf(
      planOf([''], { target: { prelude: '. /no/conda.sh && conda activate x' } }),
    );
    assert.match(prelude.join('\n'), /error: python3 does not run on this machine/);
  });

  it('finds a folder that is not there', async () => {
    const plan = planOf(['']);
    const findings = await findingsOf({ ...plan, folder: `${plan.folder}/none` });
    assert.deepEqual(findings, [`error: The folder ${plan.folder}/none is not on this machine.`]);
  });

  it('warns of GPUs that nobody can see', async () => {
    const answer = await driver.check(planOf([''], { target: { gpus: [0, 1] } }));
    assert.ok(answer.kind === 'answer');
    assert.equal(answer.findings.length, 1);
  });
});

describe('fetchFiles', () => {
  it('brings regular files as they are, and says what is missing or too large', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const at = (name: string) => path.join(folder, name);
    const binary = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) & 0xff));
    writeFileSync(at(`res'ult $(x).log`), binary);
    writeFileSync(at('empty'), '');
    writeFileSync(at('E'), 'E\nF 0 5 x\n');
    symlinkSync('/etc/passwd', at('link.log'));
    mkdirSync(at('folder'));
    writeFileSync(at('huge'), '');
    truncateSync(at('huge'), 51 * 1024 * 1024);
    const names = [`res'ult $(x).log`, 'empty', 'E', 'link.log', 'folder', 'nothing', 'huge'];
    const staging = path.join(newFolder(), 'staging');
    const answer = await fetchFiles(
      local,
      names.map(name => ({ path: at(name) })),
      staging,
    );
    assert.ok(answer.kind === 'answer', JSON.stringify(answer));
    assert.deepEqual(
      answer.files.map(({ path: file, size, hash, staged }) => [
        file,
        size,
        hash,
        path.relative(staging, staged),
      ]),
      [
        [at(`res'ult $(x).log`), binary.length, hashOf(binary), '0-res_ult___x_.log'],
        [at('empty'), 0, hashOf(''), '1-empty'],
        [at('E'), 10, hashOf('E\nF 0 5 x\n'), '2-E'],
      ],
    );
    assert.deepEqual(answer.missing, ['link.log', 'folder', 'nothing'].map(at));
    assert.deepEqual(answer.tooLarge, [at('huge')]);
    assert.deepEqual(readFileSync(answer.files[0]?.staged ?? ''), binary);
  });

  it('refuses a staging folder that cannot be written', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'x'), 'x');
    const answer = await fetchFiles(
      local,
      [{ path: path.join(folder, 'x') }],
      path.join(folder, 'x', 'staging'),
    );
    assert.equal(answer.kind, 'refused');
  });
});
