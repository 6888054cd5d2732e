/** How findings are rendered: for people, for programs, for GitHub and for code scanning. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rules } from '../../../src/core/lint/registry.ts';
import { brokenLog, fixedLog, folderWith, lint, removeFolders } from './world.ts';

after(removeFolders);

const rendered = async (format: string, argv: readonly string[] = [], log = brokenLog) => {
  const cwd = folderWith({ 'a_analysis.md': log });
  return { cwd, out: (await lint(['--format', format, ...argv], { cwd })).out };
};
const headerLine = (id: number) => brokenLog.split('\n').indexOf(`## Iter ${id}: V_rest partial`) + 1;

describe('text reporter', () => {
  it('groups by file, tells overridden parents once a batch at its first line, and counts', async () => {
    const { out } = await rendered('text');
    const [file, ...lines] = out.split('\n');
    assert.equal(file, 'a_analysis.md');
    assert.match(
      lines[0] ?? '',
      /^ +3:1 {2}warning {2}batch 1 \(Iter 1-4\): Next overrides the declared parent of Iter 2, 5 {2}next-overrides-parent$/,
    );
    assert.match(lines[1] ?? '', /^ +21:14 {2}error {4}Next names Iter 3, .* {2}next-id-plus-one$/);
    assert.deepEqual(lines.slice(2), [
      '',
      '✖ 3 problems in 1 file: 1 error, 2 warnings, 0 information; 3 fixable with --fix.',
      '',
    ]);
    assert.equal(headerLine(1), 3);
  });

  it('colours on a terminal only, and not with NO_COLOR', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    const { out: plain } = await lint([], { cwd });
    assert.doesNotMatch(plain, /\u001b/);
    const { out: coloured } = await lint([], { cwd, tty: true });
    assert.match(coloured, /\u001b\[31merror/);
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain);
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }])
      assert.equal((await lint([], { cwd, tty: true, env })).out, plain);
  });

  it('says so when nothing is wrong', async () => {
    assert.equal((await rendered('text', [], fixedLog)).out, '✔ No problems in 1 file.\n');
  });

  it('lets nothing in a log or a name steer the terminal', async () => {
    const evil = '\u001b]0;owned\u0007\u009b2J\u202e';
    const cwd = folderWith({
      [`${evil}_analysis.md`]: brokenLog.replaceAll('\n\n', `\n${evil}\n`),
      'iterlog.yaml': '"k\\u001b[2J": 1\n',
    });
    for (const argv of [[], ['--fix'], ['--format', 'json'], ['--format', 'github'], ['--format', 'sarif']]) {
      const { out, err } = await lint(argv, { cwd, tty: true, env: { NO_COLOR: '1' } });
      assert.doesNotMatch(
        out.replaceAll('\n', ''),
        argv.includes('json') || argv.includes('sarif') ? /\p{Cc}/u : /[\p{Cc}\u202e]/u,
      );
      assert.doesNotMatch(err.replaceAll('\n', ''), /\p{Cc}/u);
      assert.notEqual(out, '');
    }
  });
});

describe('json reporter', () => {
  it('is an array of findings with one-based places', async () => {
    const { out } = await rendered('json');
    const found = JSON.parse(out) as unknown[];
    assert.equal(found.length, 3);
    const line = brokenLog.split('\n').indexOf('Next: parent=3') + 1;
    assert.deepEqual(found[1], {
      file: 'a_analysis.md',
      line,
      column: 14,
      endLine: line,
      endColumn: 15,
      rule: 'next-id-plus-one',
      severity: 'error',
      message: (found[1] as { message: string }).message,
      fixable: true,
    });
  });

  it('is an empty array when nothing is wrong', async () =>
    assert.deepEqual(JSON.parse((await rendered('json', [], fixedLog)).out), []));
});

describe('github reporter', () => {
  it('prints one annotation a finding', async () => {
    const { out } = await rendered('github', ['--rule', 'next-overrides-parent=info']);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.match(
      lines[1] ?? '',
      /^::error file=a_analysis\.md,line=21,endLine=21,col=14,endColumn=15,title=next-id-plus-one::Next names Iter 3, /,
    );
    assert.match(lines[0] ?? '', /^::notice /);
  });

  it('escapes what the runner would read, and names files from the working folder', async () => {
    const cwd = folderWith({ 'a,b:c%_analysis.md': brokenLog });
    const { out } = await lint(['--format', 'github', path.join(cwd, 'a,b:c%_analysis.md')], { cwd });
    assert.match(out, /^::warning file=a%2Cb%3Ac%25_analysis\.md,line=/);
    assert.equal((await rendered('github', [], fixedLog)).out, '');
  });
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly originalUriBaseIds: { readonly ROOT: { readonly uri: string } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: unknown; readonly region: unknown };
      }[];
      readonly relatedLocations?: readonly unknown[];
      readonly fixes: readonly {
        readonly artifactChanges: readonly { readonly replacements: readonly unknown[] }[];
      }[];
    }[];
  }[];
}

describe('sarif reporter', () => {
  it('is SARIF 2.1.0 with rules, places and fixes', async () => {
    const { cwd, out } = await rendered('sarif', ['--rule', 'next-overrides-parent=info']);
    const { version, runs } = JSON.parse(out) as Sarif;
    const [run] = runs;
    assert.ok(run);
    assert.equal(version, '2.1.0');
    assert.deepEqual(
      run.tool.driver.rules.map(({ id }) => id),
      rules.map(({ slug }) => slug),
    );
    assert.equal(run.originalUriBaseIds.ROOT.uri, pathToFileURL(`${cwd}/`).href);
    assert.deepEqual(
      run.results.map(({ level }) => level),
      ['note', 'error', 'note'],
    );
    const [first, second] = run.results;
    const region = { startLine: 21, startColumn: 14, endLine: 21, endColumn: 15 };
    assert.deepEqual(second?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'a_analysis.md', uriBaseId: 'ROOT' },
      region,
    });
    assert.equal(rules[second.ruleIndex]?.slug, 'next-id-plus-one');
    assert.deepEqual(second.fixes[0]?.artifactChanges[0]?.replacements, [
      { deletedRegion: region, insertedContent: { text: '1' } },
    ]);
    assert.equal(first?.relatedLocations?.length, 1);
  });

  it('addresses a file elsewhere by its whole path', async () => {
    const cwd = folderWith();
    const file = path.join(folderWith({ 'a b_analysis.md': brokenLog }), 'a b_analysis.md');
    const [run] = (JSON.parse((await lint(['--format', 'sarif', file], { cwd })).out) as Sarif).runs;
    assert.deepEqual(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation, {
      uri: pathToFileURL(file).href,
    });
  });
});
