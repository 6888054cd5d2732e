/** Robustness copy: verbatim but for what is the slot's own, whatever is known of the run. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { robustnessCopy } from '../../../../src/core/actions/robustness-copy.ts';
import { isRefused } from '../../../../src/core/actions/action.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { isRefusal } from '../../../../src/core/slots/model.ts';
import { readSlot } from '../../../../src/core/slots/read.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { actionFiles, done, refusalOf, textsAfter } from '../../../fixtures/actions.ts';
import { arbitraryConfig } from '../../../fixtures/arbitrary-config.ts';
import { entry } from '../../../fixtures/exploration.ts';
import { comparable, describePyYaml, loadAll } from '../../../fixtures/pyyaml.ts';
import type { Loaded } from '../../../fixtures/pyyaml.ts';

const { vrest, metabolism } = presets;
const config = (dataset: string, lr = '0.0') => `dataset: ${dataset}   # own
description: "slot ${dataset}"
training:
  n_epochs: 1
  lr_update: ${lr}  # searched
  coeff_W_L2: 2.5e-06
  seed: 42
claude:
  n_epochs: 1
`;
const slots = ['0.0', '0.0018', '0.0025', '0.0'].map((lr, slot) => config(`x_0${slot}`, lr));
const base = config('x');
const log = [
  entry({ id: 1 }),
  entry({ id: 2, config: 'lr_update=1.8E-3, recurrent=F' }),
  entry({ id: 3, config: 'lr_update=2.5E-3' }),
  entry({ id: 4 }),
].join('\n');

describe('Robustness copy', () => {
  it('copies the config that the loop kept, in the spelling of that, to the robustness slot', async () => {
    const kept = config('x_01', '1.8E-3')
      .replace('42', '44')
      .replace('n_epochs: 1\n  lr', 'n_epochs: 2\n  lr');
    const files = await actionFiles({ base, slots, log, snapshots: { 2: kept } });
    const action = robustnessCopy(files, 2);
    assert.equal(
      textsAfter(files, action)[3],
      slots[3]!
        .replace('lr_update: 0.0', 'lr_update: 1.8E-3')
        .replace('42', '44')
        .replace('n_epochs: 1\n  lr', 'n_epochs: 2\n  lr'),
    );
    assert.deepEqual(done(action).notes, [
      'The source is iter_002_slot_01.yaml, which the loop kept of this run.',
    ]);
    assert.match(done(action).label, /Iter 2 to slot 3/);
  });

  it('else the config of its slot, while that still is what the entry says', async () => {
    const files = await actionFiles({ base, slots, log });
    const action = robustnessCopy(files, 2);
    assert.equal(textsAfter(files, action)[3], slots[3]!.replace('lr_update: 0.0', 'lr_update: 0.0018'));
    assert.match(done(action).notes.join(), /_01\.yaml, which still has what Iter 2 says/);
  });

  it('else the base config with what the entry says', async () => {
    const edited = slots.with(1, config('x_01', '0.003'));
    const files = await actionFiles({ base, slots: edited, log });
    const action = robustnessCopy(files, 2);
    assert.equal(textsAfter(files, action)[3], slots[3]!.replace('lr_update: 0.0', 'lr_update: 0.0018'));
    assert.match(done(action).notes.join(), /No config was kept of Iter 2/);
    const older = await actionFiles({ base, slots, log: `${log}\n${entry({ id: 5 })}` });
    assert.match(
      done(robustnessCopy(older, 2)).notes.join(),
      /No config was kept of Iter 2/,
      'the slot is of a later batch',
    );
  });

  it('takes another slot where one is named', async () => {
    const files = await actionFiles({ base, slots, log });
    const after = textsAfter(files, robustnessCopy(files, 3, 0));
    assert.equal(after[0], slots[0]!.replace('lr_update: 0.0', 'lr_update: 0.0025'));
    assert.deepEqual(after.slice(1), slots.slice(1));
  });

  it('keeps fresh seeds where the protocol has them in the YAML, and the line ends of the slot', async () => {
    const own =
      'dataset: x_03\r\nsimulation:\r\n  seed: 7\r\ntraining:\r\n  learning_rate_k: 0.005\r\n  seed: 8';
    const kept =
      'dataset: x_00\nsimulation:\n  seed: 1\ntraining:\n  learning_rate_k: 1.0E-3\n  seed: 2\n  batch_size: 8\n';
    const files = await actionFiles({
      protocol: metabolism,
      slots: [kept, kept, kept, own],
      log: '## Iter 1: converged\nNode: id=1, parent=root\nConfig: lr_k=0.001\nMetrics: rate_constants_R2=0.5\n',
      snapshots: { 1: kept },
    });
    assert.equal(
      textsAfter(files, robustnessCopy(files, 1, 3))[3],
      `${own.replace('0.005', '1.0E-3')}\r\n  batch_size: 8`,
    );
  });

  it('is refused, with a way out', async () => {
    const files = await actionFiles({
      slots: slots.slice(0, 2),
      log: `${log}\n## Iter 5: failed\nConfig: lr_update=0\n`,
    });
    assert.match(refusalOf(robustnessCopy(files, 5, 0)).message, /Iter 5 has no results/);
    assert.match(refusalOf(robustnessCopy(files, 6, 0)).message, /There is no Iter 6/);
    const missing = refusalOf(robustnessCopy(files, 2));
    assert.match(missing.message, /There is no config of slot 3\. Looked for/);
    assert.equal(missing.isMissing, true);
    const baseless = refusalOf(robustnessCopy(files, 2, 0));
    assert.match(baseless.message, /There is no base config\. Looked for .*flyvis_62_1_gs_vrest\.yaml/);
    assert.equal(baseless.isMissing, true);
    const broken = await actionFiles({ base: 'training: [', slots, log, snapshots: { 2: 'a: [' } });
    assert.match(refusalOf(robustnessCopy(broken, 2)).message, /The config to copy cannot be read/);
    const silent = await actionFiles({
      base,
      slots,
      log: '## Iter 1: V_rest partial\nNode: id=1, parent=root\nMetrics: V_rest_R2=0.5, connectivity_R2=0.9\n',
    });
    assert.match(refusalOf(robustnessCopy(silent, 1)).message, /Iter 1 has no Config line/);
  });
});

const readable = fc
  .sample(arbitraryConfig, { numRuns: 300, seed: 11 })
  .filter(text => !isRefusal(readSlot(text)));

describePyYaml('PyYAML loads a robustness copy', () => {
  for (const protocol of [vrest, metabolism])
    it(`equal to the kept config outside the allowed keys: ${protocol.title}`, async () => {
      const run =
        protocol === vrest
          ? entry({ id: 1 })
          : '## Iter 1: converged\nNode: id=1, parent=root\nMetrics: rate_constants_R2=0.5\n';
      const copies: { source: string; after: string }[] = [];
      for (const [i, own] of readable.entries()) {
        const source = readable[(i * 11 + 5) % readable.length]!;
        const files = await actionFiles({ protocol, slots: [own], log: run, snapshots: { 1: source } });
        const action = robustnessCopy(files, 1, 0);
        if (isRefused(action)) refusalOf(action);
        else copies.push({ source, after: applyEdits(own, action.changes[0]?.edits ?? []) });
      }
      assert.ok(copies.length > readable.length / 4, `${copies.length} of ${readable.length}`);
      const seeds = protocol.seeds === 'yaml' ? ['training.seed', 'simulation.seed'] : [];
      const allowed = new Set(['dataset', 'description', 'claude', ...seeds]);
      const load = (texts: string[]) => loadAll(texts).map(loaded => leaves(loaded, allowed));
      const [sources, results] = [load(copies.map(c => c.source)), load(copies.map(c => c.after))];
      for (const [i, result] of results.entries())
        assert.deepEqual(result, sources[i], JSON.stringify(copies[i]));
    });
});

/** Every value by its path, but those below the left-out paths; numbers by their value, whatever their type. */
function leaves(loaded: Loaded, left: ReadonlySet<string>, path = ''): Record<string, unknown> {
  if (left.has(path)) return {};
  if (loaded[0] !== 'map' || loaded[1].length === 0) return { [path]: plain(loaded) };
  return Object.assign(
    {},
    ...loaded[1].map(([key, value]) => leaves(value, left, path === '' ? key : `${path}.${key}`)),
  ) as Record<string, unknown>;
}
const plain = (loaded: Loaded): unknown =>
  JSON.parse(JSON.stringify(comparable(loaded)), (_, value: unknown) =>
    Array.isArray(value) && value[0] === 'integer' ? { float: Number(value[1]) } : value,
  );
