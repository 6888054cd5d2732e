/** One word everywhere: a rule's slug is its file, its fixture folder and its page; and rules speak in one style. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../../src/core/lint/engine.ts';
import { rules } from '../../src/core/lint/registry.ts';
import { parse } from '../../src/core/log/parse.ts';
import { optionsFor } from '../fixtures/options.ts';
import { readFixture } from '../fixtures/read.ts';

const fixtures = path.join('test', 'fixtures', 'rules');
const sources = path.join('src', 'core', 'lint', 'rules');
const registered = rules.map(rule => rule.slug).sort();
const names = (folder: string, ending = '') =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .map(name => path.basename(name, ending))
    .sort();
const camelCase = (slug: string) => slug.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

describe('the rule registry', () => {
  it('holds each rule once', () => assert.equal(new Set(registered).size, registered.length));

  it('holds the rule files', () => assert.deepEqual(names(sources, '.ts'), registered));

  it('holds the fixture folders', () => assert.deepEqual(names(fixtures), registered));

  it('holds the pages', () => {
    const pages = names(path.join('docs', 'rules'), '.md').filter(name => name !== 'README');
    assert.deepEqual(pages, registered);
  });

  for (const rule of rules) {
    it(`names ${rule.slug} well`, () => {
      assert.match(rule.slug, /^[a-z]+(?:-[a-z]+)+$/);
      const source = readFileSync(path.join(sources, `${rule.slug}.ts`), 'utf8');
      assert.match(source, new RegExp(`^export const ${camelCase(rule.slug)}: \\w+Rule = \\{$`, 'm'));
      assert.match(rule.summary, /^[A-Z`].{10,140}\.$/);
    });
  }
});

describe('the messages of the rules', () => {
  for (const { slug } of rules.filter(rule => existsSync(path.join(fixtures, rule.slug, 'bad.md')))) {
    it(`are sentences: ${slug}`, () => {
      const dir = path.join(fixtures, slug);
      const { text } = readFixture(readFileSync(path.join(dir, 'bad.md'), 'utf8'));
      for (const { rule, message, fix, related } of lint(parse(text), optionsFor(dir)).problems) {
        if (rule !== slug) continue;
        assert.match(message, /^[A-Z0-9`"“\p{L}].*(?:\.|Did you mean [^?]+\?)$/u);
        assert.doesNotMatch(message, /\n| {2}|undefined|NaN|\[object/);
        for (const { message: aside } of related) assert.match(aside, /\.$/);
        if (fix) assert.match(fix.title, /^[A-Z].*[^.]$/);
      }
    });
  }
});
