/** `iterlog run` by ssh: the configs go there, the results come home, and neither harms what somebody changed. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeFolders as removeExplorations } from '../unit/cli/world.ts';
import { Folder, metrics, name } from './support/exploration.ts';
import { newFolder, removeFolders } from './support/folders.ts';
import { processesWith } from './support/processes.ts';
import { Sshd } from './support/sshd.ts';
import { until } from './support/until.ts';

/** An exploration here and the folder of its project on the host, under a name that careless quoting stumbles over. */
class Pair extends Folder {
  readonly there = newFolder();

  constructor(sshd: Sshd) {
    super({ HOME: sshd.folder, ITERLOG_SSH_CONFIG: sshd.config });
    mkdirSync(this.there, { recursive: true });
    for (const file of ['slot.py', 'loop.py', 'behave.json'])
      cpSync(this.at(file), path.join(this.there, file));
    const target = (host: string) => ({ type: 'ssh', host, folder: this.there, parallel: 4 });
    const targets = { gpu1: target('target'), fish: target('target-fish'), tcsh: target('target-tcsh') };
    writeFileSync(this.at('targets.yaml'), JSON.stringify(targets));
  }

  onHost = (file: string): string => path.join(this.there, file);
  begin = (...argv: string[]) => this.start('--target', 'gpu1', ...argv);
  override behave(how: Readonly<Record<string, string>>): void {
    writeFileSync(this.onHost('behave.json'), JSON.stringify(how));
  }
  /** What a run waits for that was told to. */
  go = () => writeFileSync(this.onHost('go'), '');
}

describe('iterlog run by ssh', () => {
  let sshd: Sshd;
  before(async () => (sshd = await Sshd.start()));
  after(async () => {
    await sshd.remove();
    removeFolders();
    removeExplorations();
  });

  for (const target of ['gpu1', 'fish', 'tcsh'])
    it(`goes round twice over a folder with an awkward name, as a user of ${target} sees it`, async () => {
      const pair = await new Pair(sshd).ready();
      for (const first of [1, 5]) {
        const { code, out, err } = await pair.start('--target', target, '--attach');
        assert.equal(code, 0, out + err);
        assert.match(out, new RegExp(`^\\[slot 3\\] slot 3 of iteration ${first + 3}$`, 'm'));
        await pair.done('record', '--write', '.');
        await pair.done('propose', '--write', '.');
        await pair.lint();
      }
      assert.equal(metrics(pair.read(`${name}_analysis.md`)).length, 8);
      assert.deepEqual(
        readdirSync(pair.there).filter(file => /\.bak-|PWNED/.test(file)),
        [],
      );
      // The configs of the last batch that ran, to the byte.
      const [newest = ''] = [...pair.runIds].sort().reverse();
      const inRun = readFileSync(pair.onHost(`.iterlog/runs/${newest}/in/slot_01.yaml`), 'utf8');
      assert.match(inRun, /seed: 6501/);
    });

  it('keeps what somebody changed on the host aside, and says so', async () => {
    const pair = await new Pair(sshd).ready();
    writeFileSync(pair.onHost(`${name}_02.yaml`), 'dataset: mine\n');
    const { code, err } = await pair.begin('--attach');
    assert.equal(code, 0, err);
    const [id = ''] = pair.runIds;
    assert.match(err, /_02\.yaml\.bak-.* was kept|_02\.yaml.* was kept/);
    assert.equal(readFileSync(pair.onHost(`${name}_02.yaml.bak-${id}`), 'utf8'), 'dataset: mine\n');
    assert.equal(readFileSync(pair.onHost(`${name}_02.yaml`), 'utf8'), pair.read(`${name}_02.yaml`));
  });

  it('goes on while the host is away, and is found again', async () => {
    const pair = await new Pair(sshd).ready();
    pair.behave({ 0: 'wait' });
    assert.equal((await pair.begin()).code, 0);
    await sshd.down();
    const away = await pair.run('run', 'status', '.');
    assert.equal(away.code, 3, away.out);
    assert.match(away.out, /unreachable {2}\d of 4 done/);
    assert.match((await pair.run('propose', '.')).err, /Nothing newer is known of it/);
    await sshd.up();
    pair.go();
    const { code, out, err } = await pair.run('run', 'attach', '.');
    assert.equal(code, 0, out + err);
    assert.match(out, /finished {2}4 of 4 done/);
    await pair.done('record', '--write', '.');
    await pair.lint();
  });

  it('is cancelled, and nothing of it survives on the host', async () => {
    const pair = await new Pair(sshd).ready();
    pair.behave({ 0: 'hang', 1: 'hang', 2: 'hang', 3: 'hang' });
    assert.equal((await pair.begin()).code, 0);
    const [id = ''] = pair.runIds;
    await until('eight processes train', () => processesWith(id).length >= 8);
    const { out } = await pair.done('run', 'cancel', '.', '--yes');
    assert.match(out, /cancelled/);
    assert.deepEqual(processesWith(id), []);
  });

  it('starts nothing where the folder is not there, or the host does not answer', async () => {
    const pair = await new Pair(sshd).ready();
    const bad = { type: 'ssh', host: 'target', folder: '/nowhere at all' };
    writeFileSync(pair.at('bad.yaml'), JSON.stringify({ bad }));
    const absent = await pair.run('run', 'start', '.', '--targets', 'bad.yaml', '--target', 'bad', '--yes');
    assert.equal(absent.code, 1);
    assert.match(absent.err, /error: The folder \/nowhere at all is not on target\..*Nothing was started/s);
    await sshd.down();
    const away = await pair.begin();
    await sshd.up();
    assert.equal(away.code, 3);
    assert.match(away.err, /Nothing was started\.$/m);
    assert.ok(!readdirSync(pair.cwd).includes(`${name}_runs`));
  });
});
