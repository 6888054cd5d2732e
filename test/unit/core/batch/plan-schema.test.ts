/** The JSON schema of plan files, and what PyYAML makes of them. */
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { schemaFiles } from '../../../../scripts/generate/schema.ts';
import { appendBatch, newPlan } from '../../../../src/core/batch/plan-write.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { anyBatch, plannedBatch } from '../../../fixtures/plans.ts';
import { loadAll } from '../../../fixtures/pyyaml.ts';
import type { Loaded } from '../../../fixtures/pyyaml.ts';

describe('plan.schema.json', () => {
  const { text = '' } = schemaFiles().find(({ file }) => file === 'schemas/plan.schema.json') ?? {};
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text) as object);

  it('accepts what iterlog writes, and keys of newer versions', () => {
    const plan = parse(newPlan('x_Claude', plannedBatch(1))) as object;
    assert.ok(validate(plan), JSON.stringify(validate.errors));
    assert.ok(validate({ ...plan, newer: 1 }));
    assert.ok(validate({ version: 1 }));
  });

  it('refuses what the reader refuses', () => {
    const batches = (batch: object) => ({ version: 1, batches: [batch] });
    for (const wrong of [
      {},
      { version: 2 },
      batches({ iterations: [] }),
      batches({ iterations: [1], results: [{ slot: 0, hash: 'md5:1' }] }),
    ])
      assert.ok(!validate(wrong), JSON.stringify(wrong));
  });
});

/** A plain value as PyYAML's answer is written: numbers apart from texts. */
function plain([kind, value]: Loaded): unknown {
  if (kind === 'map') return Object.fromEntries(value.map(([key, item]) => [key, plain(item)]));
  if (kind === 'list') return value.map(plain);
  if (kind === 'integer' || kind === 'float') return Number(value);
  assert.ok(kind === 'text' || kind === 'boolean', `${kind} ${String(value)}`);
  return value;
}

describe('a plan in PyYAML', () => {
  it('has the same numbers, truth values and texts', () => {
    const batches = fc.sample(anyBatch, { numRuns: 60, seed: 7 });
    const texts = batches.map(batch => {
      const change = appendBatch('', batch);
      return 'edits' in change ? applyEdits('', change.edits) : '';
    });
    const loaded = loadAll(texts);
    batches.forEach((batch, i) =>
      assert.deepEqual(plain(loaded[i] ?? ['null']), { version: 1, batches: [batch] }, texts[i]),
    );
  });
});
