import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../../../../src/core/lint/engine.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { optionsFor } from '../../../fixtures/options.ts';
import { readFixture } from '../../../fixtures/read.ts';

const folder = path.join('test', 'fixtures', 'rules', 'metrics-vs-result');
const { text } = readFixture(readFileSync(path.join(folder, 'bad.md'), 'utf8'));
const options = optionsFor(folder);

const findings = (snapshots?: ReadonlyMap<number, ReadonlyMap<string, string>>) => {
  const evidence = { ...options.evidence, results: options.evidence?.results ?? [], slots: [] };
  const { problems, nodes } = lint(parse(text), {
    ...options,
    evidence: { ...evidence, ...(snapshots && { snapshots }) },
  });
  return { found: problems.filter(({ rule }) => rule === 'metrics-vs-result'), nodes };
};

describe('the result logs of a batch that is running', () => {
  it('are not held against the entries of the batch before, slot by slot as they come', () => {
    const { found, nodes } = findings();
    assert.ok(found.length > 0, 'the measure works');
    const config = new Map([['lr_update', '1.8E-3']]);
    const ofNextBatch = new Map(nodes.map(({ id }) => [id + 4, config]));
    assert.deepEqual(findings(ofNextBatch).found, []);
    const ofOwnBatch = new Map(nodes.map(({ id }) => [id, config]));
    assert.equal(findings(ofOwnBatch).found.length, found.length);
  });
});
