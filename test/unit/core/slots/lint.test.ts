/** What the engine of the slot rules does with what it is given, and with what it is not given. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Plan, PlannedSlot } from '../../../../src/core/batch/plan.ts';
import type { LintOptions } from '../../../../src/core/lint/engine.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../../src/core/protocol/universal.ts';
import { runsOf } from '../../../../src/core/samples/groups.ts';
import type { SlotFiles } from '../../../../src/core/slots/files.ts';
import { fixAllSlots } from '../../../../src/core/slots/fix-all.ts';
import { lintSlots } from '../../../../src/core/slots/lint.ts';
import { applyEdits, overlap } from '../../../../src/core/text/edits.ts';
import { arbitraryBrokenConfig, arbitraryConfig } from '../../../fixtures/arbitrary-config.ts';
import { entry } from '../../../fixtures/exploration.ts';

const { vrest } = presets;
const base = readFileSync('test/fixtures/slots/base.yaml', 'utf8');
const text = (slot: number) => base.replace('gs_vrest\n', `gs_vrest_0${slot}\n`);
const files = (texts: Readonly<Record<number, string>>, rest: Partial<SlotFiles> = {}): SlotFiles => ({
  slots: Object.entries(texts).map(([slot, own]) => ({
    slot: Number(slot),
    path: `slot_0${slot}.yaml`,
    text: own,
  })),
  base: { path: 'base.yaml', text: base },
  ...rest,
});
const problems = (given: SlotFiles, options: Partial<LintOptions> = {}) =>
  lintSlots(given, { protocol: vrest, ...options }).flatMap(report => report.problems);
const found = (given: SlotFiles, options?: Partial<LintOptions>) =>
  problems(given, options).map(
    ({ file, line, rule, severity }) => `${file.path}:${line + 1} ${rule} ${severity}`,
  );
const logged = (...entries: Parameters<typeof entry>[0][]) =>
  runsOf(parse(entries.map(entry).join('\n')), vrest);

describe('lintSlots', () => {
  it('finds nothing in slots that are as the base', () => {
    assert.deepEqual(
      found(files({ 0: text(0), 1: text(1), 2: text(2), 3: text(3) }, { runs: logged() })),
      [],
    );
  });

  it('says that a base cannot be read, and goes by the locks of the protocol then', () => {
    const broken = { base: { path: 'base.yaml', text: 'a: [' } };
    const slot = text(1).replace('batch_size: 2', 'batch_size: 4').replace('lr_W: 0.0006', 'lr_W: 0.001');
    assert.deepEqual(found(files({ 1: slot }, broken)), [
      'base.yaml:1 slot-parse error',
      'slot_01.yaml:11 slot-locked error',
      'slot_01.yaml:13 slot-locked error',
    ]);
    assert.deepEqual(
      found(files({ 1: slot.replace('lr_update: 0.0', 'lr_update: 0.0018') }, { base: undefined })),
      ['slot_01.yaml:11 slot-locked error'],
    );
  });

  const planOf = (parent: number, slot: number, mutations: PlannedSlot['mutations']): Plan => ({
    version: 1,
    batches: [
      {
        iterations: [5, 6, 7, 8],
        slots: [0, 1, 2, 3].map(own => ({
          slot: own,
          role: 'explore',
          parent,
          mutations: own === slot ? mutations : [],
          config: { lr_update: 1.8e-3 },
          reason: 'a test',
        })),
      },
    ],
  });
  const four = logged({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 });

  it('offers no two fixes that each add the same section', () => {
    const plan = planOf(4, 1, [{ parameter: 'lr_update', old: 0, new: 1.8e-3 }]);
    const given = files(
      { 1: 'dataset: x_01\nclaude:\n  n_epochs: 1\n' },
      { base: { path: 'base.yaml', text: 'dataset: x\ntraining:\n  w_init_mode: a\n' }, runs: four, plan },
    );
    const fixed = fixAllSlots(given, { protocol: vrest })[0]?.text ?? '';
    assert.equal(fixed.match(/^training:/gm)?.length, 1);
    assert.deepEqual(
      found({ ...given, slots: [{ slot: 1, path: 'slot_01.yaml', text: fixed }] }).filter(each =>
        each.includes('slot-parse'),
      ),
      [],
    );
  });

  it('takes over no lock that a repeated run broke: its fixes come to rest', () => {
    const kept = { path: 'iter_004_slot_03.yaml', text: text(3).replace('batch_size: 2', 'batch_size: 4') };
    const given = files(
      { 3: text(3) },
      { runs: four, plan: planOf(4, 1, []), snapshots: new Map([[4, kept]]) },
    );
    assert.deepEqual(found(given), []);
    const copied = { ...given, slots: [{ slot: 3, path: 'slot_03.yaml', text: kept.text }] };
    assert.deepEqual(found(copied), ['slot_03.yaml:11 slot-locked error']);
    assert.equal(fixAllSlots(copied, { protocol: vrest })[0]?.text, text(3));
  });

  it('goes on with the slots that can be read', () => {
    assert.deepEqual(found(files({ 0: '', 1: text(0) })), [
      'slot_00.yaml:1 slot-parse error',
      'slot_01.yaml:2 slot-dataset error',
    ]);
  });

  it('takes severities, and the rules that hold without a protocol', () => {
    const slot = text(2)
      .replace('batch_size: 2', 'batch_size: 4')
      .replace('_02', '_01')
      .replace('lr_W: 0.0006', 'lr_W: 6e-4');
    assert.deepEqual(
      found(files({ 2: slot }), { severities: { 'slot-locked': 'off', 'slot-dataset': 'info' } }),
      ['slot_02.yaml:2 slot-dataset info', 'slot_02.yaml:13 slot-float warning'],
    );
    assert.deepEqual(found(files({ 2: slot }), { protocol: universal, universalOnly: true }), [
      'slot_02.yaml:2 slot-dataset error',
      'slot_02.yaml:13 slot-float warning',
    ]);
    assert.deepEqual(found(files({ 2: '- a' }), { severities: { 'slot-parse': 'off' } }), []);
  });

  it('heeds comments, and says which are of no use', () => {
    const slot = (comment: string) => text(1).replace('  batch_size: 2', `${comment}\n  batch_size: 4`);
    assert.deepEqual(found(files({ 1: slot('  # iterlog-disable-next-line slot-locked') })), []);
    assert.deepEqual(found(files({ 1: slot('# iterlog-disable') })), []);
    assert.deepEqual(found(files({ 1: slot('# iterlog-disable-next-line slot-lockd') })), [
      'slot_01.yaml:11 unused-suppression warning',
      'slot_01.yaml:12 slot-locked error',
    ]);
    assert.deepEqual(
      found(files({ 1: `${text(1)}# iterlog-disable slot-float slot-time\n` }), {
        severities: { 'unused-suppression': 'info' },
      }),
      ['slot_01.yaml:21 unused-suppression info'],
    );
  });

  it('knows a robustness run by the runs of the log, where there is no plan', () => {
    const slot = text(3).replace('lr_update: 0.0', 'lr_update: 0.0018');
    const runs = logged(
      { id: 1 },
      { id: 2, config: 'lr_update=1.8E-3, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0' },
      { id: 3, config: 'lr_update=2.5E-3, recurrent=F', metrics: 'FAILED' },
    );
    assert.deepEqual(found(files({ 3: slot }, { runs })), []);
    assert.deepEqual(found(files({ 3: slot })), []);
    assert.deepEqual(found(files({ 3: slot.replace('0.0018', '0.0025') }, { runs })), [
      'slot_03.yaml:15 slot-robustness error',
    ]);
    const [start] = problems(files({ 3: slot }, { runs: logged() }));
    assert.equal(start?.rule, 'slot-robustness');
    assert.equal(applyEdits(slot, start.fix?.edits ?? []), text(3));
  });

  it('says once that a plan is stale', () => {
    const plan: Plan = { version: 1, batches: [{ iterations: [9, 10, 11, 12] }] };
    assert.deepEqual(
      found(
        files(
          { 0: text(0), 1: text(1).replace('lr_update: 0.0', 'lr_update: 0.003') },
          { plan, runs: logged({ id: 1 }) },
        ),
      ),
      ['slot_00.yaml:2 slot-causality info'],
    );
  });

  it('goes by the time that such runs have taken', () => {
    const slow = {
      config: 'lr_update=0, recurrent=T, time_step=2',
      metrics: 'V_rest_R2=0.5, connectivity_R2=0.9, training_time_min=64',
    };
    const slot = text(1)
      .replace('recurrent_training: false', 'recurrent_training: true')
      .replace('time_step: 1', 'time_step: 2');
    assert.deepEqual(
      found(files({ 1: slot }, { runs: logged(...[1, 2, 3].map(id => ({ id, ...slow }))) })),
      [],
    );
    const slower = slot.replace('n_epochs: 1', 'n_epochs: 2');
    assert.deepEqual(found(files({ 1: slower })), ['slot_01.yaml:19 slot-time warning']);
  });

  it('says nothing of seeds that the loop gives', () => {
    assert.deepEqual(found(files({ 0: text(0), 1: text(1) })), []);
    assert.deepEqual(found(files({ 0: text(0), 1: text(1) }), { protocol: presets.flyvis }), [
      'slot_01.yaml:20 slot-seed warning',
    ]);
  });

  it('never throws, and its fixes touch each text once', () => {
    const any = fc.oneof(arbitraryConfig, arbitraryBrokenConfig);
    fc.assert(
      fc.property(any, any, any, fc.constantFrom(...Object.values(presets)), (one, two, from, protocol) => {
        const given: SlotFiles = {
          slots: [
            { slot: 0, path: 'a', text: one },
            { slot: 3, path: 'b', text: two },
          ],
          base: { path: 'base', text: from },
          runs: logged({ id: 1 }),
        };
        for (const { file, problems: all } of lintSlots(given, { protocol })) {
          for (const { span, range, related } of all) {
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= file.text.length);
            assert.ok(range.start.line <= range.end.line);
            for (const place of related) assert.ok(place.range.start.line >= 0);
          }
          const edits = all.flatMap(({ fix }) => fix?.edits ?? []);
          edits.forEach((a, i) => edits.slice(i + 1).forEach(b => assert.ok(!overlap(a, b))));
        }
      }),
      { numRuns: 300 },
    );
  });
});
