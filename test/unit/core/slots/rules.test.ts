/** Every rule of slot configs against its fixtures: what it must find, leave alone, and what its fix makes of it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../../src/core/lint/registry.ts';
import type { SlotFiles } from '../../../../src/core/slots/files.ts';
import { fixAllSlots } from '../../../../src/core/slots/fix-all.ts';
import { lintSlots } from '../../../../src/core/slots/lint.ts';
import type { SlotProblem } from '../../../../src/core/slots/problem.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { optionsFor } from '../../../fixtures/options.ts';
import { hasSlotFixture, readSlotFixture } from '../../../fixtures/slots.ts';

const folder = path.resolve('test/fixtures/rules');

for (const rule of rules.filter(({ slug }) => hasSlotFixture(path.join(folder, slug)))) {
  describe(rule.slug, () => {
    const dir = path.join(folder, rule.slug);
    const options = optionsFor(dir);
    const bad = readSlotFixture(dir, 'bad', options.protocol);
    const own = (problem: SlotProblem) => problem.rule === rule.slug;
    const problemsOf = (files: SlotFiles) => lintSlots(files, options).flatMap(({ problems }) => problems);
    const found = (files: SlotFiles) =>
      problemsOf(files).map(({ file, line, rule: slug }) => ({
        file: file.path,
        line: line + 1,
        rule: slug,
      }));
    const fixed = () => fixAllSlots(bad.files, options, own);

    it('finds what bad marks, and nothing else', () => {
      assert.ok(
        bad.expected.some(mark => mark.rule === rule.slug),
        'bad marks no line of its own rule',
      );
      assert.deepEqual(found(bad.files).sort(byPlace), [...bad.expected].sort(byPlace));
    });

    it('is silent on good, and so is every other rule', () => {
      assert.deepEqual(problemsOf(readSlotFixture(dir, 'good', options.protocol).files), []);
    });

    if (rule.fixable) {
      it('turns bad into fixed, which has no more of it', () => {
        const slots = fixed();
        for (const { path: name, text } of slots) {
          const wanted = path.join(dir, 'fixed', name);
          const before = bad.files.slots.find(slot => slot.path === name)?.text;
          assert.equal(text, existsSync(wanted) ? readFileSync(wanted, 'utf8') : before, name);
        }
        const names = slots.map(slot => slot.path);
        for (const name of readdirSync(path.join(dir, 'fixed'))) assert.ok(names.includes(name), name);
        assert.deepEqual(
          problemsOf({ ...bad.files, slots }).filter(problem => own(problem) && problem.fixable),
          [],
        );
      });

      it('gives the same texts whichever fix comes first', () => {
        for (const { file, problems } of lintSlots(bad.files, options)) {
          const edits = problems.flatMap(({ fix }) => fix?.edits ?? []);
          assert.equal(applyEdits(file.text, edits), applyEdits(file.text, [...edits].reverse()));
        }
      });
    } else {
      it('offers no fix', () => {
        assert.ok(!problemsOf(bad.files).some(problem => own(problem) && problem.fixable));
        assert.ok(!existsSync(path.join(dir, 'fixed')));
      });
    }

    it('says why it matters', () =>
      assert.ok(readFileSync(path.join(dir, 'why.md'), 'utf8').trim().length > 100));

    it('speaks in sentences', () => {
      for (const { message, fix, related } of problemsOf(bad.files).filter(own)) {
        assert.match(message, /^[A-Z0-9`"“\p{L}].*(?:\.|Did you mean [^?]+\?)$/u);
        assert.doesNotMatch(message, /\n| {2}|undefined|NaN|\[object/);
        for (const { message: aside } of related) assert.match(aside, /^[A-Z].*\.$/);
        if (fix) assert.match(fix.title, /^[A-Z].*[^.]$/);
      }
    });
  });
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}
const byPlace = (a: Place, b: Place) =>
  a.file.localeCompare(b.file) || a.line - b.line || a.rule.localeCompare(b.rule);
