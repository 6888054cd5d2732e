import type { Log, Section } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { baselineConfig, resolveConfig } from './config.ts';
import type { Config } from './config.ts';
import { IterationNode } from './node.ts';

/** What outlives one version of a log: facts of sections and configs that did not change. */
export class Memory {
  readonly nodes = new WeakMap<Section, IterationNode>();
  /** The last config of each iteration, so that an edit that leaves it equal leaves it the same object. */
  readonly lastConfigs = new Map<number, Config>();
  readonly baseline: Config;
  constructor(readonly protocol: Protocol) {
    this.baseline = baselineConfig(protocol);
  }
}

/** The iterations of one version of a log, found by id, by config, and in order. One linear pass. */
export class LogIndex {
  readonly nodes: IterationNode[] = [];
  readonly byId = new Map<number, IterationNode>();
  readonly newest: number;
  private samples?: Map<string, IterationNode>;
  private crashes?: Map<string, IterationNode>;

  constructor(
    readonly log: Log,
    private readonly memory: Memory,
  ) {
    let newest = 0;
    for (const section of log.sections) {
      const node = this.nodeOf(section);
      if (!node) continue;
      this.nodes.push(node);
      this.byId.set(node.id, node);
      newest = Math.max(newest, node.id);
    }
    this.newest = newest;
    for (const node of this.nodes) this.resolve(node);
  }

  firstSample(key: string): IterationNode | undefined {
    return (this.samples ??= this.earliest(node => !node.crashed)).get(key);
  }

  firstCrash(key: string): IterationNode | undefined {
    return (this.crashes ??= this.earliest(node => node.crashed && !node.pending)).get(key);
  }

  private nodeOf(section: Section): IterationNode | undefined {
    if (!section.entry) return undefined;
    const known = this.memory.nodes.get(section);
    if (known) return known;
    const node = new IterationNode(section, section.entry, this.memory.protocol);
    this.memory.nodes.set(section, node);
    return node;
  }

  /** What a run used; undefined for a node of another version of the log. */
  configOf(node: IterationNode): Config | undefined {
    return node.resolution?.index === this ? node.resolution.config : undefined;
  }

  /** Resolves a node after its ancestors; a cycle ends at the baseline. Iterative: chains are as long as logs. */
  private resolve(node: IterationNode): void {
    if (this.configOf(node)) return;
    const parent = this.parentOf(node);
    if (!parent || this.configOf(parent)) {
      this.settle(node, parent);
      return;
    }
    const chain = [node];
    const onChain = new Set(chain);
    for (let next: IterationNode | undefined = parent; next && !this.configOf(next) && !onChain.has(next); next = this.parentOf(next)) {
      chain.push(next);
      onChain.add(next);
    }
    for (const next of chain.reverse()) this.settle(next, this.parentOf(next));
  }

  private parentOf(node: IterationNode): IterationNode | undefined {
    return node.parent ? this.byId.get(node.parent) : undefined;
  }

  private settle(node: IterationNode, parentNode: IterationNode | undefined): void {
    const { baseline, lastConfigs } = this.memory;
    const parent = (parentNode && this.configOf(parentNode)) ?? baseline;
    const known = node.resolution;
    if (known?.parent === parent) {
      known.index = this;
      return;
    }
    const last = lastConfigs.get(node.id);
    const fresh = resolveConfig(node, parent, node.parent ?? 0);
    const config = last?.equals(fresh) ? last : fresh;
    node.resolution = { index: this, parent, config };
    lastConfigs.set(node.id, config);
  }

  private earliest(wanted: (node: IterationNode) => boolean): Map<string, IterationNode> {
    const found = new Map<string, IterationNode>();
    for (const node of this.nodes) {
      if (!wanted(node)) continue;
      const key = this.configOf(node)?.sampleKey ?? '';
      const other = found.get(key);
      if (!other || node.id < other.id) found.set(key, node);
    }
    return found;
  }
}
