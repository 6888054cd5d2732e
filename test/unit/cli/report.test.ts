/** `iterlog report` from its arguments to its files, on real folders. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pictureSchema } from '../../../src/core/picture/picture-schema.ts';
import { tangled } from '../../fixtures/pictured.ts';
import { brokenLog, folderWith, iterlog, removeFolders } from './world.ts';

after(removeFolders);

const report = (argv: readonly string[], cwd = folderWith(), stdin = '') =>
  iterlog(['report', ...argv], { cwd, stdin });

const dataOf = (html: string): unknown =>
  JSON.parse(/<script type="application\/json" id="picture">(.*)<\/script>/.exec(html)?.[1] ?? '');

describe('iterlog report', () => {
  const refused: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [['a_analysis.md'], /Give one of --html and --svg/],
    [['--html', '--svg', 'a_analysis.md'], /Give one of --html and --svg/],
    [['--html'], /Name one log/],
    [['--html', '--out', 'a_analysis.md', 'a_analysis.md'], /--out names a file that ends in \.html/],
    [['--svg', '--out', 'a.html', 'a_analysis.md'], /--out names a file that ends in \.svg/],
    [['--html', '--scores', 'a_analysis.md'], /are for --svg/],
    [['--svg', '--parents', 'declard', 'a_analysis.md'], /Did you mean `declared`\?/],
  ];
  for (const [argv, message] of refused)
    it(`refuses ${JSON.stringify(argv.join(' '))} with exit code 2`, async () => {
      const { code, out, err } = await report(argv, folderWith({ 'a_analysis.md': brokenLog }));
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });

  it('cannot read what is not there, or write where it may not: exit code 3', async () => {
    assert.equal((await report(['--html', 'nope.md'])).code, 3);
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    assert.equal((await report(['--html', '--out', 'nowhere/a.html', 'a_analysis.md'], cwd)).code, 3);
    assert.match((await report(['--help'])).out, /^Usage: iterlog report/);
  });

  it('writes a page that trusts its own script and style alone', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog });
    const { code, out, err } = await report(['--html', '--out', 'a.html', 'a_analysis.md'], cwd);
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /wrote a\.html/);
    const html = readFileSync(path.join(cwd, 'a.html'), 'utf8');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none';/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    for (const tag of ['style', 'script']) {
      const texts = [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(
        ([, text = '']) => text,
      );
      assert.equal(texts.length, 1);
      const hash = createHash('sha256')
        .update(texts[0] ?? '')
        .digest('base64');
      assert.ok(policy.includes(`${tag}-src 'sha256-${hash}'`), tag);
    }
    const frame = html.replace(/<(style|script)[^]*?<\/\1>/g, '');
    assert.doesNotMatch(frame, / style="|<link|src=|@import|url\(/);
    assert.doesNotMatch(/<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '', /@import|url\(/);
    const picture = pictureSchema.parse(dataOf(html));
    assert.deepEqual([picture.name, picture.entries.length], ['a', 5]);
  });

  it('replaces a report, and leaves the log as it is', async () => {
    const cwd = folderWith({ 'a_analysis.md': brokenLog, 'a.html': 'an old one' });
    assert.equal((await report(['--html', '--out', 'a.html', '.'], cwd)).code, 0);
    assert.match(readFileSync(path.join(cwd, 'a.html'), 'utf8'), /^<!doctype html>/);
    assert.equal(readFileSync(path.join(cwd, 'a_analysis.md'), 'utf8'), brokenLog);
  });

  it('keeps what a log says from being read as markup', async () => {
    const evil = tangled.replace('<b>odd</b>', '</script><script>alert(1)</script>');
    const html = (await report(['--html', '-'], folderWith(), evil)).out;
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.ok(JSON.stringify(dataOf(html)).includes('</script><script>alert(1)'));
    const svg = (await report(['--svg', '-', '--protocol', 'vrest'], folderWith(), evil)).out;
    assert.doesNotMatch(svg, /<script/);
  });

  it('writes the tree as a picture, the same every time', async () => {
    const cwd = folderWith({ 'a_analysis.md': tangled });
    const blocks = await report(['--svg', 'a_analysis.md'], cwd);
    assert.equal(blocks.code, 0);
    assert.match(blocks.out, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(blocks.err, /No next batch/);
    assert.equal((await report(['--svg', 'a_analysis.md'], cwd)).out, blocks.out);
    assert.equal(blocks.out.match(/class="mark"/g)?.length, 13);
    assert.match(blocks.out, /Block 2/);
    const stated = await report(
      ['--svg', '--parents', 'declared', '--whole-log', '--scores', 'a_analysis.md'],
      cwd,
    );
    assert.match(stated.out, /declared parents, whole log/);
    assert.match(stated.out, /class="score"/);
    assert.doesNotMatch(stated.out, /class="link moved" [^>]*data-from/);
    assert.equal(existsSync(path.join(cwd, 'a.svg')), false);
  });

  it('makes a page of a log without entries, and of one that fits no protocol', async () => {
    const empty = await report(['--html', '-', '--protocol', 'vrest'], folderWith(), '# nothing yet\n');
    assert.equal(empty.code, 0);
    assert.match(empty.err, /no iteration yet/);
    const odd = await report(['--html', '-'], folderWith(), '## Iter 1: fine\nMetrics: x=1\n');
    assert.equal(odd.code, 0);
    assert.match(odd.err, /No protocol fits/);
  });
});
