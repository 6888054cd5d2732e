import type { Section } from '../log/model.ts';
import { namesOf } from '../protocol/names.ts';
import type { Names } from '../protocol/names.ts';
import type { Protocol } from '../protocol/types.ts';
import type { ResolvedConfig } from './config.ts';
import { baselineConfig } from './config.ts';
import type { Evidence } from './evidence.ts';
import type { LogIndex } from './log-index.ts';
import type { IterationNode } from './node.ts';

type Lookup = 'node' | 'config' | 'firstSample' | 'firstCrash' | 'newest';

interface Dependency {
  readonly lookup: Lookup;
  readonly key: unknown;
  readonly answer: unknown;
}

function look(index: LogIndex, lookup: Lookup, key: unknown): unknown {
  switch (lookup) {
    case 'node':
      return index.byId.get(key as number);
    case 'config':
      return index.configOf(key as IterationNode);
    case 'firstSample':
      return index.firstSample(key as string);
    case 'firstCrash':
      return index.firstCrash(key as string);
    case 'newest':
      return index.newest;
  }
}

/** Everything that a finding was made from besides its own section, so that it is looked for again only when that changed. */
export class Dependencies {
  private readonly list: Dependency[] = [];

  record(lookup: Lookup, key: unknown, answer: unknown): void {
    for (const known of this.list) if (known.key === key && known.lookup === lookup) return;
    this.list.push({ lookup, key, answer });
  }

  hold(index: LogIndex): boolean {
    for (const known of this.list) if (look(index, known.lookup, known.key) !== known.answer) return false;
    return true;
  }
}

/** What a rule may ask about the rest of the log. Every answer is recorded as a dependency of the findings. */
export class Context {
  readonly names: Names;
  readonly baseline: ResolvedConfig;
  dependencies = new Dependencies();

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
    return id === undefined ? undefined : this.ask('node', id) as IterationNode | undefined;
  }

  /** The declared parent; undefined for root, for an unknown one and where none is given. */
  parentOf(node: IterationNode): IterationNode | undefined {
    return node.parent ? this.node(node.parent) : undefined;
  }

  /** What a run used; see {@link ResolvedConfig}. */
  config(node: IterationNode): ResolvedConfig {
    return (this.ask('config', node) as ResolvedConfig | undefined) ?? this.baseline;
  }

  /** The config that a run was mutated from; the baseline for root; undefined when the parent is unknown or not older. */
  parentConfig(node: IterationNode): ResolvedConfig | undefined {
    if (node.parent === 0) return this.baseline;
    const parent = this.parentOf(node);
    return parent && parent.id < node.id ? this.config(parent) : undefined;
  }

  /** The earliest run of a config that is no lost run. */
  firstSample(config: ResolvedConfig): IterationNode | undefined {
    return this.ask('firstSample', config.sampleKey) as IterationNode | undefined;
  }

  /** The earliest lost run of a config. */
  firstCrash(config: ResolvedConfig): IterationNode | undefined {
    return this.ask('firstCrash', config.sampleKey) as IterationNode | undefined;
  }

  /** The highest iteration number in the log; 0 for none. */
  get newest(): number {
    return this.ask('newest', undefined) as number;
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

  private ask(lookup: Lookup, key: unknown): unknown {
    const answer = look(this.index, lookup, key);
    this.dependencies.record(lookup, key, answer);
    return answer;
  }
}
