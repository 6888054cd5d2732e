import { livePlan } from '../batch/plan.ts';
import type { PlannedSlot } from '../batch/plan.ts';
import { baselineConfig } from '../lint/config.ts';
import type { ConfigValues } from '../lint/config.ts';
import { namesOf } from '../protocol/names.ts';
import type { Names } from '../protocol/names.ts';
import type { TimeHistory } from '../protocol/time.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import { lockedDifferences } from './changes.ts';
import { sameToReader } from './compare.ts';
import type { Difference } from './compare.ts';
import type { Config, SlotConfig, SlotFiles } from './files.ts';
import { strayKeys } from './stray.ts';
import type { StrayKey } from './stray.ts';

/** A run that the plan foresees for a slot. */
export interface PlannedRun extends PlannedSlot {
  readonly iteration: number;
}

/** What the engine has read for the rules. */
export interface SlotFacts {
  readonly protocol: Protocol;
  readonly slots: readonly SlotConfig[];
  readonly base: Config | undefined;
  readonly snapshots: ReadonlyMap<number, Config>;
  readonly files: SlotFiles;
  readonly times: TimeHistory;
}

/** What a rule of slot configs may ask about the exploration. */
export class SlotContext {
  readonly names: Names;
  private readonly plan: ReturnType<typeof livePlan>;
  private readonly stray = new Map<SlotConfig, readonly StrayKey[]>();
  private readonly locked = new Map<SlotConfig, readonly Difference[]>();

  constructor(private readonly facts: SlotFacts) {
    this.names = namesOf(facts.protocol);
    const { plan } = facts.files;
    this.plan = plan && this.lastLogged !== undefined ? livePlan(plan, this.lastLogged) : { kind: 'none' };
  }

  get protocol(): Protocol {
    return this.facts.protocol;
  }

  /** The slot configs that can be read, in the order of the slots. */
  get slots(): readonly SlotConfig[] {
    return this.facts.slots;
  }

  get base(): Config | undefined {
    return this.facts.base;
  }

  /** The runs of the log; undefined where no log is known. */
  get runs(): SlotFiles['runs'] {
    return this.facts.files.runs;
  }

  get times(): TimeHistory {
    return this.facts.times;
  }

  /** The highest iteration of the log; 0 for none, undefined where no log is known. */
  get lastLogged(): number | undefined {
    return this.runs?.nodes.reduce((most, { id }) => Math.max(most, id), 0);
  }

  /** The config that an iteration used, as the loop kept it. */
  snapshot(iteration: number): Config | undefined {
    return this.facts.snapshots.get(iteration);
  }

  /** What the plan has for a slot's next run; undefined without a plan that is live. */
  planned(slot: number): PlannedRun | undefined {
    if (this.plan.kind !== 'live') return undefined;
    const { slots, iterations } = this.plan.batch;
    const index = slots.findIndex(planned => planned.slot === slot);
    const [planned, iteration] = [slots[index], iterations[index]];
    return planned && iteration !== undefined ? { ...planned, iteration } : undefined;
  }

  /** What the plan has a parameter be; what it does not name is the parent's. */
  wantedBy({ config, parent }: PlannedRun): (name: string) => Value | undefined {
    const named = new Map(
      Object.entries(config).map(([name, value]) => [this.names.parameter(name) ?? name, value]),
    );
    const inherited = this.configOf(parent);
    return name => named.get(name) ?? inherited?.(name);
  }

  /** Whether a run belongs to its block's first batch, where all parameters may differ from the parent's. */
  startsBlock({ iteration }: PlannedRun): boolean {
    const { blockSize, batchSize } = this.protocol;
    return blockSize > 0 && (iteration - 1) % blockSize < batchSize;
  }

  /** That the plan is for other iterations than the next, in a sentence. */
  get stalePlan(): string | undefined {
    return this.plan.kind === 'stale' ? this.plan.message : undefined;
  }

  /** What a run with this config uses: what it states, else what a missing key means. */
  valueOf({ values }: Config, name: string): Value | undefined {
    return values.get(name) ?? this.protocol.parameters[name]?.default;
  }

  /** What an iteration used, by the log; for `root` the base config. */
  configOf(node: number | 'root'): ((name: string) => Value | undefined) | undefined {
    const { base } = this;
    if (node === 'root') {
      const baseline = baselineConfig(this.protocol).values;
      return name => (base ? this.valueOf(base, name) : baseline.get(name)?.value);
    }
    const run = this.runs?.nodes.findLast(({ id }) => id === node);
    const values: ConfigValues | undefined = run && this.runs?.configOf(run).values;
    return values && (name => values.get(name)?.value);
  }

  /** The training keys of a slot that have no effect, worked out once: several rules leave them to one. */
  strayKeys(slot: SlotConfig): readonly StrayKey[] {
    let found = this.stray.get(slot);
    if (!found) this.stray.set(slot, (found = strayKeys(slot.document, this.base?.document, this.protocol)));
    return found;
  }

  /** Where a slot differs from the base in what the search may not change, worked out once. */
  lockedDifferences(slot: SlotConfig): readonly Difference[] {
    let found = this.locked.get(slot);
    if (!found) {
      const { base } = this;
      found = base ? lockedDifferences(slot.document, base.document, this.protocol) : [];
      found = found.filter(({ own, other }) => !sameToReader(own?.node, other?.node));
      this.locked.set(slot, found);
    }
    return found;
  }
}
