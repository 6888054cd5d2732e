/** What is done to slot configs: exactly what is meant, as PyYAML finds. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Value } from '../../../../src/core/protocol/types.ts';
import { entryAt, isRefusal } from '../../../../src/core/slots/model.ts';
import type { RefusalReason, SlotDocument } from '../../../../src/core/slots/model.ts';
import {
  copyConfig,
  restoreDataset,
  restoreLocked,
  setParameters,
  slotFromBase,
} from '../../../../src/core/slots/operations.ts';
import type { SlotEdits } from '../../../../src/core/slots/operations.ts';
import { readSlot } from '../../../../src/core/slots/read.ts';
import { splice } from '../../../../src/core/slots/splice.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { arbitraryConfig, arbitraryPath } from '../../../fixtures/arbitrary-config.ts';
import { comparable, describePyYaml, loadAll } from '../../../fixtures/pyyaml.ts';
import type { Loaded } from '../../../fixtures/pyyaml.ts';

const { vrest, flyvis } = presets;

const base = `# the base
description: "V_rest exploration"
dataset: flyvis_62_1_gs_vrest
simulation:
  params:
  - - 1.0
    - 1.0
  seed: 42
graph_model:
  hidden_dim: 80   # wide
training:
  n_epochs: 1
  recurrent_training: false
  batch_size: 2

  lr_W: 0.0006
  lr_update: 0.0
  coeff_g_phi_diff: 750
  coeff_W_L2: 2.5e-06
  seed: 42
`;
const slot = base
  .replace('flyvis_62_1_gs_vrest', 'flyvis_62_1_gs_vrest_03')
  .replace('"V_rest exploration"', 'designed by Claude');

function done(text: string, edits: SlotEdits): string {
  assert.ok(!isRefusal(edits), JSON.stringify(edits));
  return applyEdits(text, edits);
}
const reasonOf = (edits: SlotEdits): RefusalReason | undefined =>
  isRefusal(edits) ? edits.reason : undefined;
const document = (text: string): SlotDocument => {
  const read = readSlot(text);
  assert.ok(!isRefusal(read));
  return read;
};

describe('setParameters', () => {
  const set = (text: string, values: Record<string, Value>) => done(text, setParameters(text, values, vrest));

  it('writes values by the names of logs, in the spelling that PyYAML reads', () => {
    assert.equal(
      set(base, { lr_update: 1.8e-3, W_L2: 1e-5, recurrent: true }),
      base
        .replace('lr_update: 0.0', 'lr_update: 0.0018')
        .replace('2.5e-06', '1.0e-05')
        .replace('training: false', 'training: true'),
    );
  });

  it('adds what is absent at the end of its section, or where the base has it', () => {
    assert.equal(set(base, { grad_clip_W: 0.1 }), base.replace(/$/, '  grad_clip_W: 0.1\n'));
    const without = base.replace('  lr_W: 0.0006\n', '');
    assert.equal(
      done(without, setParameters(without, { lr_W: 6e-4 }, vrest, base)),
      base
        .replace('\n  lr_W: 0.0006', '\n  lr_W: 0.0006')
        .replace('  batch_size: 2\n\n  lr_W: 0.0006\n', '  batch_size: 2\n  lr_W: 0.0006\n\n'),
    );
  });

  it('keeps line ends, indents and a missing end of line', () => {
    assert.equal(
      set('a: 1\r\ntraining:\r\n    lr: 1\r\nb: 2', { time_step: 2 }),
      'a: 1\r\ntraining:\r\n    lr: 1\r\n    time_step: 2\r\nb: 2',
    );
    assert.equal(
      set('training:\n  lr: 1', { time_step: 2, n_epochs: 2 }),
      'training:\n  lr: 1\n  time_step: 2\n  n_epochs: 2',
    );
    assert.equal(
      set('a:\n   b: 1\n', { time_step: 2, n_epochs: 2 }),
      'a:\n   b: 1\ntraining:\n   time_step: 2\n   n_epochs: 2\n',
    );
    assert.equal(
      set('training: # none yet\na: 1\n', { time_step: 2 }),
      'training: # none yet\n  time_step: 2\na: 1\n',
    );
    assert.equal(set('training:\n  lr: # open\n', { lr: 1 }), 'training:\n  lr: 1 # open\n');
    assert.equal(
      set('training: {lr: 1, time_step: 1}\n', { time_step: 2 }),
      'training: {lr: 1, time_step: 2}\n',
    );
  });

  it('writes under the keys of the generation that the config has', () => {
    assert.match(
      set('training:\n  learning_rate_W_start: 1\n', { lr_update: 0 }),
      /learning_rate_update_start: 0/,
    );
    assert.match(
      set('training:\n  learning_rate_W_start: 1\n  coeff_g_phi_diff: 1\n', { coeff_edge_norm: 1, lr: 1 }),
      /coeff_g_phi_norm: 1\n {2}learning_rate_start: 1/,
    );
    assert.match(set('training:\n  lr_W: 1\n', { lr_update: 0 }), /\n {2}lr_update: 0/);
  });

  it('refuses what it cannot do without touching other values', () => {
    const refused = (text: string, values: Record<string, Value> = { time_step: 2 }) =>
      reasonOf(setParameters(text, values, vrest));
    assert.equal(refused(base, { lr_updat: 1 }), 'parameter');
    assert.equal(refused('training: {lr: 1}\n'), 'flow');
    assert.equal(refused('{training: }\n'), 'flow');
    assert.equal(refused('training: &t\n  time_step: 1\nb: *t\n'), 'shared');
    assert.equal(refused('a: &t {time_step: 1}\ntraining: *t\n'), 'shared');
    assert.equal(refused('training:\n  time_step: &s 1\n  lr: *s\n'), 'shared');
    assert.equal(refused('training: 5\n'), 'structure');
    assert.equal(refused('training:\n  time_step:\n  - 1\n'), 'structure');
    assert.equal(refused('training:\n  time_step: 1\n  time_step: 2\n'), 'duplicate-key');
  });

  it('gives an alias, and a merged key, a value of its own', () => {
    assert.equal(
      set('a: &s 1\ntraining:\n  time_step: *s\n', { time_step: 2 }),
      'a: &s 1\ntraining:\n  time_step: 2\n',
    );
    assert.equal(
      set('a: &s {time_step: 1}\ntraining:\n  <<: *s\n  lr: 1\n', { time_step: 2 }),
      'a: &s {time_step: 1}\ntraining:\n  <<: *s\n  lr: 1\n  time_step: 2\n',
    );
  });
});

describe('copyConfig', () => {
  const copy = (text: string, source: string, protocol = vrest) =>
    done(text, copyConfig(text, source, protocol));

  it("takes over what differs and leaves what is the slot's own", () => {
    const source = slot
      .replace('vrest_03', 'vrest_00')
      .replace('lr_update: 0.0', 'lr_update: 1.8E-3')
      .replace('seed: 42\n', 'seed: 43\n')
      .replace('    - 1.0', '    - 2.0');
    const own = `${slot.replace('lr_update: 0.0', 'lr_update:   0  # none')}claude:\n  n_epochs: 1\n`;
    assert.equal(
      copy(own, source),
      own
        .replace('lr_update:   0', 'lr_update:   1.8E-3')
        .replace('seed: 42\n', 'seed: 43\n')
        .replace('    - 1.0', '    - 2.0'),
    );
    assert.equal(
      copy(own, source, flyvis),
      own.replace('lr_update:   0', 'lr_update:   1.8E-3').replace('    - 1.0', '    - 2.0'),
    );
    assert.equal(copy(slot, base), slot);
  });

  it('adds and takes out keys and sections', () => {
    const source = `${base.replace('  lr_W: 0.0006\n', '').replace('  batch_size: 2\n', '  batch_size: 2\n  grad_clip_W: 0.5   # new\n')}plotting:\n  xlim:\n  - -2\n  - 2\n`;
    assert.equal(
      copy(slot, source),
      `${slot.replace('  lr_W: 0.0006\n', '').replace('  batch_size: 2\n', '  batch_size: 2\n  grad_clip_W: 0.5\n')}plotting:\n  xlim:\n  - -2\n  - 2\n`,
    );
    assert.equal(
      copy(source, slot),
      source
        .replace('  batch_size: 2\n  grad_clip_W: 0.5   # new\n\n', '  batch_size: 2\n  lr_W: 0.0006\n\n')
        .replace(/plotting[^]*/, ''),
    );
  });

  it('writes the values of another schema generation under the own keys', () => {
    const old = slot
      .replace('lr_update: 0.0', 'learning_rate_update_start: 2.5E-3')
      .replace('lr_W:', 'learning_rate_W_start:')
      .replace('coeff_g_phi_diff', 'coeff_edge_diff');
    assert.equal(copy(slot, old), slot.replace('lr_update: 0.0', 'lr_update: 2.5E-3'));
  });

  it('refuses a source that cannot be read, and blocks of another form', () => {
    assert.equal(reasonOf(copyConfig(slot, '', vrest)), 'empty');
    assert.equal(reasonOf(copyConfig('- a', slot, vrest)), 'not-a-mapping');
    assert.equal(reasonOf(copyConfig(slot, slot.replace('    - 1.0\n', ''), vrest)), 'structure');
  });
});

describe('restoreLocked and restoreDataset', () => {
  it('give locked values and the dataset back, and leave the search alone', () => {
    const broken = slot
      .replace('batch_size: 2', 'batch_size: 4')
      .replace('hidden_dim: 80', 'hidden_dim: 64')
      .replace('lr_update: 0.0', 'lr_update: 0.003')
      .replace('  lr_W: 0.0006\n', '  odd: 1\n')
      .replace('vrest_03', 'vrest_00');
    assert.equal(
      done(broken, restoreLocked(broken, base, vrest)).replace('  lr_W: 0.0006\n', ''),
      slot
        .replace('lr_update: 0.0', 'lr_update: 0.003')
        .replace('vrest_03', 'vrest_00')
        .replace('  lr_W: 0.0006\n', ''),
    );
    assert.equal(done(broken, restoreDataset(broken, base, 3)), broken.replace('vrest_00', 'vrest_03'));
    const quoted = slot.replace('dataset: flyvis_62_1_gs_vrest_03', "dataset: 'x'  # y");
    assert.equal(
      done(quoted, restoreDataset(quoted, base, 3)),
      slot.replace('dataset: flyvis_62_1_gs_vrest_03', "dataset: 'flyvis_62_1_gs_vrest_03'  # y"),
    );
    assert.equal(reasonOf(restoreDataset(slot, 'a: 1', 3)), 'missing');
  });

  it('let lr_W change with lr_update, never alone', () => {
    const alone = slot.replace('lr_W: 0.0006', 'lr_W: 0.001');
    assert.equal(done(alone, restoreLocked(alone, base, vrest)), slot);
    const together = alone.replace('lr_update: 0.0', 'lr_update: 0.0018');
    assert.equal(done(together, restoreLocked(together, base, vrest)), together);
  });
});

describe('slotFromBase', () => {
  const make = (protocol = vrest) =>
    done(base, slotFromBase(base, { slot: 1, values: { lr_update: 1.8e-3 }, iteration: 2 }, protocol));

  it('is the base with its own dataset and what the slot changes', () => {
    assert.equal(
      make(),
      base
        .replace('dataset: flyvis_62_1_gs_vrest', 'dataset: flyvis_62_1_gs_vrest_01')
        .replace('lr_update: 0.0', 'lr_update: 0.0018'),
    );
  });

  it('has seeds of its own where the protocol keeps them in the YAML', () => {
    assert.match(make(flyvis), /seed: 2001\n[^]*seed: 2501\n/);
  });
});

/** A loaded mapping with a value put at a path. */
function put(loaded: Loaded, [key = '', ...rest]: readonly string[], value: Loaded | undefined): Loaded {
  const entries = loaded[0] === 'map' ? loaded[1] : [];
  const own = entries.find(([name]) => name === key)?.[1] ?? (['map', []] as const);
  const below = rest.length > 0 ? put(own, rest, value) : value;
  // A section of which nothing is left is none.
  const next = value === undefined && below?.[0] === 'map' && below[1].length === 0 ? undefined : below;
  const others = entries.filter(([name]) => name !== key);
  return ['map', next ? [...others, [key, next]] : others];
}

const without = (loaded: Loaded, paths: readonly (readonly string[])[]) =>
  comparable(
    paths.reduce<Loaded>(
      (left, path) => (path.length > 1 && !hasKey(left, path[0]!) ? left : put(left, path, undefined)),
      loaded,
    ),
  );
const hasKey = (loaded: Loaded, key: string) =>
  loaded[0] === 'map' && loaded[1].some(([name]) => name === key);

const readable = fc
  .sample(arbitraryConfig, { numRuns: 700, seed: 5 })
  .filter(text => !isRefusal(readSlot(text)));

describePyYaml('PyYAML', () => {
  it('finds an edited config changed in exactly its key, and the text in exactly its value', () => {
    const values = fc.sample(fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.boolean(), fc.string()), {
      numRuns: readable.length,
      seed: 6,
    });
    const paths = fc.sample(arbitraryPath, { numRuns: readable.length, seed: 7 });
    const cases = readable.flatMap((text, i) => {
      const [path, value, read] = [paths[i]!, values[i]!, document(text)];
      const edits = splice(read, [{ kind: 'set', path, value }]);
      if (isRefusal(edits)) return [];
      const entry = entryAt(read, path);
      if (entry && entry.node.sharing !== 'merged') {
        const [edit, ...more] = edits;
        assert.deepEqual(more, []);
        if (edit && entry.node.span.start < entry.node.span.end)
          assert.deepEqual({ start: edit.start, end: edit.end }, entry.node.span);
        else if (edit) assert.deepEqual([edit.start, edit.end], [entry.colon, entry.colon]);
      } else
        assert.ok(
          edits.every(edit => edit.start === edit.end),
          'an added key takes nothing out',
        );
      const after = applyEdits(text, edits);
      if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/);
      return [{ text, path, value, after }];
    });
    assert.ok(cases.length > readable.length / 2, `${cases.length} of ${readable.length}`);
    const before = loadAll(cases.map(({ text }) => text));
    loadAll(cases.map(({ after }) => after)).forEach((result, i) => {
      const { path, value, after } = cases[i]!;
      const written = readSlot(after);
      assert.ok(!isRefusal(written));
      const expected: Loaded =
        typeof value === 'string'
          ? ['text', value]
          : typeof value === 'boolean'
            ? ['boolean', value]
            : ['float', String(value)];
      assert.deepEqual(loose(result), loose(put(before[i]!, path, expected)), JSON.stringify(cases[i]));
    });
  });

  for (const protocol of [vrest, flyvis]) {
    it(`finds a robustness copy equal to its source outside the allowed keys: ${protocol.title}`, () => {
      const own = [
        ['dataset'],
        ['description'],
        ['claude'],
        ...(protocol.seeds === 'yaml'
          ? [
              ['training', 'seed'],
              ['simulation', 'seed'],
            ]
          : []),
      ];
      const cases = readable.flatMap((text, i) => {
        const source = readable[(i * 7 + 1) % readable.length]!;
        const edits = copyConfig(text, source, protocol);
        return isRefusal(edits) ? [] : [{ text, source, after: applyEdits(text, edits) }];
      });
      assert.ok(cases.length > readable.length / 4, `${cases.length} of ${readable.length}`);
      const [before, sources, after] = [
        cases.map(c => c.text),
        cases.map(c => c.source),
        cases.map(c => c.after),
      ].map(loadAll);
      after!.forEach((result, i) => {
        assert.deepEqual(loose(result, own), loose(sources![i]!, own), JSON.stringify(cases[i]));
        for (const key of ['dataset', 'description', 'claude'])
          assert.deepEqual(only(result, key), only(before![i]!, key));
      });
    });
  }
});

/** Numbers by their value, whatever their type. */
function loose(loaded: Loaded, left: readonly (readonly string[])[] = []): unknown {
  return JSON.parse(JSON.stringify(without(loaded, left)), (_, value: unknown) =>
    Array.isArray(value) && value[0] === 'integer' ? { float: Number(value[1]) } : value,
  ) as unknown;
}
const only = (loaded: Loaded, key: string) =>
  loaded[0] === 'map' ? loaded[1].filter(([name]) => name === key) : [];
