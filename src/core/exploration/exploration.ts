/** What one version of a linted log says beyond its findings: the search's trees, and the runs of each config. */
import type { LintResult } from '../lint/engine.ts';
import type { ResolvedConfig } from '../lint/config.ts';
import { baselineConfig } from '../lint/config.ts';
import type { IterationNode } from '../lint/node.ts';
import type { Protocol } from '../protocol/types.ts';
import { groupRuns } from '../samples/groups.ts';
import type { Group, Runs } from '../samples/groups.ts';
import { ranked, referenceOf, statisticsOf } from '../samples/statistics.ts';
import type { Reference, Statistics } from '../samples/statistics.ts';
import { treeOf } from '../tree/build.ts';
import type { Tree, TreeNode, TreeRefusal } from '../tree/model.ts';
import { readAsBuilder } from '../tree/reading.ts';
import { metricsIn } from '../tree/section-metrics.ts';
import type { Reading } from '../tree/reading.ts';
import { treeSettings } from '../tree/settings.ts';
import { builderId, Owners } from './owners.ts';
import { Places } from './places.ts';

/**
 * Everything is worked out when first asked for and then kept. Statistics of a config outlive the version: they are
 * computed again only when one of its runs was edited.
 */
export class Exploration implements Runs {
  readonly protocol: Protocol;
  private readonly byKey = new Map<string, Group>();
  private readonly trees = new Map<number, Tree>();
  private readonly statistics: WeakMap<Group, Statistics>;
  private readonly previous: ReadonlyMap<string, Group> | undefined;
  #byId?: ReadonlyMap<number, IterationNode>;
  #reading?: Reading | TreeRefusal;
  #groups?: readonly Group[];
  #reference?: Reference | undefined;
  #owners?: Owners;
  #places?: Places;

  constructor(
    readonly result: LintResult,
    previous?: Exploration,
  ) {
    this.protocol = result.protocol;
    const served = previous?.protocol === this.protocol ? previous : undefined;
    // A version that nobody asked for configs passes on those of the version before it.
    this.previous = served?.byKey.size ? served.byKey : served?.previous;
    this.statistics = served?.statistics ?? new WeakMap();
  }

  get nodes(): readonly IterationNode[] {
    return this.result.nodes;
  }

  /** The iteration with this id; the last one where the log has several. */
  node(id: number): IterationNode | undefined {
    this.#byId ??= new Map(this.nodes.map(node => [node.id, node]));
    return this.#byId.get(id);
  }

  /** Where the iterations stand. */
  get places(): Places {
    return (this.#places ??= new Places(this.result));
  }

  configOf(node: IterationNode): ResolvedConfig {
    return node.resolution?.config ?? baselineConfig(this.protocol);
  }

  /** What ends the tree builder on this log; undefined where nothing does. */
  get refusal(): TreeRefusal | undefined {
    const reading = this.reading();
    return reading && 'where' in reading ? reading : undefined;
  }

  /** What the tree builder reads off the log; undefined where it stops, or the protocol names no reward. */
  get builderReading(): Reading | undefined {
    const reading = this.reading();
    return reading && 'where' in reading ? undefined : reading;
  }

  /**
   * The tree of the block of an iteration, as the search had it at the block's end or has it now; undefined where the
   * tree builder stops, or the protocol names no reward.
   */
  treeAt(iteration: number): Tree | undefined {
    const reading = this.builderReading;
    if (!reading) return undefined;
    const { blockSize } = this.protocol;
    const block = blockSize > 0 ? Math.floor((Math.max(iteration, 1) - 1) / blockSize) : 0;
    let tree = this.trees.get(block);
    if (!tree) {
      const settings = { ...treeSettings(this.protocol, this.result.log), iteration: block * blockSize + 1 };
      this.trees.set(block, (tree = treeOf(reading, settings)));
    }
    return tree;
  }

  /** The tree that the search goes on from: that of the last logged iteration's block. */
  get currentTree(): Tree | undefined {
    return this.treeAt(treeSettings(this.protocol, this.result.log).iteration ?? 1);
  }

  /** An iteration as its block's tree has it; undefined where the tree builder drops it. */
  treeNode(id: number): TreeNode | undefined {
    return this.treeAt(id)?.byId.get(id);
  }

  /** The node that the tree builder makes of an entry; undefined where it drops it. */
  treeNodeOf(node: IterationNode): TreeNode | undefined {
    const id = builderId(node);
    return id === undefined || this.owners.isOverwritten(node) ? undefined : this.treeNode(id);
  }

  /** The entries that the tree builder's nodes came from. */
  get owners(): Owners {
    return (this.#owners ??= new Owners(this.nodes));
  }

  /** The configs in the order of their first runs; none in a protocol without parameters. */
  get groups(): readonly Group[] {
    return (this.#groups ??= this.group());
  }

  /** The config of an iteration with all its runs. */
  groupOf(node: IterationNode): Group | undefined {
    return this.groups.length > 0 ? this.byKey.get(this.configOf(node).sampleKey) : undefined;
  }

  statisticsOf(group: Group): Statistics {
    let known = this.statistics.get(group);
    if (!known) this.statistics.set(group, (known = statisticsOf(group, this.reference)));
    return known;
  }

  /** The configs in the order for readers, with what their samples say. */
  get ranked(): readonly Statistics[] {
    return ranked(this.groups.map(group => this.statisticsOf(group)));
  }

  /** The baseline's own samples. */
  get reference(): Reference | undefined {
    return (this.#reference ??= referenceOf(this.protocol));
  }

  private reading(): Reading | TreeRefusal | undefined {
    const { reward, dialect } = this.protocol;
    if (reward === '') return undefined;
    return (this.#reading ??= readAsBuilder(this.result.log, reward, dialect, metricsIn));
  }

  private group(): readonly Group[] {
    if (Object.keys(this.protocol.parameters).length === 0) return [];
    const groups = groupRuns(this, this.protocol).map(group => {
      const before = this.previous?.get(group.key);
      return before && sameGroup(before, group) ? before : group;
    });
    for (const group of groups) this.byKey.set(group.key, group);
    return groups;
  }
}

/** Runs are the same objects while their entries are not edited; what they inherit can change all the same. */
function sameGroup(a: Group, b: Group): boolean {
  if (a.runs.length !== b.runs.length || a.changes.length !== b.changes.length) return false;
  return (
    a.runs.every((run, i) => run === b.runs[i]) &&
    a.changes.every((change, i) => {
      const other = b.changes[i];
      return (
        change.name === other?.name && change.value === other.value && change.inherited === other.inherited
      );
    })
  );
}

const explorations = new WeakMap<LintResult, Exploration>();
const newest = new WeakMap<LintResult['linter'], Exploration>();

/** The exploration of a lint result: one for all who ask. */
export function explorationOf(result: LintResult): Exploration {
  let exploration = explorations.get(result);
  if (!exploration) {
    exploration = new Exploration(result, newest.get(result.linter));
    explorations.set(result, exploration);
    newest.set(result.linter, exploration);
  }
  return exploration;
}
