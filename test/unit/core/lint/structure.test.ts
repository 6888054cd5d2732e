/** What the fixtures of the rules about headers, numbers and parents cannot say. */
import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';

const options = { protocol: presets.vrest };
const problems = (text: string, rule: string) =>
  lint(parse(text), options).problems.filter(p => p.rule === rule);
const entry = (id: number, parent: number | string, next = ''): string =>
  `## Iter ${id}: V_rest partial\nNode: id=${id}, parent=${parent}\nMetrics: V_rest_R2=0.5, connectivity_R2=0.95\n${next}\n`;
const log = (...ids: number[]): string => ids.map(id => entry(id, 'root')).join('');

describe('header-form, beyond its fixtures', () => {
  it('keeps a byte order mark and begins the header on the next line', () => {
    const fixed = fixAll(`\uFEFF${entry(1, 'root')}`, options, p => p.rule === 'header-form');
    assert.equal(fixed, `\uFEFF\n${entry(1, 'root')}`);
  });

  it('speaks once of each code fence', () => {
    const sample = `\`\`\`\n${log(50, 51, 52)}\`\`\`\n`;
    assert.deepEqual(
      problems(`${log(1)}${sample}\n${sample}`, 'header-form').map(p => p.line),
      [5, 20],
    );
  });

  it('takes no plan bullet and no prose for a header', () => {
    const prose = '- **Iter 2**: repeat\n**Iter 3**: no\nIter 4: partial\n# Iter 1-4\n> Iter 5: x\n';
    assert.deepEqual(problems(`${log(1)}\n${prose}`, 'header-form'), []);
  });
});

describe('iter-range and iter-order, beyond their fixtures', () => {
  it('take one wrong digit for what it is', () => {
    assert.equal(problems(log(1, 22, 3, 4, 5), 'iter-range').length, 1);
    assert.deepEqual(problems(log(1, 22, 3, 4, 5), 'iter-order'), []);
  });

  it('speak once of a log that begins late', () => {
    assert.equal(problems(log(25, 26, 27, 28, 29), 'iter-range').length, 1);
  });

  it('say nothing of a repeated number', () => {
    assert.deepEqual(problems(log(1, 2, 3, 2, 4), 'iter-order'), []);
  });
});

describe('parent-not-older, beyond its fixtures', () => {
  it('names the cycle that it closes', () => {
    const [cycle] = problems(entry(1, 3) + entry(2, 1) + entry(3, 2), 'parent-not-older');
    assert.match(cycle?.message ?? '', /1 <- 3 <- 2 <- 1 close a cycle/);
    const [later] = problems(entry(1, 2) + entry(2, 'root'), 'parent-not-older');
    assert.doesNotMatch(later?.message ?? '', /cycle/);
  });
});

describe('next-missing, beyond its fixtures', () => {
  it('warns in the last slot only', () => {
    assert.deepEqual(
      problems(log(1, 2, 3, 4, 5, 6), 'next-missing').map(p => p.severity),
      ['info', 'info', 'info', 'warning', 'info'],
    );
  });

  it('adds no parent that cannot be one', () => {
    const text = entry(1, 'root', 'Next: parent=root') + entry(2, 2) + entry(3, 3);
    assert.deepEqual(
      problems(text, 'next-missing').map(p => p.fixable),
      [false],
    );
  });
});
