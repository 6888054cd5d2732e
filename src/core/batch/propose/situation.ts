/** What is known when a batch is planned: who may be a parent, what was tried, what crashed, how long runs take. */
import type { Exploration } from '../../exploration/exploration.ts';
import { baselineConfig } from '../../lint/config.ts';
import type { ResolvedConfig } from '../../lint/config.ts';
import type { IterationNode } from '../../lint/node.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Names } from '../../protocol/names.ts';
import { predictedMinutes } from '../../protocol/time.ts';
import type { TimeHistory } from '../../protocol/time.ts';
import type { Protocol, Value } from '../../protocol/types.ts';
import { timeHistory } from '../../samples/times.ts';
import { ranked } from '../../tree/ranked.ts';
import type { TreeNode } from '../../tree/model.ts';
import { keyOf } from './config.ts';
import type { Config } from './config.ts';
import type { Parent } from './run.ts';
import { movesMade, valuesSeen } from './tally.ts';

/** A node that can be a parent, with its place in the tree. */
export interface Scored {
  readonly run: IterationNode;
  readonly node: TreeNode;
}

export interface Crash {
  readonly id: number;
  readonly config: Config;
}

export class Situation {
  readonly protocol: Protocol;
  readonly names: Names;
  /** The first iteration of the batch that is planned. */
  readonly first: number;
  readonly batch: number;
  readonly history: TimeHistory;
  private readonly configs = new Map<IterationNode, Config>();
  #parents?: readonly Scored[];
  #tried?: ReadonlyMap<string, number>;
  #crashes?: readonly Crash[];
  #seen?: ReadonlyMap<string, readonly Value[]>;
  #moves?: ReadonlyMap<string, number>;

  /** @param baseValues the base config's values, for what the protocol has no baseline. */
  constructor(
    readonly exploration: Exploration,
    private readonly baseValues: ReadonlyMap<string, Value> = new Map(),
  ) {
    const { protocol } = exploration;
    this.protocol = protocol;
    this.names = namesOf(protocol);
    const last = lastOf(exploration);
    this.batch = Math.ceil(last / protocol.batchSize) + 1;
    this.first = (this.batch - 1) * protocol.batchSize + 1;
    this.history = timeHistory(exploration, protocol);
  }

  get iterations(): number[] {
    return Array.from({ length: this.protocol.batchSize }, (_, slot) => this.first + slot);
  }

  /** Whether the batch begins a block, where all parameters may differ from the parent's. */
  get startsBlock(): boolean {
    const { blockSize, batchSize } = this.protocol;
    return blockSize > 0 && (this.first - 1) % blockSize < batchSize;
  }

  /** Whether the next batch begins another block than this one. */
  get endsBlock(): boolean {
    const { blockSize, batchSize } = this.protocol;
    const blockOf = (id: number) => Math.floor((id - 1) / blockSize);
    return blockSize > 0 && blockOf(this.first) !== blockOf(this.first + batchSize);
  }

  /** The nodes that can be parents, with the scores that `iterlog ucb` prints: the highest first. */
  get parents(): readonly Scored[] {
    return (this.#parents ??= this.scored());
  }

  /** An iteration that a Node line may name as a parent; undefined for one that the tree builder does not store. */
  parentRun(id: number): IterationNode | undefined {
    const run = this.exploration.node(id);
    return run && run.id < this.first && run.stored && this.exploration.owners.of(id) === run
      ? run
      : undefined;
  }

  /** What a parent ran with; undefined for one that the log does not have. */
  configOf(parent: Parent): Config | undefined {
    if (parent === 'root') return this.resolved(baselineConfig(this.protocol));
    const run = this.exploration.node(parent);
    return run && this.configOfRun(run);
  }

  configOfRun(run: IterationNode): Config {
    let config = this.configs.get(run);
    if (!config) this.configs.set(run, (config = this.resolved(this.exploration.configOf(run))));
    return config;
  }

  /** The first run that did what a config does, however it ended. */
  triedBy(config: Config): number | undefined {
    this.#tried ??= new Map(
      this.exploration.nodes
        .map((run): [string, number] => [keyOf(this.configOfRun(run), this.protocol), run.id])
        .reverse(),
    );
    return this.#tried.get(keyOf(config, this.protocol));
  }

  /** The runs that were lost. One whose entry names no parameter does not say what crashed. */
  get crashes(): readonly Crash[] {
    return (this.#crashes ??= this.exploration.nodes
      .filter(run => run.crashed && !run.pending && (run.field('config') ?? run.field('mutation')))
      .map(run => ({ id: run.id, config: this.configOfRun(run) })));
  }

  /** The different values of a parameter that runs used. */
  seen(name: string): readonly Value[] {
    this.#seen ??= valuesSeen(this);
    return this.#seen.get(name) ?? [];
  }

  /** How many runs changed a parameter against their parents. */
  moves(name: string): number {
    this.#moves ??= movesMade(this);
    return this.#moves.get(name) ?? 0;
  }

  /** Minutes, to a tenth as logs have them, that a run should take: as runs of its kind have, else by the protocol's model. */
  minutes(config: Config): number | undefined {
    const minutes = predictedMinutes(name => config.get(name), this.history, this.protocol);
    return minutes === undefined ? undefined : Math.round(minutes * 10) / 10;
  }

  private scored(): readonly Scored[] {
    const { currentTree: tree } = this.exploration;
    return (tree ? ranked(tree) : []).flatMap(node => {
      const run = this.parentRun(node.id);
      return run && Number.isFinite(node.score) ? [{ run, node }] : [];
    });
  }

  private resolved({ values }: ResolvedConfig): Config {
    const config = new Map<string, Value>();
    for (const name of this.names.sampleKey) {
      const value = values.get(name)?.value ?? this.baseValues.get(name);
      if (value !== undefined) config.set(name, value);
    }
    return config;
  }
}

/** The highest iteration of a log; 0 for none. */
export const lastOf = ({ nodes }: Exploration): number =>
  nodes.reduce((most, { id }) => Math.max(most, id), 0);
