/** The JSON schema of iterlog.yaml accepts what the reader accepts. */
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { schemaFiles } from '../../../../scripts/generate/schema.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';

const schema = JSON.parse(schemaFiles()[0]?.text ?? '') as {
  title: string;
  properties: Record<string, { description?: string }>;
};
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const errors = (data: unknown) => (validate(data) ? [] : validate.errors);

describe('iterlog.schema.json', () => {
  for (const [name, preset] of Object.entries(presets)) {
    it(`accepts the preset ${name} written out`, () =>
      assert.deepEqual(errors({ extends: name, ...preset }), []));
  }

  it('accepts a file of changes', () => {
    const text =
      'extends: flyvis\nrules: { time-limit: off }\nmetrics: { tau_R2: null, extra: { max: 1 } }\ntime: null\nucb: { c: 2 }\n';
    assert.deepEqual(errors(parse(text)), []);
  });

  it('refuses what the reader refuses', () => {
    for (const wrong of [
      { blokSize: 1 },
      { rules: { 'no-rule': 'off' } },
      { batchSize: 0 },
      { metrics: [] },
      'vrest',
    ])
      assert.ok(!validate(wrong));
  });

  it('says what each part is for', () => {
    assert.equal(schema.title, 'iterlog.yaml');
    assert.match(schema.properties.blockSize?.description ?? '', /Iterations in a block/);
    assert.match(schema.properties.seeds?.description ?? '', /seed/);
  });
});
