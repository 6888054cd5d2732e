/** What the tree builder reads of metrics, and how its score file names them. */
import { builderNumber, builderReads, readableAt } from '../log/builder-metric.ts';
import type { Dialect, Metrics, TreeRefusal } from './model.ts';

/** A field of the score file and the metric that it shows. */
export interface ScoreField {
  readonly label: string;
  readonly metric: string;
  readonly decimals: number;
}

const field = (label: string, metric: string, decimals = 3): ScoreField => ({ label, metric, decimals });
const pearson = field('Pearson', 'test_pearson');
const cluster = field('Cluster', 'cluster_accuracy');
const time = field('Time', 'training_time_min', 1);

/** The metrics beside the reward, in the order of the score file. */
export const scoreFields: Readonly<Record<Dialect, readonly ScoreField[]>> = {
  flyvis: [
    field('stimuli_R2', 'stimuli_R2'),
    field('tau_R2', 'tau_R2'),
    field('V_rest_R2', 'V_rest_R2'),
    pearson,
    cluster,
    time,
    field('final_R2', 'final_R2'),
    field('best_R2', 'best_R2'),
    field('R2drop', 'R2drop'),
    field('Loss', 'final_loss'),
  ],
  metabolism: [pearson, cluster, time],
};

/** The flyvis dialect keeps an entry that is not the last one only when it has this metric too. */
export const connectivity = 'connectivity_R2';

const inLog: Readonly<Record<Dialect, readonly string[]>> = {
  flyvis: [connectivity, ...scoreFields.flyvis.map(({ metric }) => metric)],
  metabolism: [pearson.metric, cluster.metric],
};
const inRunLog: Readonly<Record<Dialect, readonly string[]>> = {
  flyvis: inLog.flyvis,
  metabolism: [...inLog.metabolism, time.metric],
};

/** What one line, or a run log, says; `raises` where the tree builder cannot convert what it found. */
export type MetricsRead =
  | { readonly kind: 'read'; readonly reward: number; readonly metrics: Metrics }
  | { readonly kind: 'raises'; readonly metric: string; readonly text: string }
  | undefined;

/** Reads a line of the log; undefined when the reward cannot be read off it. */
export const readLine = (line: string, reward: string, dialect: Dialect): MetricsRead =>
  read(name => builderReads(line, name), reward, inLog[dialect]);

/** Reads a result log, where a name stands before `=` or `:`. */
export const readRunLog = (text: string, reward: string, dialect: Dialect): MetricsRead =>
  read(name => valueInRunLog(text, name), reward, inRunLog[dialect]);

/** A node's metrics after another reading: the flyvis dialect adds to them, the metabolism dialect starts anew. */
export const joined = (before: Metrics | undefined, now: Metrics, dialect: Dialect): Metrics =>
  dialect === 'metabolism' || !before ? now : { ...before, ...now };

export const refusalAt = (
  where: TreeRefusal['where'],
  line: number,
  { metric, text }: { readonly metric: string; readonly text: string },
): TreeRefusal => ({ where, line, metric, text });

function read(
  find: (name: string) => string | undefined,
  reward: string,
  names: readonly string[],
): MetricsRead {
  const found = find(reward);
  if (found === undefined) return undefined;
  const value = builderNumber(found);
  if (value === 'raises') return { kind: 'raises', metric: reward, text: found };
  const metrics: Record<string, number> = {};
  for (const metric of names) {
    if (metric === reward) continue;
    const other = find(metric);
    if (other === undefined) continue;
    const number = builderNumber(other);
    if (number === 'raises') return { kind: 'raises', metric, text: other };
    metrics[metric] = number;
  }
  return { kind: 'read', reward: Number.isNaN(value) ? 0 : value, metrics };
}

function valueInRunLog(log: string, name: string): string | undefined {
  for (let at = log.indexOf(name); at >= 0; at = log.indexOf(name, at + 1)) {
    let from = at + name.length;
    if (log[from] !== ':' && log[from] !== '=') continue;
    do from++;
    while (/\s/.test(log.charAt(from)));
    const text = readableAt(log, from);
    if (text !== undefined) return text;
  }
  return undefined;
}
