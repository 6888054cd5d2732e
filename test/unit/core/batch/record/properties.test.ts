/** Recording anything: nothing that is there changes, nothing is added twice, nothing throws. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { presets } from '../../../../../src/core/protocol/presets/index.ts';
import { readPlan } from '../../../../../src/core/batch/plan-read.ts';
import { crash, flyLog, Loop, vrestBase } from '../../../../fixtures/loop.ts';

const number = fc.oneof(
  fc.double({ min: -2, max: 1, noNaN: true }).map(value => value.toFixed(4)),
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom('nan', 'inf', '-inf', '1e-3', '+0.5', '.5', '0.5 +/- 0.1', '0.9.5', '-0', 'x'),
);
const metrics = fc.constantFrom(
  'V_rest_R2',
  'connectivity_R2',
  'tau_R2',
  'training_time_min',
  'conn_R2',
  'RMSE',
  'n_epochs',
);
const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '## Iter 9: failed',
    'Next: parent=3',
    '```',
    '<!--',
    '\u0000',
    '\r',
    'Mutation: a: b -> c',
  ),
);
const line = fc.oneof(
  garbage,
  fc.tuple(metrics, fc.constantFrom(': ', '=', ' : '), number).map(parts => parts.join('')),
);
const left = fc.oneof(
  number.map(v => flyLog(v)),
  fc.array(line, { maxLength: 8 }).map(lines => lines.join('\n')),
  garbage.map(text => crash(`RuntimeError: ${text}`)),
  garbage.map(text => crash(text)),
  fc.constant(undefined),
);
const edit = fc.record({
  slot: fc.nat(3),
  name: fc.constantFrom('lr_update', 'W_L2', 'lr_W', 'n_epochs'),
  value: fc.constantFrom(0, 1e-3, 1, 2),
});
const tail = fc.oneof(
  garbage,
  fc.constantFrom('', '\n', '\r\n\r\n', '\n\n---\n', '\n## Iter 7: V_rest partial\nNode: id=7, parent=2\n'),
);

describe('whatever the slots leave', () => {
  it('nothing that is there changes, and nothing is added twice', () => {
    let recorded = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(left, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
        fc.array(edit, { maxLength: 3 }),
        tail,
        fc.boolean(),
        (batches, edits, end, hasPlan) => {
          const loop = new Loop(presets.vrest, vrestBase, 'flyvis_62_1_gs_vrest');
          loop.log += end;
          if (!hasPlan) loop.plan = undefined;
          for (const batch of batches) {
            for (const { slot, name, value } of edits) loop.edit(slot, { [name]: value });
            loop.run(batch);
            const [log, plan = ''] = [loop.log, loop.plan];
            const outcome = loop.record(true);
            assert.ok(loop.log.startsWith(log));
            assert.ok(readPlan(loop.plan ?? '').plan);
            if (outcome.kind === 'record' || outcome.kind === 'ask') {
              recorded++;
              const added = outcome.kind === 'record' ? outcome : outcome.recording;
              assert.ok(added.iterations.length > 0 && added.entries.length === added.iterations.length);
              for (const entry of added.entries)
                assert.match(entry, /^## Iter \d+: [\w ]+\n(?:[A-Z][a-z/A-Z ]+: [^\n]*\n)+$/);
              assert.ok(plan === '' || [...plan.split('\n')].every(one => loop.plan?.includes(one)));
            } else assert.equal(loop.log, log);
            const once = loop.log;
            const again = loop.record(true);
            assert.ok(again.kind !== 'record' && again.kind !== 'ask', again.kind);
            assert.equal(loop.log, once);
          }
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(recorded > 100, `only ${recorded} of the runs recorded anything`);
  });
});
