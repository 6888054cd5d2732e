/** `iterlog stats` from its arguments to its exit code, on real folders. */
import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brokenLog, folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const stats = (argv: readonly string[], cwd?: string, stdin = '') =>
  iterlog(['stats', ...argv], cwd === undefined ? { stdin } : { cwd, stdin });
/** Five equal runs of the baseline's config; one of them lost. */
const log = brokenLog.replace(/(id=4[^]*?)Metrics: .*/, '$1Metrics: FAILED (out of memory)');
const row =
  "| Node 21's config (1, 2, 3, 4, 5) | 4, 1 crashed | 0.500 | 0.000 | 0.900 | not better than Node 21 |";

describe('iterlog stats', () => {
  const refused: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [[], /Name one log/],
    [['a_analysis.md', 'b'], /Name one log/],
    [
      ['.', '--format', 'jsno'],
      /--format is one of text, json, markdown, not `jsno`\. Did you mean `json`\?/,
    ],
    [['.', '--memory', '--format', 'json'], /no json form/],
    [['.', '--write'], /give --memory too/],
    [['-', '--memory'], /no memory file beside it/],
    [['.', '--reward', 'V_rest_R3'], /No run has a metric `V_rest_R3`\. Did you mean `V_rest_R2`\?/],
    [['.', '--protocol', 'vrset'], /Did you mean `vrest`\?/],
    [['two'], /two holds 2 logs: name one/],
    [['odd.md'], /odd\.md fits no protocol/],
  ];
  for (const [argv, message] of refused) {
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const cwd = folderWith({
        'a_analysis.md': log,
        'two/b_analysis.md': log,
        'two/c_analysis.md': log,
        'odd.md': '## Iter 1: fine\nMetrics: x=1\n',
      });
      const only = argv.map(arg => (arg === '.' ? 'a_analysis.md' : arg));
      const { code, out, err } = await stats(only, cwd, log);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  }

  it('cannot read what is not there: exit code 3', async () => {
    const { code, err } = await stats(['nope.md'], folderWith());
    assert.equal(code, 3);
    assert.match(err, /nope\.md does not exist/);
    assert.match((await stats(['--help'])).out, /^Usage: iterlog stats/);
  });

  it('prints a table for people', async () => {
    const { code, out, err } = await stats(['.'], folderWith({ 'a_analysis.md': log }));
    assert.deepEqual([code, err], [0, '']);
    const lines = out.split('\n').map(line => line.split(/ {2,}/));
    assert.equal(
      lines[0]?.[0],
      'a_analysis.md: V_rest_R2 by config, 1 config in 5 iterations (protocol V_rest recovery)',
    );
    assert.deepEqual(lines[2], [
      'config',
      'nodes',
      'samples',
      'mean ± std',
      '95 % interval',
      'conn mean',
      'P(> Node 21)',
      'verdict',
    ]);
    assert.deepEqual(lines[3], [
      'Node 21',
      '–',
      '8',
      '0.499 ± 0.216',
      '0.319 .. 0.679',
      '0.955',
      '–',
      'reference',
    ]);
    assert.deepEqual(lines[4], [
      "Node 21's config",
      '1, 2, 3, 4, 5',
      '4, 1 crashed',
      '0.500 ± 0.000',
      '0.500 .. 0.500',
      '0.900',
      '0.505',
      'not better than Node 21: mean V_rest_R2 0.500 is not above 0.55; settled',
    ]);
  });

  it('prints nothing that steers a terminal', async () => {
    const { out } = await stats(['-'], undefined, log.replaceAll('lr_update=0', 'lr_update=\u001b[2J'));
    assert.match(out, /lr_update=\\u001b\[2J/);
  });

  it('prints JSON of the documented form', async () => {
    const { code, out } = await stats(['-', '--format', 'json'], undefined, log);
    assert.equal(code, 0);
    const report = JSON.parse(out) as Record<string, unknown> & { groups: Record<string, unknown>[] };
    assert.deepEqual(Object.keys(report), ['file', 'protocol', 'reward', 'reference', 'groups']);
    const [group] = report.groups;
    assert.deepEqual(
      { ...group, comparison: undefined },
      {
        config: '',
        changes: [],
        samples: [1, 2, 3, 5],
        nan: [],
        unscored: [],
        crashed: [4],
        pending: [],
        seeds: null,
        statuses: { partial: 4 },
        metrics: {
          V_rest_R2: { n: 4, mean: 0.5, std: 0, min: 0.5, max: 0.5, interval: [0.5, 0.5] },
          connectivity_R2: { n: 4, mean: 0.9, std: 0, min: 0.9, max: 0.9, interval: [0.9, 0.9] },
        },
        comparison: undefined,
        improvement: {
          verdict: 'not-better',
          reasons: ['mean V_rest_R2 0.500 is not above 0.55'],
          moreSamples: 0,
          unsettled: null,
        },
      },
    );
    const comparison = group?.comparison as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(comparison), ['difference', 'welch', 'permutation']);
    assert.deepEqual(Object.keys(comparison.welch ?? {}), ['t', 'df', 'p', 'greater']);
    assert.deepEqual(comparison.permutation?.arrangements, 495);
  });

  it('takes another metric by any of its names', async () => {
    const { out } = await stats(['-', '--reward', 'conn_R2'], undefined, log);
    assert.match(out, /connectivity_R2 by config/);
    assert.match(out, /0\.900 ± 0\.000/);
  });

  it('says what it left out of a wrong iterlog.yaml', async () => {
    const cwd = folderWith({ 'a_analysis.md': log, 'iterlog.yaml': 'extends: vrest\nblokSize: 3\n' });
    const { code, err } = await stats(['a_analysis.md'], cwd);
    assert.equal(code, 0);
    assert.match(err, /1 problem in iterlog\.yaml/);
  });
});

describe('iterlog stats --memory', () => {
  const memory = (cwd: string) => readFileSync(path.join(cwd, 'a_memory.md'), 'utf8');
  const old =
    '| Config (Node) | samples | mean | std | conn mean | status |\n|---|---|---|---|---|---|\n| x | 1 |\n';

  it('shows a diff, then writes it, then has nothing to do', async () => {
    const before = `\uFEFF# Memory\n\n${old}\nNotes\n`.replaceAll('\n', '\r\n');
    const cwd = folderWith({ 'a_analysis.md': log, 'a_memory.md': before });
    const argv = ['a_analysis.md', '--format', 'markdown', '--memory'];
    const shown = await stats(argv, cwd);
    assert.equal(shown.code, 0);
    assert.match(shown.out, /^--- a\/a_memory\.md\n\+\+\+ b\/a_memory\.md\n/);
    assert.ok(shown.out.includes(`\n+${row}`));
    assert.match(shown.err, /add --write/);
    assert.equal(memory(cwd), before);
    const { code, out, err } = await stats([...argv, '--write'], cwd);
    assert.deepEqual([code, out, err], [0, '', 'iterlog: wrote a_memory.md\n']);
    const table = (await stats(['a_analysis.md', '--format', 'markdown'], cwd)).out;
    assert.ok(table.includes(`${row}\n`));
    assert.equal(memory(cwd), `\uFEFF# Memory\n\n${table}\nNotes\n`.replaceAll('\n', '\r\n'));
    assert.match((await stats([...argv, '--write'], cwd)).err, /has this table already/);
  });

  it('refuses two tables, a missing file and a read-only one, and writes nothing', async () => {
    const twice = folderWith({ 'a_analysis.md': log, 'a_memory.md': `${old}\n${old}` });
    const argv = ['a_analysis.md', '--memory', '--write'];
    const ambiguous = await stats(argv, twice);
    assert.equal(ambiguous.code, 1);
    assert.match(ambiguous.err, /a_memory\.md has 2 tables/);
    assert.equal(memory(twice), `${old}\n${old}`);
    const missing = await stats(argv, folderWith({ 'a_analysis.md': log }));
    assert.equal(missing.code, 3);
    assert.match(missing.err, /a_memory\.md does not exist\. Make it first/);
    const closed = folderWith({ 'a_analysis.md': log, 'a_memory.md': old });
    chmodSync(path.join(closed, 'a_memory.md'), 0o444);
    assert.equal((await stats(argv, closed)).code, 3);
    assert.equal(memory(closed), old);
  });
});
