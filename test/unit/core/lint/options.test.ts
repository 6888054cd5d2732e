import assert from 'node:assert/strict';
import { lintOptions, presetOf } from '../../../../src/core/lint/options.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../../src/core/protocol/universal.ts';

describe('lint options', () => {
  const strange = parse('## Iter 1: done\nNode: id=1, parent=root\nMetrics: bleu=0.3\n');

  it('take the wanted preset, else the one that fits', () => {
    assert.equal(presetOf(strange, 'flyvis'), 'flyvis');
    assert.equal(presetOf(parse('## Iter 1: V_rest failed\n'), 'auto'), 'vrest');
    assert.equal(presetOf(strange, 'auto'), undefined);
  });

  it('are universal for a log that fits no preset', () => {
    const { protocol, universalOnly } = lintOptions({ preset: undefined });
    assert.equal(protocol, universal);
    assert.equal(universalOnly, true);
    assert.equal(lintOptions({ preset: 'vrest' }).universalOnly, false);
  });

  it('let an iterlog.yaml outrank preset and settings', () => {
    const file = {
      protocol: presets.metabolism,
      universalOnly: false,
      severities: { 'iter-order': 'off' },
    } as const;
    const severities = { 'iter-order': 'error', 'node-id': 'info' } as const;
    const options = lintOptions({ preset: 'vrest', file, severities });
    assert.equal(options.protocol, presets.metabolism);
    assert.deepEqual(options.severities, { 'iter-order': 'off', 'node-id': 'info' });
  });
});
