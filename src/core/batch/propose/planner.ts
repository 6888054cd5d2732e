/** Fills the slots of a batch, each with the best that its role offers beside the slots before it. */
import type { PlannedSlot } from '../plan.ts';
import { keyOf } from './config.ts';
import { effectsOf } from './effects.ts';
import type { Pick } from './pick.ts';
import { reasonFor } from './reasons.ts';
import { exploit, explore, robustness } from './roles.ts';
import type { Basis } from './roles.ts';
import { repeats } from './repeats.ts';
import type { Repeats } from './repeats.ts';
import { isRerun, runOf } from './run.ts';
import type { Run } from './run.ts';
import type { Situation } from './situation.ts';
import { standings } from './standings.ts';

/** As many alternatives are offered for a slot. */
const most = 8;

/** A slot with the next best for it, best first. */
export interface ProposedSlot extends PlannedSlot {
  readonly alternatives: readonly PlannedSlot[];
}

interface Filled {
  readonly planned: PlannedSlot;
  /** Undefined for a slot that a person filled. */
  readonly pick: Pick | undefined;
}

export class Planner {
  readonly notes: string[];
  private readonly basis: Basis;
  private readonly repeats: Repeats;

  /** @param fixed the slots that a person chose, by their numbers. */
  constructor(
    private readonly situation: Situation,
    wantsMore: boolean,
    private readonly fixed: ReadonlyMap<number, PlannedSlot> = new Map(),
  ) {
    const all = standings(situation);
    this.basis = { situation, effects: effectsOf(situation), standings: all };
    this.repeats = repeats(all, wantsMore, situation);
    this.notes = [...this.repeats.notes];
  }

  /** All slots; the number of the one for which nothing is left. */
  fill(): readonly ProposedSlot[] | number {
    const filled: Filled[] = [];
    for (let slot = 0; slot < this.situation.protocol.batchSize; slot++) {
      const planned = this.fixed.get(slot);
      const next = planned ? { planned, pick: undefined } : this.best(slot, filled);
      if (!next) return slot;
      filled.push(next);
      this.noteFallback(next);
    }
    return filled.map((own, slot): ProposedSlot => {
      const { planned } = own;
      return { ...planned, alternatives: this.alternatives(slot, planned, filled) };
    });
  }

  /** The best for the first slot alone. */
  get first(): PlannedSlot | undefined {
    return this.best(0, [])?.planned;
  }

  private best(slot: number, earlier: readonly Filled[]): Filled | undefined {
    const later = [...this.fixed.values()].filter(other => other.slot > slot);
    const others = [...earlier.map(({ planned }) => planned), ...later];
    for (const pick of this.offers(slot, earlier))
      if (this.fits(pick.run, others)) return { planned: this.planned(slot, pick), pick };
    return undefined;
  }

  private alternatives(slot: number, own: PlannedSlot, filled: readonly Filled[]): PlannedSlot[] {
    const others = filled.flatMap(({ planned }) => (planned.slot === slot ? [] : [planned]));
    const found: PlannedSlot[] = [];
    const known = [keyOfSlot(own, this.situation)];
    for (const pick of this.offers(slot, filled.slice(0, slot))) {
      if (found.length >= most) break;
      if (!this.fits(pick.run, others)) continue;
      const planned = this.planned(slot, pick);
      const key = keyOfSlot(planned, this.situation);
      if (known.includes(key)) continue;
      known.push(key);
      found.push(planned);
    }
    return found;
  }

  /** No other slot runs the config; of re-runs several may. */
  private fits(run: Run, others: readonly PlannedSlot[]): boolean {
    const { protocol } = this.situation;
    const key = keyOf(run.config, protocol);
    return others.every(
      other => (isRerun(run) && isRerun(other)) || keyOf(runOf(other).config, protocol) !== key,
    );
  }

  private offers(slot: number, filled: readonly Filled[]): Generator<Pick> {
    const earlier = filled.flatMap(({ pick }) => pick ?? []);
    const { slots } = this.situation.protocol;
    const role = slots[slot]?.role ?? 'explore';
    const again = this.repeats.bySlot.get(slot);
    if (again || role === 'robustness') return robustness(again ?? [], this.basis);
    if (role === 'explore') return explore(earlier, this.basis);
    const index = slots.slice(0, slot).filter(other => other.role === 'exploit').length;
    return exploit(index, earlier, this.basis);
  }

  private planned(slot: number, pick: Pick): PlannedSlot {
    const { situation } = this;
    const { parent, mutations, config } = pick.run;
    const role = situation.protocol.slots[slot]?.role ?? 'explore';
    const minutes = situation.minutes(config);
    const scored = situation.parents.find(({ run }) => run.id === parent);
    const run = parent === 'root' ? undefined : situation.exploration.node(parent);
    const samples = run && situation.exploration.groupOf(run)?.samples.map(({ id }) => id);
    return {
      slot,
      role: isRerun(pick.run) ? 'robustness' : role,
      parent,
      mutations: [...mutations],
      config: Object.fromEntries(config),
      ...(minutes !== undefined && minutes > 0 && { minutes }),
      reason: reasonFor(pick, this.basis),
      ...(scored && { score: scored.node.score }),
      ...(samples && { samples }),
    };
  }

  private noteFallback({ planned: { slot }, pick }: Filled): void {
    if (!pick || pick.kind === 'single' || this.repeats.bySlot.has(slot)) return;
    const role = this.situation.protocol.slots[slot]?.role ?? 'explore';
    if (role === 'robustness') return;
    this.notes.push(
      pick.kind === 'double'
        ? `Slot ${slot} (${role}): no single change is left that is untried and allowed, so two parameters change.`
        : `Slot ${slot} (${role}): no change is left that is untried and allowed, so a config runs again for a further sample.`,
    );
  }
}

const keyOfSlot = (planned: PlannedSlot, { protocol }: Situation): string =>
  `${isRerun(planned) ? planned.parent : ''} ${keyOf(runOf(planned).config, protocol)}`;
