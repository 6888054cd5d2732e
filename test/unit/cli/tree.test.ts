/** `iterlog ucb` and `iterlog tree` from their arguments to their exit codes, on real folders. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brokenLog, folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const scores = 'a_ucb_scores.txt';
const folder = () => folderWith({ 'a_analysis.md': brokenLog });
const ucb = (cwd: string, ...argv: string[]) => iterlog(['ucb', 'a_analysis.md', ...argv], { cwd });

describe('iterlog ucb', () => {
  it('prints the score file with what the protocol says, and what it rests on', async () => {
    const { code, out, err } = await ucb(folder());
    assert.equal(code, 0);
    assert.match(out, /^=== UCB Scores \(Simulation block 0, iters 1-12, N=5, c=1\.414\) ===\n\nNode /);
    assert.match(err, /5 nodes by V_rest_R2, effective parents, puct, c=1\.414, block 1 \(iterations 1-12\)/);
  });

  it('takes what it is told', async () => {
    const argv = [
      '--reward=connectivity_R2',
      '--c=1',
      '--block-size=0',
      '--dialect=metabolism',
      '--parents=declared',
    ];
    const { out, err } = await ucb(folder(), ...argv);
    assert.match(
      out,
      /^=== UCB Scores \(N_total=5, c=1\.0\) ===\n\nNode \d: UCB=.*, R2=0\.900, Pearson=0\.000/,
    );
    assert.match(err, /by connectivity_R2, declared parents, puct, c=1\.0, no block filter/);
    const json = JSON.parse((await ucb(folder(), '--format=json', '--formula=ucb1')).out) as {
      formula: string;
    };
    assert.equal(json.formula, 'ucb1');
  });

  it('reads the result log of the current iteration', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog, 'run.log': 'V_rest_R2: 0.9\n' });
    assert.match((await ucb(cwd, '--run-log=run.log', '--iteration=6')).out, /^Node 6: .* R2=0\.900/m);
    assert.equal((await ucb(cwd, '--run-log=none.log')).code, 3);
  });

  it('says why there is no file', async () => {
    const { code, out, err } = await ucb(folder(), '--iteration=40');
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /No iteration in block 4 \(iterations 37-48\)/);
  });

  it('names the line at which the tree builder stops', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog.replace('V_rest_R2=0.5,', 'V_rest_R2=0.9.5,') });
    const { code, out, err } = await ucb(cwd);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /Line 7 of the log: V_rest_R2 is 0\.9\.5/);
  });

  it('writes the score file, and leaves a current one alone', async () => {
    const cwd = folder();
    const { out } = await ucb(cwd);
    assert.match((await ucb(cwd, '--write')).err, /wrote a_ucb_scores\.txt/);
    assert.equal(readFileSync(path.join(cwd, scores), 'utf8'), out);
    assert.match((await ucb(cwd, '--write')).err, /a_ucb_scores\.txt is current/);
    assert.match((await ucb(cwd, '--write', '--c=2')).err, /wrote a_ucb_scores\.txt/);
  });

  it('writes nothing where there is nothing to write', async () => {
    const cwd = folder();
    assert.equal((await ucb(cwd, '--write', '--iteration=40')).code, 0);
    assert.equal(existsSync(path.join(cwd, scores)), false);
  });

  it('keeps the score file current until interrupted', async () => {
    const cwd = folder();
    let interrupt: () => void = () => undefined;
    const interrupted = new Promise<void>(resolve => (interrupt = resolve));
    let written = 0;
    const onSay = (text: string): void => {
      if (!text.includes('wrote')) return;
      written++;
      if (written > 1) interrupt();
      else
        writeFileSync(
          path.join(cwd, 'a_analysis.md'),
          brokenLog.replace('V_rest_R2=0.5,', 'V_rest_R2=0.75,'),
        );
    };
    const argv = ['ucb', 'a_analysis.md', '--watch', '--write'];
    const { code } = await iterlog(argv, { cwd, onSay, interrupted });
    assert.deepEqual([code, written], [0, 2]);
    assert.match(readFileSync(path.join(cwd, scores), 'utf8'), /R2=0\.750/);
  });

  const usage: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [[], /Name one log/],
    [['a', 'b'], /Name one log/],
    [['a', '--watch'], /give --write too/],
    [['-', '--write'], /Standard input has no folder/],
    [['a', '--write', '--format=json'], /leave out --format/],
    [['a', '--write', '--parents=declared'], /leave out --parents/],
    [['a', '--c=-1'], /--c is a number, 0 or more/],
    [['a', '--iteration=0'], /--iteration is a whole number from 1/],
    [['a', '--block-size=x'], /--block-size is a whole number/],
    [['a', '--dialect=flyvs'], /Did you mean `flyvis`/],
    [['a', '--reward=a b'], /--reward is the name of a metric/],
  ];
  for (const [argv, message] of usage) {
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, err } = await iterlog(['ucb', ...argv]);
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }
});

describe('iterlog tree', () => {
  const tree = (text: string, ...argv: string[]) =>
    iterlog(['tree', '-', '--protocol=vrest', ...argv], { stdin: text, tty: true });

  it('draws the tree as text, JSON and Mermaid', async () => {
    assert.match((await tree(brokenLog)).out, /^1 {2}UCB=.*visits=3/m);
    assert.match((await tree(brokenLog)).out, /overridden by Next of 4/);
    assert.match((await tree(brokenLog, '--format=mermaid')).out, /^flowchart TD$/m);
    const json = JSON.parse((await tree(brokenLog, '--format=json')).out) as { nodes: { id: number }[] };
    assert.deepEqual(
      json.nodes.map(({ id }) => id),
      [1, 2, 3, 4, 5],
    );
  });

  it('lets no log steer the terminal', async () => {
    const evil = brokenLog.replace('[none] —', '\u001b[2J');
    for (const format of ['text', 'json', 'mermaid'])
      assert.doesNotMatch((await tree(evil, `--format=${format}`)).out, new RegExp('\u001b'));
  });

  it('prints its help', async () => {
    assert.match((await iterlog(['tree', '--help'])).out, /^Usage: iterlog tree/);
    assert.match((await iterlog(['ucb', '--help'])).out, /^Usage: iterlog ucb/);
  });
});
