/** The four real slot configs of V_rest against their base. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../../src/core/log/parse.ts';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { runsOf } from '../../../src/core/samples/groups.ts';
import { differences } from '../../../src/core/slots/compare.ts';
import type { SlotFiles } from '../../../src/core/slots/files.ts';
import { lintSlots } from '../../../src/core/slots/lint.ts';
import { isRefusal } from '../../../src/core/slots/model.ts';
import {
  copyConfig,
  restoreDataset,
  restoreLocked,
  setParameters,
} from '../../../src/core/slots/operations.ts';
import { readSlot } from '../../../src/core/slots/read.ts';
import { applyEdits } from '../../../src/core/text/edits.ts';
import { corpusPath, describeCorpus } from '../../fixtures/corpus.ts';
import { comparable, describePyYaml, loadAll } from '../../fixtures/pyyaml.ts';
import type { Loaded } from '../../fixtures/pyyaml.ts';

const { vrest } = presets;

describeCorpus('the slot configs of V_rest', () => {
  const read = (name: string) => readFileSync(path.join(corpusPath('vrest') ?? '', `${name}.yaml`), 'utf8');
  const base = read('flyvis_62_1_gs_vrest');
  const slots = [0, 1, 2, 3].map(slot => read(`flyvis_62_1_gs_vrest_Claude_0${slot}`));
  const document = (text: string) => {
    const found = readSlot(text);
    assert.ok(!isRefusal(found));
    return found;
  };
  const done = (text: string, edits: ReturnType<typeof copyConfig>): string => {
    assert.ok(!isRefusal(edits), JSON.stringify(edits));
    return applyEdits(text, edits);
  };

  it('have one finding each: the augmentation that a fresh start would write over the locked one', () => {
    const files: SlotFiles = {
      slots: slots.map((text, slot) => ({ slot, path: `slot ${slot}`, text })),
      base: { path: 'base', text: base },
      runs: runsOf(parse(''), vrest),
    };
    for (const { file, problems } of lintSlots(files, { protocol: vrest })) {
      assert.deepEqual(
        problems.map(({ rule, message }) => `${rule}: ${message}`),
        [
          'slot-claude-section: A fresh start writes `25` from here over `training.data_augmentation_loop`, which is to be 20.',
        ],
        file.path,
      );
    }
  });

  it('differ from the base in what their slot owns, in a tunable parameter of slot 0, and in a default that is written out', () => {
    slots.forEach((text, slot) => {
      const found = differences(document(text), document(base), vrest);
      const names = found
        .filter(({ path: [section] }) => section !== 'claude')
        .map(({ path: keys, implied }) => `${keys.join('.')}${implied ? ' (implied)' : ''}`);
      assert.deepEqual(names, [
        'description',
        'dataset',
        ...(slot === 0 ? ['training.coeff_W_L2'] : []),
        'training.grad_clip_W (implied)',
      ]);
    });
  });

  it('stay as they are when what is right is restored, and differ in one line when one value is set', () => {
    slots.forEach((text, slot) => {
      assert.deepEqual(restoreLocked(text, base, vrest), []);
      assert.deepEqual(restoreDataset(text, base, slot), []);
      const after = done(text, setParameters(text, { lr_update: 1.8e-3 }, vrest));
      assert.equal(after, text.replace('lr_update: 0\n', 'lr_update: 0.0018\n'));
    });
  });

  describePyYaml('and PyYAML', () => {
    it("loads a robustness copy equal to its source but for what is the slot's own", () => {
      const sources = [base, ...slots];
      const copies = sources.flatMap(source =>
        slots.map(text => ({ text, source, after: done(text, copyConfig(text, source, vrest)) })),
      );
      const load = (texts: string[]) => loadAll(texts).map(withoutOwn);
      assert.deepEqual(load(copies.map(({ after }) => after)), load(copies.map(({ source }) => source)));
      for (const { text, after } of copies)
        assert.equal(
          after.split('\n').length - text.split('\n').length,
          after.includes('grad_clip_W') ? 0 : -1,
        );
    });
  });
});

const own = ['dataset', 'description', 'claude'];

function withoutOwn(loaded: Loaded): unknown {
  assert.ok(loaded[0] === 'map');
  const entries = loaded[1].filter(([key]) => !own.includes(key));
  return JSON.parse(JSON.stringify(comparable(['map', entries])), (_, value: unknown) =>
    Array.isArray(value) && value[0] === 'integer' ? { float: Number(value[1]) } : value,
  ) as unknown;
}
