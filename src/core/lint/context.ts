import type { Section } from '../log/model.ts';
import { namesOf } from '../protocol/names.ts';
import type { Names } from '../protocol/names.ts';
import type { Protocol } from '../protocol/types.ts';
import type { ResolvedConfig } from './config.ts';
import { baselineConfig } from './config.ts';
import type { Evidence } from './evidence.ts';
import type { Changes, LogIndex } from './log-index.ts';
import type { IterationNode } from './node.ts';

/** What a section's findings were made from besides the section: they are looked for again only when some of it changed. */
export class Dependencies {
  private readonly nodes: number[] = [];
  private readonly configs: number[] = [];
  private keys: string[] | undefined;
  private newest = false;

  onNode(id: number): void {
    if (!this.nodes.includes(id)) this.nodes.push(id);
  }
  onConfig(id: number): void {
    if (!this.configs.includes(id)) this.configs.push(id);
  }
  onKey(key: string): void {
    this.keys ??= [];
    if (!this.keys.includes(key)) this.keys.push(key);
  }
  onNewest(): void {
    this.newest = true;
  }

  hold(changes: Changes): boolean {
    if (this.newest && changes.newest) return false;
    return (
      !meets(this.nodes, changes.nodes) &&
      !meets(this.configs, changes.configs) &&
      !meets(this.keys, changes.keys)
    );
  }
}

function meets<T>(list: readonly T[] = [], set: ReadonlySet<T>): boolean {
  if (set.size === 0) return false;
  for (const item of list) if (set.has(item)) return true;
  return false;
}

/** What a rule may ask about the rest of the log. Every answer is recorded as a dependency of the findings. */
export class Context {
  readonly names: Names;
  readonly baseline: ResolvedConfig;
  /** Where answers are noted; undefined while rules of scope `log` run, which are never cached. */
  dependencies: Dependencies | undefined;

  constructor(
    readonly protocol: Protocol,
    readonly evidence: Evidence,
    private readonly index: LogIndex,
  ) {
    this.names = namesOf(protocol);
    this.baseline = baselineConfig(protocol);
  }

  /** The iteration with this id; the last one where the log has several. */
  node(id: number | undefined): IterationNode | undefined {
    if (id === undefined) return undefined;
    this.dependencies?.onNode(id);
    return this.index.byId.get(id);
  }

  /** The declared parent; undefined for root, for an unknown one and where none is given. */
  parentOf(node: IterationNode): IterationNode | undefined {
    return node.parent ? this.node(node.parent) : undefined;
  }

  /** What a run used; see {@link ResolvedConfig}. */
  config(node: IterationNode): ResolvedConfig {
    this.dependencies?.onConfig(node.id);
    return this.index.configOf(node);
  }

  /** The config that a run was mutated from; the baseline for root; undefined when the parent is unknown or not older. */
  parentConfig(node: IterationNode): ResolvedConfig | undefined {
    if (node.parent === 0) return this.baseline;
    const parent = this.parentOf(node);
    return parent && parent.id < node.id ? this.config(parent) : undefined;
  }

  /** The earliest run of a config that is no lost run. */
  firstSample({ sampleKey }: ResolvedConfig): IterationNode | undefined {
    this.dependencies?.onKey(sampleKey);
    return this.index.firstSample(sampleKey);
  }

  /** The earliest lost run of a config. */
  firstCrash({ sampleKey }: ResolvedConfig): IterationNode | undefined {
    this.dependencies?.onKey(sampleKey);
    return this.index.firstCrash(sampleKey);
  }

  /**
   * The samples of a config that were known when a batch was written up: its runs with a finite reward up to that
   * batch's end, since the results of one batch come together. Of iterations with the same number the last counts.
   * @param most enough of them: no more are looked for.
   */
  samples({ sampleKey }: ResolvedConfig, batch: number, most = Infinity): IterationNode[] {
    this.dependencies?.onKey(sampleKey);
    const samples: IterationNode[] = [];
    for (const run of this.index.samplesOf(sampleKey)) {
      if (samples.length >= most) break;
      if (run.batch <= batch) samples.push(run);
    }
    return samples;
  }

  /** The highest iteration number in the log; 0 for none. */
  get newest(): number {
    this.dependencies?.onNewest();
    return this.index.newest;
  }

  /** Whether an iteration belongs to the newest batch, of which result logs and slot configs may still exist. */
  inNewestBatch(node: IterationNode): boolean {
    return Math.ceil(this.newest / this.protocol.batchSize) === node.batch;
  }

  /** All iterations in the order of the log: for rules of scope `log` only, which are never cached. */
  get nodes(): readonly IterationNode[] {
    return this.index.nodes;
  }

  /** All sections in the order of the log: for rules of scope `log` only, which are never cached. */
  get sections(): readonly Section[] {
    return this.index.log.sections;
  }
}
