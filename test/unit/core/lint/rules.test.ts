/** Every rule against its fixtures: what it must find, what it must leave alone, and what its fix makes of it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../../../../src/core/lint/engine.ts';
import type { LintOptions } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import { rules } from '../../../../src/core/lint/registry.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { readFixture } from '../../../fixtures/read.ts';
import { optionsFor } from '../../../fixtures/options.ts';

const folder = path.resolve('test/fixtures/rules');

const found = (text: string, options: LintOptions) =>
  lint(parse(text), options).problems.map(problem => ({ line: problem.line + 1, rule: problem.rule }));
const byPlace = (a: { line: number; rule: string }, b: { line: number; rule: string }) =>
  a.line - b.line || a.rule.localeCompare(b.rule);

for (const rule of rules.filter(({ scope }) => scope !== 'engine' && scope !== 'slot')) {
  describe(rule.slug, () => {
    const dir = path.join(folder, rule.slug);
    const read = (name: string) => readFileSync(path.join(dir, name), 'utf8');
    const options = optionsFor(dir);

    it('finds what bad.md marks, and nothing else', () => {
      const { text, expected } = readFixture(read('bad.md'));
      assert.ok(
        expected.some(e => e.rule === rule.slug),
        'bad.md marks no line of its own rule',
      );
      assert.deepEqual(found(text, options).sort(byPlace), [...expected].sort(byPlace));
    });

    it('is silent on good.md, and so is every other rule', () => {
      assert.deepEqual(found(read('good.md'), options), []);
    });

    if (rule.fixable) {
      it('turns bad.md into fixed.md, which has no more of it', () => {
        const own = (p: { rule: string }) => p.rule === rule.slug;
        const fixed = fixAll(readFixture(read('bad.md')).text, options, own);
        assert.equal(fixed, read('fixed.md'));
        assert.deepEqual(
          lint(parse(fixed), options).problems.filter(p => own(p) && p.fixable),
          [],
        );
      });

      it('gives the same text whichever fix comes first', () => {
        const { text } = readFixture(read('bad.md'));
        const edits = lint(parse(text), options).problems.flatMap(p => p.fix?.edits ?? []);
        assert.equal(applyEdits(text, edits), applyEdits(text, [...edits].reverse()));
      });
    } else {
      it('offers no fix', () => {
        const { text } = readFixture(read('bad.md'));
        assert.ok(!lint(parse(text), options).problems.some(p => p.rule === rule.slug && p.fixable));
        assert.ok(!existsSync(path.join(dir, 'fixed.md')));
      });
    }

    it('says why it matters', () => assert.ok(read('why.md').trim().length > 100));
  });
}
