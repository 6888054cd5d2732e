/** The dataset of a slot: nothing changes a correct one, and only Start and Restore dataset write one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRefused } from '../../../../src/core/actions/action.ts';
import type { Action, ActionFiles, ActionRefusal } from '../../../../src/core/actions/action.ts';
import { generateBatch } from '../../../../src/core/actions/generate.ts';
import { robustnessCopy } from '../../../../src/core/actions/robustness-copy.ts';
import {
  copySlot,
  restoreDataset,
  restoreLocked,
  restoreSlot,
} from '../../../../src/core/actions/slot-file.ts';
import { startFiles } from '../../../../src/core/actions/start.ts';
import { writeConfig } from '../../../../src/core/actions/write-config.ts';
import { explorationOfBase } from '../../../../src/core/files/find.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { datasetOf } from '../../../../src/core/slots/dataset.ts';
import { fixAllSlots } from '../../../../src/core/slots/fix-all.ts';
import { entryAt, isRefusal } from '../../../../src/core/slots/model.ts';
import { readSlot } from '../../../../src/core/slots/read.ts';
import { actionFiles, textsAfter } from '../../../fixtures/actions.ts';
import { arbitraryConfig } from '../../../fixtures/arbitrary-config.ts';
import { entry } from '../../../fixtures/exploration.ts';
import { memoryFiles } from '../../../fixtures/memory-files.ts';
import { plannedBatch } from '../../../fixtures/plans.ts';

const { vrest, flyvis } = presets;
const log = [1, 2, 3, 4]
  .map(id => entry({ id, config: `lr_update=${id}E-3, W_L2=${id}E-6, time_step=${id}` }))
  .join('\n');

/** A config whose dataset, where it has one, is the slot's own or that of another slot. */
const slotConfig = (slot: number) =>
  fc
    .tuple(arbitraryConfig, fc.boolean())
    .map(([text, isOwn]) => text.replace(/flyvis_0[01]/, `flyvis_0${isOwn ? slot : (slot + 1) % 4}`));
const exploration = fc.record({
  base: arbitraryConfig,
  slots: fc.tuple(...[0, 1, 2, 3].map(slotConfig)),
  kept: arbitraryConfig,
  protocol: fc.constantFrom(vrest, flyvis),
});

/** What stands as the dataset of a config: its text, and what it loads as; undefined for a file that cannot be read. */
function datasetIn(text: string) {
  const document = readSlot(text);
  if (isRefusal(document)) return undefined;
  const node = entryAt(document, ['dataset'])?.node;
  return { written: node && text.slice(node.span.start, node.span.end), value: datasetOf(document) };
}

type Act = (files: ActionFiles) => Action | ActionRefusal;
/** Slot 3 repeats the run whose config was kept, whatever that is. */
const planned = {
  ...plannedBatch(5),
  slots:
    plannedBatch(5).slots?.map(own =>
      own.slot === 3 ? { ...own, parent: 4, config: {} } : { ...own, parent: 3 },
    ) ?? [],
};
const actions: readonly (readonly [string, Act])[] = [
  ['generate from the plan', files => generateBatch(files, [5, 6, 7, 8])],
  ['generate from the entries', files => generateBatch(files, [1, 2, 3, 4])],
  ['write a Config', files => writeConfig(files, 2, 1)],
  ['robustness copy', files => robustnessCopy(files, 4)],
  ['robustness copy without a kept config', files => robustnessCopy(files, 2, 0)],
  ['copy a slot', files => copySlot(files, 0, 3)],
  ['restore locked values', files => restoreLocked(files, 2)],
];
const restoring: readonly (readonly [string, Act])[] = [
  ['restore the dataset', files => restoreDataset(files, 1)],
  ['restore both', files => restoreSlot(files, 1)],
];

/** Runs an action on many explorations; it must not be refused everywhere. */
async function holds(check: (files: ActionFiles) => boolean): Promise<void> {
  let made = 0;
  const property = fc.asyncProperty(exploration, async ({ base, slots, kept, protocol }) => {
    const files = await actionFiles({ base, slots, log, snapshots: { 4: kept }, plan: planned, protocol });
    if (check(files)) made++;
  });
  await fc.assert(property, { numRuns: 70, seed: 3 });
  assert.ok(made > 1, `${made} of 70 were not refused`);
}

/** The dataset of each slot before and after. */
function pairs(files: ActionFiles, after: readonly string[]) {
  const base = files.base && datasetIn(files.base.text)?.value;
  return files.slots.map(({ text, slot }, i) => {
    const [was, is] = [datasetIn(text), datasetIn(after[i] ?? '')];
    return { was, is, isOwn: was?.value?.endsWith(`_0${slot}`) ?? false, wanted: `${base ?? ''}_0${slot}` };
  });
}

describe('the dataset of a slot', () => {
  for (const [name, act] of actions)
    it(`stays, right or wrong: ${name}`, () =>
      holds(files => {
        const action = act(files);
        if (isRefused(action)) return false;
        for (const { was, is } of pairs(files, textsAfter(files, action))) assert.deepEqual(is, was);
        return true;
      }));

  for (const [name, act] of restoring)
    it(`stays when it is right, and becomes the base's with the number of the slot: ${name}`, () =>
      holds(files => {
        const action = act(files);
        if (isRefused(action)) return false;
        for (const [slot, { was, is, isOwn, wanted }] of pairs(files, textsAfter(files, action)).entries())
          if (slot === 1 && !isOwn) assert.equal(is?.value, wanted);
          else assert.deepEqual(is, was);
        return true;
      }));

  it("stays when it is right, and becomes the base's with the number of the slot: all fixes", () =>
    holds(files => {
      const after = fixAllSlots(files, { protocol: files.protocol }).map(({ text }) => text);
      for (const { was, is, isOwn, wanted } of pairs(files, after))
        if (isOwn || is?.value !== wanted) assert.deepEqual(is, was);
      return after.some((text, i) => text !== files.slots[i]?.text);
    }));

  it("is the base's with the number of the slot in a new exploration, whatever stood there", async () => {
    let made = 0;
    const property = fc.asyncProperty(arbitraryConfig, async text => {
      const found = await explorationOfBase('/e/x.yaml', memoryFiles('/e/x.yaml', '/e/x_Claude_00.yaml'), {
        slots: 4,
      });
      const action = startFiles({ path: '/e/x.yaml', text }, found, vrest);
      if (isRefused(action)) return;
      made++;
      const base = datasetIn(text)?.value;
      for (const slot of [0, 1, 2, 3])
        assert.equal(datasetIn(action.files[slot]?.text ?? '')?.value, `${base ?? ''}_0${slot}`);
    });
    await fc.assert(property, { numRuns: 150, seed: 4 });
    assert.ok(made > 30, `${made} of 150`);
  });
});
