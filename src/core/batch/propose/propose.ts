/** Chooses the next batch by the specification's Parallel UCB Strategy: a pure function of the log and the protocol. */
import type { Exploration } from '../../exploration/exploration.ts';
import { baselineConfig } from '../../lint/config.ts';
import type { Value } from '../../protocol/types.ts';
import { startSlot } from '../start-slot.ts';
import { Planner } from './planner.ts';
import type { ProposedSlot } from './planner.ts';
import { nothingLeft, notReady } from './ready.ts';
import { revised } from './revise.ts';
import type { Change, Revision } from './revise.ts';
import type { Parent } from './run.ts';
import { Situation } from './situation.ts';

export type { ProposedSlot };

/** What a person chose for a slot instead. */
export interface Choice extends Change {
  readonly slot: number;
}

export interface ProposeInput {
  readonly exploration: Exploration;
  /** The values of the base config by parameter, for what the protocol has no baseline. */
  readonly baseValues?: ReadonlyMap<string, Value> | undefined;
  readonly options?:
    | {
        /** Whether a config that looks promising runs again in further slots, as `repeatability.promising` has it. */
        readonly moreRobustness?: boolean | undefined;
        /** Slots that are settled: the others are chosen beside them. */
        readonly choices?: readonly Choice[] | undefined;
      }
    | undefined;
}

export interface Proposal {
  readonly batch: number;
  readonly iterations: readonly number[];
  /** One for each slot of the protocol's batch, in their order. */
  readonly slots: readonly ProposedSlot[];
  /** What a person should know of the choice, in sentences. */
  readonly notes: readonly string[];
}

export type ProposeOutcome =
  | { readonly kind: 'proposal'; readonly proposal: Proposal }
  | { readonly kind: 'refused'; readonly message: string; readonly advice: string };

/** The batch that follows a log, every slot with its reason; or why none can be chosen. */
export function propose(input: ProposeInput): ProposeOutcome {
  const refused = notReady(input.exploration);
  if (refused) return { kind: 'refused', ...refused };
  const situation = new Situation(input.exploration, input.baseValues);
  const own = planned(input, situation, []);
  const choices = input.options?.choices ?? [];
  if (own.kind === 'refused' || choices.length === 0) return own;
  return planned(input, situation, settled(choices, own.proposal, situation));
}

/** The parent that {@link propose} gives slot 0, which is what the last entry's Next says; undefined where it refuses. */
export function nextParent(
  exploration: Exploration,
  baseValues?: ReadonlyMap<string, Value>,
): Parent | undefined {
  if (notReady(exploration)) return undefined;
  const situation = new Situation(exploration, baseValues);
  return situation.batch === 1 ? 'root' : new Planner(situation, false).first?.parent;
}

/** A slot as a person changed it, and what is illegal about it, in sentences. */
export const revise = (
  { exploration, baseValues }: ProposeInput,
  proposal: Proposal,
  slot: number,
  change: Change,
): Revision => revised(proposal.slots, slot, change, new Situation(exploration, baseValues));

function planned(
  { exploration, baseValues, options }: ProposeInput,
  situation: Situation,
  fixed: readonly ProposedSlot[],
): ProposeOutcome {
  const { batch, iterations } = situation;
  const head = { batch, iterations };
  if (batch === 1) {
    const slots = startSlots(exploration, baseValues);
    const own = slots.map(slot => fixed.find(other => other.slot === slot.slot) ?? slot);
    return { kind: 'proposal', proposal: { ...head, slots: own, notes: [] } };
  }
  const more = options?.moreRobustness === true;
  const planner = new Planner(situation, more, new Map(fixed.map(slot => [slot.slot, slot])));
  const slots = planner.fill();
  if (typeof slots !== 'number')
    return { kind: 'proposal', proposal: { ...head, slots, notes: planner.notes } };
  return { kind: 'refused', ...nothingLeft(slots, situation) };
}

function startSlots(exploration: Exploration, baseValues?: ReadonlyMap<string, Value>): ProposedSlot[] {
  const { protocol } = exploration;
  const base = new Map(baseValues);
  for (const [name, { value }] of baselineConfig(protocol).values) base.set(name, value);
  return Array.from({ length: protocol.batchSize }, (_, slot) => ({
    ...startSlot(slot, base, protocol),
    alternatives: [],
  }));
}

/** The slots that a person chose, each worked out beside those before it. */
function settled(choices: readonly Choice[], proposal: Proposal, situation: Situation): ProposedSlot[] {
  let slots = proposal.slots;
  for (const { slot, ...change } of choices) {
    const own = revised(slots, slot, change, situation).slot;
    slots = slots.map(other => (other.slot === slot ? { ...own, alternatives: [] } : other));
  }
  return slots.filter(({ slot }) => choices.some(choice => choice.slot === slot));
}
