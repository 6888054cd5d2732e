/** Start, results, entries, proposal, results ...: six batches in memory, nothing to find fault with on the way. */
import assert from 'node:assert/strict';
import {
  batchAction,
  proposalInput,
  recordAction,
  recordedFrom,
  waitingIn,
} from '../../../../src/core/actions/loop.ts';
import { openErrors } from '../../../../src/core/batch/propose/ready.ts';
import { propose } from '../../../../src/core/batch/propose/propose.ts';
import type { Proposal } from '../../../../src/core/batch/propose/propose.ts';
import { LoopWorld } from '../../../fixtures/loop-world.ts';
import { layouts, rounds, written } from '../../../fixtures/rounds.ts';
import type { Outcome } from '../../../fixtures/rounds.ts';

/** The runs of the batch whose first iteration is given. */
async function run(world: LoopWorld, outcomes: readonly Outcome[], first: number, keeps: boolean) {
  const { preset, layout } = world;
  const configs = (await world.read()).slots.map(({ text }) => text);
  world.add(written(outcomes, { preset, layout, first, ...(keeps && { configs }) }));
}

async function record(world: LoopWorld): Promise<void> {
  const files = await world.read();
  assert.equal(waitingIn(files).length, 4);
  const outcome = recordedFrom(files);
  assert.ok(outcome.kind === 'record', 'message' in outcome ? outcome.message : '');
  const before = files.log.text;
  world.do(recordAction(files, outcome));
  const after = await world.read();
  assert.ok(after.log.text.startsWith(before), 'what is there stays');
  assert.equal(recordedFrom(after).kind, 'nothing');
  assert.deepEqual(waitingIn(after), []);
}

async function proposal(world: LoopWorld): Promise<Proposal> {
  const { exploration, ...files } = await world.read();
  assert.deepEqual(openErrors(exploration), []);
  const outcome = propose(proposalInput({ exploration, ...files }));
  assert.ok(outcome.kind === 'proposal', 'message' in outcome ? outcome.message : '');
  return outcome.proposal;
}

/** Next of the last entry, as its line has it. */
const lastNext = (text: string): string | undefined =>
  [...text.matchAll(/^Next: parent=(\S+)$/gm)].at(-1)?.[1];

describe('a round trip in memory', () => {
  for (const preset of ['vrest', 'metabolism'] as const)
    for (const layout of layouts)
      for (const keeps of [false, true])
        it(`of ${preset} in the ${layout} layout${keeps ? ' with kept configs' : ''} finds no fault`, async () => {
          const world = await LoopWorld.started(preset, layout);
          assert.deepEqual(await world.faults(), []);
          for (const [i, outcomes] of rounds.entries()) {
            const where = `batch ${i + 1}`;
            await run(world, outcomes, 4 * i + 1, keeps);
            await record(world);
            assert.deepEqual(await world.faults(), [], `${where}, recorded`);
            const before = await world.read();
            const planned = await proposal(world);
            const first = String(planned.slots[0]?.parent);
            assert.equal(lastNext(before.log.text), first, `${where}: record foresees the parent`);
            assert.ok(world.do(batchAction(before, planned)));
            const after = await world.read();
            assert.equal(lastNext(after.log.text), first);
            assert.deepEqual(await world.faults(), [], `${where}, proposed`);
            assert.equal(
              world.do(batchAction(after, await proposal(world))),
              false,
              `${where}: proposed twice`,
            );
          }
          await run(world, rounds[0] ?? [], 25, keeps);
          await record(world);
          assert.deepEqual(await world.faults(), []);
        });
});
