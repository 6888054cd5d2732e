/** The runs of a log by config: which of them are samples of one another. */
import type { Log } from '../log/model.ts';
import { baselineConfig } from '../lint/config.ts';
import type { ResolvedConfig } from '../lint/config.ts';
import { LogIndex } from '../lint/log-index.ts';
import { IterationNode } from '../lint/node.ts';
import type { Protocol } from '../protocol/types.ts';
import { changesAgainst } from './changes.ts';
import type { Change } from './changes.ts';

/** The runs of one config, each list in the order of the iterations. */
export interface Group {
  readonly key: string;
  readonly protocol: Protocol;
  readonly reward: string;
  /** What tells it from the reference: the baseline, or without one the config of the log's first iteration. */
  readonly changes: readonly Change[];
  /** All runs, the lost ones too. */
  readonly runs: readonly IterationNode[];
  /** Runs with a finite reward, whatever their status word. */
  readonly samples: readonly IterationNode[];
  /** Runs whose reward is `nan` or infinite: no mean can include them. */
  readonly nan: readonly IterationNode[];
  /** Runs with results, but without a readable reward. */
  readonly unscored: readonly IterationNode[];
  readonly crashed: readonly IterationNode[];
  readonly pending: readonly IterationNode[];
}

/** The iterations of a log and what each used; a `LogIndex` is one. */
export interface Runs {
  readonly nodes: readonly IterationNode[];
  configOf(node: IterationNode): ResolvedConfig;
}

/** The iterations of a log that nothing has indexed yet. */
export function runsOf(log: Log, protocol: Protocol): Runs {
  const nodes = log.sections.flatMap(section =>
    section.entry ? [new IterationNode(section, section.entry, protocol)] : [],
  );
  return new LogIndex(log, nodes, protocol, { removed: [], added: nodes });
}

/**
 * The configs of a log in the order of their first runs. Of iterations with the same number the last counts.
 * @param reward the metric that makes a run a sample; the protocol's when left out.
 */
export function groupRuns(runs: Runs, protocol: Protocol, reward = protocol.reward): Group[] {
  const nodes = [...new Map(runs.nodes.map(node => [node.id, node])).values()].sort((a, b) => a.id - b.id);
  const byKey = new Map<string, IterationNode[]>();
  for (const node of nodes) {
    const { sampleKey } = runs.configOf(node);
    const group = byKey.get(sampleKey);
    if (group) group.push(node);
    else byKey.set(sampleKey, [node]);
  }
  const [first] = nodes;
  if (!first) return [];
  const reference = protocol.baseline ? baselineConfig(protocol) : runs.configOf(first);
  return [...byKey].map(([key, own]) => ({
    key,
    protocol,
    reward,
    changes: changesAgainst(
      reference,
      own.map(node => runs.configOf(node)),
      protocol,
    ),
    runs: own,
    ...sorted(own, reward),
  }));
}

type Kind = 'samples' | 'nan' | 'unscored' | 'crashed' | 'pending';

function sorted(runs: readonly IterationNode[], reward: string): Record<Kind, IterationNode[]> {
  const kinds: Record<Kind, IterationNode[]> = {
    samples: [],
    nan: [],
    unscored: [],
    crashed: [],
    pending: [],
  };
  for (const node of runs) kinds[kindOf(node, reward)].push(node);
  return kinds;
}

/** What a run is to its config. */
export function kindOf(node: IterationNode, reward: string): Kind {
  const value = node.metric(reward);
  if (value !== undefined) return Number.isFinite(value) ? 'samples' : 'nan';
  if (!node.crashed) return 'unscored';
  return node.pending ? 'pending' : 'crashed';
}

/**
 * How many different seeds the samples had: in a protocol whose seeds stand in the YAML, where every sample's Config
 * line states its seeds. Samples with equal seeds repeat one another and are not independent.
 */
export function seedsOf({ samples, protocol }: Group): number | undefined {
  if (protocol.seeds !== 'yaml' || samples.length === 0) return undefined;
  const names = Object.keys(protocol.parameters).filter(name => protocol.parameters[name]?.role === 'seed');
  const seeds = samples.map(node =>
    names.flatMap(name => {
      const stated = node.config.get(name);
      return stated ? [`${name}=${String(stated.value)}`] : [];
    }),
  );
  if (seeds.some(own => own.length === 0)) return undefined;
  return new Set(seeds.map(own => own.join())).size;
}
