/** Where a run came from: its parent, what it changed, and the rule by which the parent was taken. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { IterationNode } from '../../lint/node.ts';
import { rerunText } from '../../lint/rerun.ts';
import { counted } from '../../text/counted.ts';
import type { PlannedSlot } from '../plan.ts';
import { changesText } from './logged-config.ts';
import type { Change, LoggedConfigs } from './logged-config.ts';
import type { RanConfig, Values } from './ran-config.ts';

export interface Parentage {
  readonly parent: IterationNode | 'root';
  readonly changes: readonly Change[];
  /** What the Mutation line says. */
  readonly mutation: string;
  readonly rule: string;
  /** What a person should know, in sentences. */
  readonly notes: readonly string[];
}

interface Candidate {
  readonly node: IterationNode | 'root';
  readonly changes: readonly Change[];
}

/** Finds the parents of the runs of one batch. */
export class Parents {
  /** The runs that can be repeated or mutated: those with results, of earlier batches. */
  private readonly samples: readonly IterationNode[];

  constructor(
    private readonly exploration: Exploration,
    private readonly configs: LoggedConfigs,
    /** The first iteration of the batch. */
    first: number,
  ) {
    this.samples = exploration.nodes.filter(
      node => node.id < first && !node.crashed && !node.pending && exploration.node(node.id) === node,
    );
  }

  of(iteration: number, { values, deviations }: RanConfig, planned: PlannedSlot | undefined): Parentage {
    const declared = planned && this.declared(planned);
    const wanted = declared && { node: declared, changes: this.configs.changes(values, declared) };
    const nearest = wanted ?? this.nearest(values, this.configs.knowsRoot) ?? { node: 'root', changes: [] };
    const found = nearest.changes.length > 0 ? nearest : this.repeated(nearest, values);
    const { node, changes } = found;
    const isFollowed = wanted !== undefined && (changes.length === 0 || node === declared);
    return {
      parent: node,
      changes,
      mutation: changes.length > 0 ? changesText(changes) : this.rerun(node),
      rule: ruleOf(found, isFollowed ? planned : undefined, deviations),
      notes: planned && !isFollowed ? [otherParent(iteration, planned, declared)] : [],
    };
  }

  /** The planned parent; undefined for one that the log does not have. */
  private declared({ parent }: PlannedSlot): IterationNode | 'root' | undefined {
    return parent === 'root' ? parent : this.exploration.node(parent);
  }

  /** The config with the fewest changes; of equals the one with the higher score, then the older one. */
  private nearest(values: Values, countsRoot: boolean): Candidate | undefined {
    let best: Candidate | undefined = countsRoot
      ? { node: 'root', changes: this.configs.changes(values, 'root') }
      : undefined;
    for (const node of this.samples) {
      if (!node.stored) continue;
      const changes = this.configs.changes(values, node);
      const fewer = best ? best.changes.length - changes.length : 1;
      if (!best || fewer > 0 || (fewer === 0 && this.score(node) > this.score(best.node)))
        best = { node, changes };
    }
    return best;
  }

  private score(node: IterationNode | 'root'): number {
    if (node === 'root') return -Infinity;
    return this.exploration.currentTree?.byId.get(node.id)?.score ?? -Number.MAX_VALUE;
  }

  /** A run that changed nothing: the earliest sample of its config is its parent, one that the tree holds before others. */
  private repeated(nearest: Candidate, values: Values): Candidate {
    const equal = this.samples.filter(node => this.configs.changes(values, node).length === 0);
    const first = equal.find(({ stored }) => stored) ?? equal[0];
    if (first) return { node: first, changes: [] };
    const changesRoot = this.configs.changes(values, 'root').length > 0;
    if (!changesRoot && !this.isBaselineTaken) return { node: 'root', changes: [] };
    // A config that only ever crashed has no sample to repeat: the run is a change of another config again.
    return this.nearest(values, changesRoot) ?? nearest;
  }

  /** Once the log has an iteration with the baseline's number, a re-run of that node means the iteration. */
  private get isBaselineTaken(): boolean {
    const { baseline } = this.exploration.protocol;
    return baseline !== undefined && this.exploration.node(baseline.node) !== undefined;
  }

  private rerun(node: IterationNode | 'root'): string {
    if (node !== 'root') return rerunText(node.id);
    const { baseline } = this.exploration.protocol;
    if (baseline) return rerunText(baseline.node);
    return `[none] — the base config ${this.configs.knowsRoot ? 'unchanged' : 'is not known'}`;
  }
}

function otherParent(
  iteration: number,
  { parent }: PlannedSlot,
  declared: IterationNode | 'root' | undefined,
): string {
  const why = declared ? 'whose config has no sample' : 'which is not in the log';
  return `The plan has Iter ${parent} for the parent of Iter ${iteration}, ${why}: the nearest config was taken.`;
}

function ruleOf(
  { node, changes }: Candidate,
  planned: PlannedSlot | undefined,
  deviations: readonly string[],
): string {
  if (planned && deviations.length === 0) return planned.reason || 'as planned';
  const name = node === 'root' ? 'root' : `Iter ${node.id}`;
  if (planned) return `${name}, though the config was edited after the plan (${deviations.join('; ')}).`;
  if (changes.length === 0)
    return node === 'root'
      ? 'no plan for this run; the base config unchanged.'
      : `no plan for this run; Iter ${node.id} is the first sample of this config.`;
  return `no plan for this run; the nearest config, ${counted(changes.length, 'parameter')} from ${name}.`;
}
