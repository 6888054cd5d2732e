/** `iterlog lint` from its arguments to its exit code, on real folders. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import path from 'node:path';
import { brokenLog, fixedLog, folderWith, iterlog, lint, removeFolders } from './world.ts';

after(removeFolders);

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}
const findings = async (argv: readonly string[], cwd: string): Promise<JsonFinding[]> =>
  JSON.parse((await lint(['--format', 'json', ...argv], { cwd })).out) as JsonFinding[];

describe('iterlog', () => {
  it('prints its help and its version', async () => {
    assert.match((await iterlog(['--help'])).out, /^Usage: iterlog <command>/);
    assert.match((await iterlog(['-h'])).out, /^Usage/);
    assert.match((await iterlog(['--version'])).out, /^iterlog \d+\.\d+\.\d+\n$/);
    assert.match((await iterlog(['lint', '--help'])).out, /^Usage: iterlog lint/);
  });

  const usage: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [[], /Name a command/],
    [['lnit'], /no command `lnit`\. Did you mean `lint`\?/],
    [['--bogus'], /Unknown option '--bogus'/],
    [['lint', '--bogus'], /Unknown option '--bogus'/],
    [
      ['lint', '--format', 'jsno'],
      /--format is one of text, json, github, sarif, not `jsno`\. Did you mean `json`\?/,
    ],
    [['lint', '--format'], /argument missing/],
    [['lint', '--fail-on', 'off'], /--fail-on is one of error, warning, info, never/],
    [['lint', '--rule', 'next-futur=off'], /no rule `next-futur`\. Did you mean `next-future`\?/],
    [
      ['lint', '--rule', 'next-future=loud'],
      /--rule next-future= is one of off, info, warning, error, not `loud`/,
    ],
    [['lint', '--rule', 'next-future'], /not ``/],
    [['lint', '--rule', '=off'], /no rule ``/],
    [
      ['lint', '--protocol', 'vrset'],
      /--protocol is vrest, flyvis, metabolism or a YAML file.*Did you mean `vrest`\?/,
    ],
    [['lint', '--write'], /--write writes what --fix changes/],
    [['lint', '--fix', '--write', '-'], /Standard input cannot be written/],
    [['lint', '--fix', '--format', 'json'], /--fix prints a diff, which has no json form/],
    [['lint\u001b[2J'], /\\u001b\[2J/],
  ];
  for (const [argv, message] of usage) {
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, out, err } = await iterlog(argv);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
      assert.match(err, /^iterlog: .*\n$/, 'one line, no stack trace');
    });
  }

  it('tells an unexpected error in one line with exit code 3, and its stack on request', async () => {
    const onWrite = () => {
      throw new RangeError('broken');
    };
    const { code, err } = await iterlog(['--version'], { onWrite });
    assert.equal(code, 3);
    assert.match(err, /^iterlog: unexpected error: broken .*\n$/);
    assert.match((await iterlog(['--version'], { onWrite, env: { ITERLOG_DEBUG: '1' } })).err, /\n +at /);
  });
});

describe('iterlog lint finds logs', () => {
  it('in the current folder and below, not in hidden ones or packages, each once', async () => {
    const cwd = folderWith({
      'a_analysis.md': brokenLog,
      'deep/er/b_analysis.md': brokenLog,
      'notes.md': brokenLog,
      'node_modules/c_analysis.md': brokenLog,
      '.hidden/d_analysis.md': brokenLog,
    });
    symlinkSync(cwd, path.join(cwd, 'deep', 'loop'));
    symlinkSync(path.join(cwd, 'a_analysis.md'), path.join(cwd, 'z_analysis.md'));
    symlinkSync(path.join(cwd, 'gone'), path.join(cwd, 'y_analysis.md'));
    const files = async (...argv: string[]) => [
      ...new Set((await findings(argv, cwd)).map(finding => finding.file)),
    ];
    assert.deepEqual(await files(), ['a_analysis.md', 'deep/er/b_analysis.md']);
    assert.deepEqual(await files('deep', '.'), ['deep/er/b_analysis.md', 'a_analysis.md']);
    assert.deepEqual(await files('./notes.md'), ['./notes.md']);
    assert.deepEqual(await files(path.join(cwd, 'deep')), [path.join(cwd, 'deep/er/b_analysis.md')]);
  });

  it('on standard input', async () => {
    const { code, out } = await lint(['-'], { stdin: brokenLog.replace('# flyvis', '# é flyvis') });
    assert.equal(code, 1);
    assert.match(out, /^<stdin>\n/);
    assert.match(
      (await lint(['-', '--stdin-filename', 'x_analysis.md'], { stdin: brokenLog })).out,
      /^x_analysis\.md\n/,
    );
  });

  it('takes an empty log for a clean one', async () => {
    const cwd = folderWith({ 'a_analysis.md': '' });
    assert.deepEqual(await lint([], { cwd }), { code: 0, out: '✔ No problems in 1 file.\n', err: '' });
  });
});

describe('iterlog lint refuses', () => {
  const cases: readonly (readonly [
    name: string,
    files: Record<string, string | Uint8Array>,
    argv: string[],
    message: RegExp,
  ])[] = [
    ['a missing file', {}, ['nope.md'], /nope\.md does not exist/],
    ['a file below a file', { 'a.md': '' }, ['a.md/b.md'], /does not exist/],
    [
      'a folder without logs',
      { 'a.md': brokenLog },
      ['.'],
      /\. holds no exploration log \(\*_analysis\.md\)/,
    ],
    [
      'a file that is no log',
      { 'README.md': '# Hello\n' },
      ['README.md'],
      /README\.md is no exploration log/,
    ],
    [
      'a binary file',
      { 'a_analysis.md': Buffer.from('## Iter 1: x\n\0') },
      [],
      /a_analysis\.md is a binary file/,
    ],
    [
      'Latin-1',
      { 'a_analysis.md': Buffer.from('## Iter 1: é\n', 'latin1') },
      [],
      /is not UTF-8\. Save it as UTF-8/,
    ],
    ['UTF-16', { 'a_analysis.md': Buffer.from('\uFEFF## Iter 1: x\n', 'utf16le') }, [], /is UTF-16/],
    [
      'a missing protocol file',
      { 'a_analysis.md': brokenLog },
      ['--protocol', 'nope.yaml'],
      /nope\.yaml does not exist/,
    ],
  ];
  for (const [name, files, argv, message] of cases) {
    it(`${name}: exit code 3, a message, and nothing written`, async () => {
      const cwd = folderWith(files);
      for (const flags of [[], ['--fix', '--write']]) {
        const { code, out, err } = await lint([...argv, ...flags], { cwd });
        assert.deepEqual([code, out], [3, '']);
        assert.match(err, message);
        assert.doesNotMatch(err, /\n +at /);
        for (const [file, content] of Object.entries(files))
          assert.deepEqual(readFileSync(path.join(cwd, file)), Buffer.from(content));
      }
    });
  }

  it('binary standard input', async () => {
    const { code, err } = await lint(['-'], { stdin: Buffer.from([0, 1, 2]) });
    assert.equal(code, 3);
    assert.match(err, /Standard input is a binary file/);
  });

  it('a file over 50 MB, without reading it', async () => {
    const cwd = folderWith({ 'a_analysis.md': '' });
    truncateSync(path.join(cwd, 'a_analysis.md'), 50_000_001);
    const { code, err } = await lint([], { cwd });
    assert.equal(code, 3);
    assert.match(err, /a_analysis\.md has over 50 MB/);
  });

  it('a folder that it may not read', async function () {
    if (process.platform === 'win32') this.skip();
    const cwd = folderWith({ 'a_analysis.md': fixedLog });
    const closed = path.join(cwd, 'closed');
    mkdirSync(closed, { mode: 0 });
    // The administrator may read everything, so somebody else has to try.
    const root = process.getuid?.() === 0;
    if (root) process.seteuid?.(65534);
    const outcome = await lint([], { cwd }).finally(() => (root ? process.seteuid?.(0) : undefined));
    chmodSync(closed, 0o755);
    assert.equal(outcome.code, 3);
    assert.match(outcome.err, /closed may not be opened by you/);
    assert.match(outcome.out, /No problems in 1 file/, 'what can be read is linted all the same');
  });

  it('one of several: the others are reported, and nothing is written', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    const reported = await lint(['a_analysis.md', 'nope.md'], { cwd });
    assert.equal(reported.code, 3);
    assert.match(reported.out, /next-id-plus-one/);
    const written = await lint(['a_analysis.md', 'nope.md', '--fix', '--write'], { cwd });
    assert.equal(written.code, 3);
    assert.match(written.err, /Nothing was written/);
    assert.equal(readFileSync(path.join(cwd, 'a_analysis.md'), 'utf8'), brokenLog);
  });
});

describe('iterlog lint severities and exit codes', () => {
  const cwd = () =>
    folderWith({ 'a_analysis.md': brokenLog, 'iterlog.yaml': 'rules: { next-id-plus-one: warning }\n' });

  it('iterlog.yaml changes a default, --rule changes that', async () => {
    const severity = async (...argv: string[]) =>
      (await findings(argv, cwd())).find(f => f.rule === 'next-id-plus-one')?.severity;
    assert.equal(
      (await findings([], folderWith({ 'a_analysis.md': brokenLog }))).find(
        f => f.rule === 'next-id-plus-one',
      )?.severity,
      'error',
    );
    assert.equal(await severity(), 'warning');
    assert.equal(await severity('--rule', 'next-id-plus-one=info'), 'info');
    assert.equal(
      await severity('--rule', 'next-id-plus-one=info', '--rule', 'next-id-plus-one=off'),
      undefined,
    );
  });

  it('--fail-on decides the exit code', async () => {
    const code = async (...argv: string[]) => (await lint(argv, { cwd: cwd() })).code;
    assert.equal(await code(), 0);
    assert.equal(await code('--fail-on', 'warning'), 1);
    assert.equal(await code('--fail-on=info'), 1);
    assert.equal(await code('--fail-on', 'error', '--rule', 'next-overrides-parent=error'), 1);
    assert.equal(await code('--fail-on', 'never', '--rule', 'next-overrides-parent=error'), 0);
  });
});

describe('iterlog lint and iterlog.yaml', () => {
  it('reports its problems once, in that file, and goes on with the preset', async () => {
    const cwd = folderWith({
      'iterlog.yaml': '\nblokSize: 3\n',
      'logs/a_analysis.md': brokenLog,
      'logs/b_analysis.md': fixedLog,
    });
    const found = await findings([], cwd);
    assert.deepEqual(
      found
        .filter(f => f.rule === 'protocol-file')
        .map(({ file, line, severity }) => ({ file, line, severity })),
      [{ file: 'iterlog.yaml', line: 2, severity: 'error' }],
    );
    assert.ok(found.some(f => f.rule === 'next-id-plus-one'));
    assert.deepEqual(
      (await findings(['--rule', 'protocol-file=off'], cwd)).filter(f => f.rule === 'protocol-file'),
      [],
    );
  });

  it('reports one that cannot be read', async () => {
    const cwd = folderWith({ 'iterlog.yaml': Buffer.from([0xff, 0x80]), 'a_analysis.md': fixedLog });
    assert.match((await lint([], { cwd })).out, /iterlog\.yaml\n +1:1 +error +.*is not UTF-8/);
  });

  it('--protocol wins over it, as a preset or as a file', async () => {
    const cwd = folderWith({
      'iterlog.yaml': 'blokSize: 3\n',
      'other.yaml': 'extends: flyvis\nbadKey: 1\n',
      'a_analysis.md': fixedLog,
    });
    assert.equal((await lint(['--protocol', 'flyvis'], { cwd })).code, 0);
    const { out } = await lint(['--protocol', 'other.yaml'], { cwd });
    assert.match(out, /^other\.yaml\n +2:1 +error +`badKey` is unknown here/);
  });

  it('--stdin-filename says whose iterlog.yaml applies', async () => {
    const cwd = folderWith({
      'sub/iterlog.yaml': 'rules: { next-id-plus-one: off, next-overrides-parent: off }\n',
    });
    assert.equal((await lint(['-'], { cwd, stdin: brokenLog })).code, 1);
    assert.equal(
      (await lint(['-', '--stdin-filename', 'sub/x_analysis.md'], { cwd, stdin: brokenLog })).code,
      0,
    );
  });
});

describe('iterlog lint --fix', () => {
  const log = (cwd: string) => readFileSync(path.join(cwd, 'a_analysis.md'), 'utf8');

  it('prints a diff and writes nothing', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    const { code, out, err } = await lint(['--fix'], { cwd });
    assert.equal(code, 1);
    assert.match(out, /^--- a\/a_analysis\.md\n\+\+\+ b\/a_analysis\.md\n@@ /);
    assert.match(out, /^-Next: parent=3\n\+Next: parent=1$/m);
    assert.equal(err, 'iterlog: The diff fixes 3 problems in 1 file: add --write to apply it.\n');
    assert.equal(log(cwd), brokenLog);
    assert.match((await lint(['--fix', '-'], { stdin: brokenLog })).out, /^-Next: parent=3$/m);
  });

  it('--write writes, reports what is left, and then has nothing more to do', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog, 'b_analysis.md': fixedLog });
    const { code, out, err } = await lint(['--fix', '--write'], { cwd });
    assert.deepEqual(
      { code, out, err },
      { code: 0, out: '✔ No problems in 2 files.\n', err: 'iterlog: wrote a_analysis.md\n' },
    );
    assert.equal(log(cwd), fixedLog);
    assert.deepEqual(await lint(['--fix', '--write'], { cwd }), {
      code: 0,
      out: '✔ No problems in 2 files.\n',
      err: '',
    });
    assert.deepEqual(await lint(['--fix'], { cwd }), {
      code: 0,
      out: '',
      err: 'iterlog: There is nothing to fix.\n',
    });
    assert.deepEqual(
      readdirSync(cwd).sort(),
      ['.git', 'a_analysis.md', 'b_analysis.md'],
      'no temporary file is left',
    );
  });

  it('--write --format json reports what is left as JSON', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    assert.deepEqual(await findings(['--fix', '--write'], cwd), []);
  });

  it('keeps line endings, a byte order mark and permissions', async function () {
    if (process.platform === 'win32') this.skip();
    const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const cwd = folderWith({ 'a_analysis.md': windows(brokenLog) });
    const file = path.join(cwd, 'a_analysis.md');
    chmodSync(file, 0o640);
    assert.equal((await lint(['--fix', '--write'], { cwd })).code, 0);
    assert.equal(readFileSync(file, 'utf8'), windows(fixedLog));
    assert.equal(statSync(file).mode & 0o777, 0o640);
  });

  it('refuses a read-only file, and writes none of the others', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog, 'b_analysis.md': brokenLog });
    chmodSync(path.join(cwd, 'b_analysis.md'), 0o444);
    const { code, out, err } = await lint(['--fix', '--write'], { cwd });
    assert.deepEqual([code, out], [3, '']);
    assert.match(err, /^iterlog: b_analysis\.md is read-only\..*\n$/);
    assert.equal(log(cwd), brokenLog);
  });

  it('writes through a link to the file that it names', async () => {
    const cwd = folderWith({ 'real/log.md': brokenLog });
    symlinkSync(path.join(cwd, 'real/log.md'), path.join(cwd, 'a_analysis.md'));
    await lint(['a_analysis.md', '--fix', '--write'], { cwd });
    assert.equal(readFileSync(path.join(cwd, 'real/log.md'), 'utf8'), fixedLog);
  });
});
