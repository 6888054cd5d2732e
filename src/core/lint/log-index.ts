import type { Log, Section } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { baselineConfig, resolveConfig } from './config.ts';
import type { ResolvedConfig } from './config.ts';
import { IterationNode } from './node.ts';

interface Resolution {
  readonly parent: ResolvedConfig;
  readonly config: ResolvedConfig;
}

/** What outlives one version of a log: facts of sections and configs that did not change. */
export class Memory {
  readonly nodes = new WeakMap<Section, IterationNode>();
  readonly resolutions = new WeakMap<IterationNode, Resolution>();
  readonly baseline: ResolvedConfig;
  constructor(readonly protocol: Protocol) {
    this.baseline = baselineConfig(protocol);
  }
}

/** The iterations of one version of a log, found by id, by config, and in order. One linear pass. */
export class LogIndex {
  readonly nodes: IterationNode[] = [];
  readonly byId = new Map<number, IterationNode>();
  readonly configs = new Map<IterationNode, ResolvedConfig>();
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

  /** Resolves a node after its ancestors; a cycle ends at the baseline. Iterative: chains are as long as logs. */
  private resolve(node: IterationNode): void {
    const chain: IterationNode[] = [];
    const onChain = new Set<IterationNode>();
    let ancestor: IterationNode | undefined = node;
    while (ancestor && !this.configs.has(ancestor) && !onChain.has(ancestor)) {
      chain.push(ancestor);
      onChain.add(ancestor);
      ancestor = ancestor.parent ? this.byId.get(ancestor.parent) : undefined;
    }
    for (let next = chain.pop(); next; next = chain.pop()) this.configs.set(next, this.configOf(next));
  }

  private configOf(node: IterationNode): ResolvedConfig {
    const parentNode = node.parent ? this.byId.get(node.parent) : undefined;
    const parent = (parentNode && this.configs.get(parentNode)) ?? this.memory.baseline;
    const known = this.memory.resolutions.get(node);
    if (known?.parent === parent) return known.config;
    const config = resolveConfig(node, parent, node.parent ?? 0);
    this.memory.resolutions.set(node, { parent, config });
    return config;
  }

  private earliest(wanted: (node: IterationNode) => boolean): Map<string, IterationNode> {
    const found = new Map<string, IterationNode>();
    for (const node of this.nodes) {
      if (!wanted(node)) continue;
      const key = this.configs.get(node)?.sampleKey ?? '';
      const other = found.get(key);
      if (!other || node.id < other.id) found.set(key, node);
    }
    return found;
  }
}
