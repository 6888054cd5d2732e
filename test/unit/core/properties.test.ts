/** What must hold for every text, however broken. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lint } from '../../../src/core/lint/engine.ts';
import type { LintOptions } from '../../../src/core/lint/engine.ts';
import type { Problem } from '../../../src/core/lint/problem.ts';
import { parse, print, update } from '../../../src/core/log/parse.ts';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../src/core/protocol/universal.ts';
import { applyEdits, overlap } from '../../../src/core/text/edits.ts';
import { arbitraryClaimEdit, arbitraryEdit, arbitraryLog } from '../../fixtures/arbitrary.ts';

const all: LintOptions[] = [
  ...Object.values(presets).map(protocol => ({ protocol })),
  { protocol: { ...presets.vrest, repeatability: { promising: 0.65, beforeBlock: 3 }, blockSize: 4 } },
  { protocol: universal, universalOnly: true },
];
const plain = (p: Problem) => ({
  rule: p.rule,
  severity: p.severity,
  message: p.message,
  span: p.span,
  range: p.range,
  fix: p.fix,
  related: p.related,
});
const anyLog = fc.oneof(
  { weight: 4, arbitrary: arbitraryLog },
  { weight: 1, arbitrary: arbitraryClaimEdit.map(({ text }) => text) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const anyEdit = fc.oneof(arbitraryEdit, arbitraryClaimEdit);

describe('for every text', () => {
  it('parse loses nothing, and its places lie inside the text', () => {
    fc.assert(
      fc.property(anyLog, text => {
        const log = parse(text);
        assert.equal(print(log), text);
        for (const section of log.sections) {
          for (const field of section.entry?.lines ?? []) {
            assert.equal(section.text.slice(field.value.start, field.value.end), field.value.text);
            assert.equal(section.text.slice(field.label.start, field.label.end), field.label.text);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lint never throws, findings lie inside the text, and fixes do not overlap', () => {
    fc.assert(
      fc.property(anyLog, fc.constantFrom(...all), (text, options) => {
        const { problems } = lint(parse(text), options);
        const edits = problems.flatMap(p => p.fix?.edits ?? []);
        for (const { span } of problems)
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        edits.forEach((a, i) =>
          edits.slice(i + 1).forEach(b => assert.ok(!overlap(a, b), 'two fixes overlap')),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('fixes give the same text in any order', () => {
    fc.assert(
      fc.property(anyLog, fc.constantFrom(...all), fc.infiniteStream(fc.nat()), (text, options, random) => {
        const fixes = lint(parse(text), options).problems.flatMap(p => p.fix ?? []);
        const together = applyEdits(
          text,
          fixes.flatMap(fix => fix.edits),
        );
        const shuffled = fixes
          .map(fix => ({ fix, key: Number(random.next().value) }))
          .sort((a, b) => a.key - b.key);
        let oneByOne = text;
        const done: { start: number; end: number; text: string }[] = [];
        for (const { fix } of shuffled) {
          // Places of the first text, moved by what was done before them.
          const moved = fix.edits.map(e => {
            const by = done
              .filter(d => d.start < e.start || (d.start === e.start && d.end <= e.start))
              .reduce((sum, d) => sum + d.text.length - (d.end - d.start), 0);
            return { start: e.start + by, end: e.end + by, text: e.text };
          });
          oneByOne = applyEdits(oneByOne, moved);
          done.push(...fix.edits);
        }
        assert.equal(oneByOne, together);
      }),
      { numRuns: 300 },
    );
  });

  it('an edit gives the same log and the same findings as reading the new text afresh', () => {
    fc.assert(
      fc.property(anyEdit, fc.constantFrom(...all), ({ text, edit }, options) => {
        const before = parse(text);
        const first = lint(before, options);
        const after = update(before, edit);
        const fresh = parse(applyEdits(text, [edit]));
        assert.equal(print(after), print(fresh));
        assert.deepEqual(after.sections, fresh.sections);
        assert.deepEqual(after.firstLines, fresh.firstLines);
        assert.deepEqual(
          lint(after, options, first).problems.map(plain),
          lint(fresh, options).problems.map(plain),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
