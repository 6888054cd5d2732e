/** What the specification forbids of a batch. */
import type { PlannedSlot } from '../plan.ts';
import { differing, keyOf, withValues } from './config.ts';
import { faultsOf } from './faults.ts';
import type { Fault, LegalRule } from './faults.ts';
import type { ProposeInput } from './propose.ts';
import { isRerun, runOf } from './run.ts';
import type { Run } from './run.ts';
import { Situation } from './situation.ts';

export interface Violation {
  readonly slot: number;
  readonly rule: LegalRule;
  /** A sentence. */
  readonly message: string;
}

/** Everything that is illegal about a batch that follows the log, slot by slot. */
export function violations(
  { exploration, baseValues }: ProposeInput,
  slots: readonly PlannedSlot[],
): Violation[] {
  return batchViolations(slots, new Situation(exploration, baseValues));
}

export function batchViolations(slots: readonly PlannedSlot[], situation: Situation): Violation[] {
  return slots.flatMap(planned => {
    const faults =
      situation.batch === 1
        ? startFaults(runOf(planned), planned.slot, situation)
        : [...faultsOf(runOf(planned), situation), ...slotFaults(planned, slots, situation)];
    const { slot } = planned;
    return [...faults].map(({ rule, message }) => ({ slot, rule, message: `Slot ${slot}: ${message}.` }));
  });
}

/** What is wrong with a run in its batch. */
function* slotFaults(
  planned: PlannedSlot,
  slots: readonly PlannedSlot[],
  { protocol }: Situation,
): Generator<Fault> {
  if (isRerun(planned)) return;
  const { slot } = planned;
  if (slot === protocol.robustness?.slot)
    yield { rule: 'role', message: 'it is to re-run a config unchanged, and this changes something' };
  const key = keyOf(runOf(planned).config, protocol);
  const twin = slots.find(other => other.slot !== slot && keyOf(runOf(other).config, protocol) === key);
  if (twin) yield { rule: 'duplicate', message: `slot ${twin.slot} runs this config too` };
}

function* startFaults({ config, parent }: Run, slot: number, situation: Situation): Generator<Fault> {
  const { startBatch } = situation.protocol;
  if (startBatch.length === 0) return;
  const root = situation.configOf('root') ?? new Map();
  const wanted = withValues(root, Object.entries(startBatch[slot] ?? {}));
  if (parent !== 'root') yield { rule: 'parent', message: 'before the first batch only root is a parent' };
  if (differing(wanted, config, situation.protocol).length > 0)
    yield { rule: 'start', message: 'the protocol starts with another config here' };
}
