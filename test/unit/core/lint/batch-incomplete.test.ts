/** What the fixtures of batch-incomplete cannot say: other line breaks, the start of a log, and what explains a gap. */
import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import type { Problem } from '../../../../src/core/lint/problem.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';

const options = { protocol: presets.vrest };
const own = (problem: Problem): boolean => problem.rule === 'batch-incomplete';
const gaps = (text: string) => lint(parse(text), options).problems.filter(own);
const log = (...ids: number[]): string => ids.map(id => `## Iter ${id}: failed\nError: lost\n`).join('\n');

describe('batch-incomplete, beyond its fixtures', () => {
  it('puts what is missing at the start before the first entry', () => {
    const fixed = fixAll(`# Log\n\n${log(2, 3)}`, options, own);
    assert.ok(
      fixed.startsWith(
        '# Log\n\n## Iter 1: failed\nObservation: no result was logged; reason unknown\n\n## Iter 2',
      ),
    );
  });

  it('writes the line breaks of the log', () => {
    const fixed = fixAll(log(1, 3).replaceAll('\n', '\r\n'), options, own);
    assert.ok(!/[^\r]\n/.test(fixed));
    assert.ok(fixed.includes('lost\r\n\r\n## Iter 2: failed\r\nObservation: '));
  });

  it('gives each gap of a batch a finding, and fills a gap over two batches in order', () => {
    assert.equal(gaps(log(1, 3, 5)).length, 2);
    const fixed = fixAll(log(1, 2, 3, 6), options, own);
    assert.deepEqual(fixed.match(/Iter \d+/g), ['Iter 1', 'Iter 2', 'Iter 3', 'Iter 4', 'Iter 5', 'Iter 6']);
  });

  it('leaves a skeleton that no rule complains about', () => {
    const fixed = fixAll(log(1, 3, 4, 5), options, own);
    assert.deepEqual(
      lint(parse(fixed), options).problems.map(p => p.rule),
      [],
    );
  });

  it('is silent where another rule has explained the gap, and about what is yet to come', () => {
    assert.deepEqual(gaps(`${log(1)}\n${log(2).replace('##', '#')}\n${log(3)}`), [], 'header-form');
    assert.deepEqual(gaps(`${log(1)}\n\`\`\`\n${log(2)}\`\`\`\n\n${log(3)}`), [], 'header-form, in a fence');
    assert.deepEqual(gaps(log(1, 2, 22, 3, 4)), [], 'iter-range, a slip');
    assert.deepEqual(gaps(log(1, 2, 3, 4, 9)), [], 'iter-range, a batch that was never logged');
    assert.deepEqual(gaps(log(1, 2, 3, 4, 5)), [], 'a batch that is being written');
    assert.deepEqual(gaps(log(2, 1, 4, 3)), [], 'iter-order');
  });
});
