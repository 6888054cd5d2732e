import type { Log } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { baselineConfig, resolveConfig } from './config.ts';
import type { Config } from './config.ts';
import type { IterationNode } from './node.ts';

/** What a rule may have been told about the rest of the log that is no longer so. */
export interface Changes {
  /** Ids whose iteration is another one now, or gone, or new. */
  readonly nodes: Set<number>;
  /** Ids whose resolved config changed. */
  readonly configs: Set<number>;
  /** Sample keys whose earliest sample or crash may have changed. */
  readonly keys: Set<string>;
  newest: boolean;
}

/** Nodes that an edit took out of a log, and those that it put in. */
export interface Exchange {
  readonly removed: readonly IterationNode[];
  readonly added: readonly IterationNode[];
}

/** The iterations of one version of a log, found by id, by config, and in order. The version before is used up by it. */
export class LogIndex {
  readonly byId: Map<number, IterationNode>;
  readonly newest: number;
  /** A first version changes nothing that anyone was told. */
  private readonly isFirst: boolean;
  /** What changed since the version before. */
  readonly changes: Changes = { nodes: new Set(), configs: new Set(), keys: new Set(), newest: false };
  private readonly baseline: Config;
  private readonly reward: string;
  /** The last config of each iteration, so that an edit that leaves it equal leaves it the same object. */
  private readonly lastConfigs: Map<number, Config>;
  private samples?: Map<string, IterationNode>;
  private crashes?: Map<string, IterationNode>;
  private samplesByKey?: Map<string, IterationNode[]>;

  constructor(
    readonly log: Log,
    readonly nodes: readonly IterationNode[],
    protocol: Protocol,
    exchange: Exchange,
    previous?: LogIndex,
  ) {
    this.baseline = baselineConfig(protocol);
    this.reward = protocol.reward;
    this.isFirst = previous === undefined;
    this.lastConfigs = previous?.lastConfigs ?? new Map<number, Config>();
    for (const node of exchange.removed) this.changed(node);
    if (previous) this.recount(exchange, previous.byId);
    if (previous && sameIds(exchange)) {
      // The usual edit, inside an entry: everything but that entry is as it was.
      this.byId = exchanged(previous.byId, exchange);
      this.newest = previous.newest;
      for (const node of exchange.added) this.resolve(node);
      if (this.changes.configs.size > 0) this.resolveAll();
    } else {
      this.byId = new Map();
      let newest = 0;
      for (const node of nodes) {
        this.byId.set(node.id, node);
        newest = Math.max(newest, node.id);
      }
      this.newest = newest;
      this.changes.newest = previous?.newest !== this.newest;
      this.resolveAll();
    }
    for (const node of exchange.added) this.changed(node);
    if (previous) this.recount(exchange, this.byId);
  }

  firstSample(key: string): IterationNode | undefined {
    return (this.samples ??= this.earliest(node => !node.crashed)).get(key);
  }

  firstCrash(key: string): IterationNode | undefined {
    return (this.crashes ??= this.earliest(node => node.crashed && !node.pending)).get(key);
  }

  /** The runs of a config with a finite reward, in the order of the log; of iterations with the same number the last. */
  samplesOf(key: string): readonly IterationNode[] {
    return (this.samplesByKey ??= this.groupSamples()).get(key) ?? [];
  }

  /** What a run of the newest version used. */
  configOf(node: IterationNode): Config {
    return node.resolution?.config ?? this.baseline;
  }

  private changed(node: IterationNode): void {
    if (this.isFirst) return;
    this.changes.nodes.add(node.id);
    this.changes.keys.add(this.configOf(node).sampleKey);
  }

  /** Where an iteration stands in the log twice, an edit of one decides whether the other is a sample of its config. */
  private recount({ removed, added }: Exchange, byId: ReadonlyMap<number, IterationNode>): void {
    for (const { id } of [...removed, ...added]) {
      const counted = byId.get(id);
      if (counted) this.changes.keys.add(this.configOf(counted).sampleKey);
    }
  }

  /** A config is inherited from lower ids only, so that in their order each parent is settled before its children. */
  private resolveAll(): void {
    const ascending = this.nodes.every((node, i) => i === 0 || (this.nodes[i - 1]?.id ?? 0) <= node.id);
    for (const node of ascending ? this.nodes : [...this.nodes].sort((a, b) => a.id - b.id))
      this.resolve(node);
  }

  private resolve(node: IterationNode): void {
    const parentNode = node.parent && node.parent < node.id ? this.byId.get(node.parent) : undefined;
    const parent = parentNode ? this.configOf(parentNode) : this.baseline;
    if (node.resolution?.parent === parent) return;
    const last = this.lastConfigs.get(node.id);
    const fresh = resolveConfig(node, parent, node.parent ?? 0);
    const config = last?.equals(fresh) ? last : fresh;
    node.resolution = { parent, config };
    if (config === last) return;
    this.lastConfigs.set(node.id, config);
    if (this.isFirst) return;
    this.changes.configs.add(node.id);
    this.changes.keys.add(config.sampleKey);
    if (last) this.changes.keys.add(last.sampleKey);
  }

  private groupSamples(): Map<string, IterationNode[]> {
    const found = new Map<string, IterationNode[]>();
    for (const node of this.nodes) {
      if (!Number.isFinite(node.metric(this.reward)) || this.byId.get(node.id) !== node) continue;
      const key = this.configOf(node).sampleKey;
      const samples = found.get(key);
      if (samples) samples.push(node);
      else found.set(key, [node]);
    }
    return found;
  }

  private earliest(wanted: (node: IterationNode) => boolean): Map<string, IterationNode> {
    const found = new Map<string, IterationNode>();
    for (const node of this.nodes) {
      if (!wanted(node)) continue;
      const key = this.configOf(node).sampleKey;
      const other = found.get(key);
      if (!other || node.id < other.id) found.set(key, node);
    }
    return found;
  }
}

const sameIds = ({ removed, added }: Exchange): boolean =>
  removed.length === added.length && removed.every((node, i) => node.id === added[i]?.id);

/** The map with each removed node that it holds replaced by the one added in its place. */
function exchanged(
  byId: Map<number, IterationNode>,
  { removed, added }: Exchange,
): Map<number, IterationNode> {
  added.forEach((node, i) => {
    if (byId.get(node.id) === removed[i]) byId.set(node.id, node);
  });
  return byId;
}
