/** A slot that a person changed. */
import { equalValues } from '../../lint/config.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Value } from '../../protocol/types.ts';
import { mutationText } from '../mutation-text.ts';
import type { PlannedSlot } from '../plan.ts';
import { batchViolations } from './legal.ts';
import { isRerun, mutated } from './run.ts';
import type { Parent, Run } from './run.ts';
import type { Situation } from './situation.ts';
import { overLimit } from './time-rules.ts';

export interface Change {
  /** Another parent, which the slot's mutations are made from. */
  readonly parent?: Parent | undefined;
  /** Values by parameter; the parent's own takes a mutation back. */
  readonly set?: Readonly<Record<string, Value>> | undefined;
}

export interface Revision {
  readonly slot: PlannedSlot;
  /** What is illegal about it, in sentences. */
  readonly problems: readonly string[];
}

/** @throws {RangeError} for a slot that the batch does not have. */
export function revised(
  slots: readonly PlannedSlot[],
  slot: number,
  { parent, set = {} }: Change,
  situation: Situation,
): Revision {
  const before = slots.find(other => other.slot === slot);
  if (!before) throw new RangeError(`There is no slot ${slot}.`);
  const { protocol } = situation;
  const from = parent ?? before.parent;
  const config = situation.configOf(from);
  if (!config) return { slot: before, problems: [`Slot ${slot}: Node ${from} is not in the log.`] };
  const kept = before.mutations.map(({ parameter, new: to }): [string, Value] => [parameter, to]);
  const given = Object.entries(set).map(([name, value]): [string, Value] => [
    namesOf(protocol).parameter(name) ?? name,
    value,
  ]);
  const run = repeating(mutated(from, config, new Map([...kept, ...given]), equalValues), situation);
  const own = planned(before, run, situation);
  const unknown = given.filter(([name]) => !config.has(name)).map(([name]) => name);
  const found = batchViolations(
    slots.map(other => (other.slot === slot ? own : other)),
    situation,
  );
  return {
    slot: own,
    problems: [
      ...unknown.map(name => `Slot ${slot}: the parent's ${name} is unknown, so it cannot be changed.`),
      ...found.filter(violation => violation.slot === slot).map(({ message }) => message),
    ],
  };
}

/** A re-run repeats the earliest sample of its config, and has that one as its parent. */
function repeating(run: Run, situation: Situation): Run {
  const { exploration } = situation;
  const own = run.parent === 'root' || !isRerun(run) ? undefined : exploration.node(run.parent);
  const samples = own && exploration.groupOf(own)?.samples;
  const first = samples?.find(each => situation.parentRun(each.id) === each);
  return first ? { ...run, parent: first.id, config: situation.configOfRun(first) } : run;
}

function planned(before: PlannedSlot, run: Run, situation: Situation): PlannedSlot {
  const { slot } = before;
  const { parent, config } = run;
  const minutes = situation.minutes(config);
  const over = overLimit(config, situation);
  const warning = over === undefined ? '' : ` Warning: ${over}.`;
  const owner = parent === 'root' ? 'the base config' : `Node ${parent}`;
  const scored = situation.parents.find(each => each.run.id === parent);
  const what = isRerun(run)
    ? `${owner} again, unchanged`
    : `${run.mutations.map(mutationText).join(', ')} from ${owner}`;
  const role = situation.protocol.slots[slot]?.role ?? 'explore';
  return {
    slot,
    role: isRerun(run) ? 'robustness' : role,
    parent,
    mutations: [...run.mutations],
    config: Object.fromEntries(config),
    ...(minutes !== undefined && minutes > 0 && { minutes }),
    reason: `Chosen by hand: ${what}.${warning}`,
    ...(scored && { score: scored.node.score }),
  };
}
