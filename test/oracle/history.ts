/** A vrest log in its template's form, read by simple means. */
import {
  baseline,
  isException,
  kindOf,
  learningRates,
  modelMinutes,
  runKey,
  sampleKey,
  tunable,
  valueOf,
} from './config.ts';
import type { Config, Value } from './config.ts';

export interface Run {
  readonly id: number;
  /** As declared; undefined for the root. */
  readonly parent: number | undefined;
  /** What its Next line names; undefined where it has none. */
  readonly next: number | 'root' | undefined;
  readonly config: Config;
  /** Each as written; NaN for `nan`. */
  readonly vrest?: number;
  readonly connectivity?: number;
  readonly minutes?: number;
  readonly crashed: boolean;
  /** Whether the tree builder knows it: both rewards are there and have no sign. */
  readonly isNode: boolean;
}

/** Runs of one config: its samples. */
export interface Group {
  readonly config: Config;
  /** The earliest sample, and the earliest that the tree builder knows: it alone can be a parent in the tree. */
  readonly first: number;
  readonly source: number | undefined;
  /** Whether nothing speaks against another run: its source took no hour, the next should not, none crashed with recurrence. */
  readonly isSafe: boolean;
  readonly rewards: readonly number[];
  readonly mean: number;
  /** NaN where no sample has it. */
  readonly connectivity: number;
}

const aliases: Readonly<Record<string, string>> = {
  coeff_W_L2: 'W_L2',
  recurrent_training: 'recurrent',
  learning_rate_update_start: 'lr_update',
};

interface Entry {
  readonly id: number;
  readonly parent: number | undefined;
  /** What the entry itself states. */
  readonly stated: Config;
  readonly metrics: string;
  readonly next: Run['next'];
}

/** The runs by iteration; of several entries for one iteration the last counts. */
export function readRuns(text: string): Map<number, Run> {
  const entries = new Map(entriesOf(text).map(entry => [entry.id, entry]));
  const ids = [...entries.keys()].sort((a, b) => a - b);
  return new Map(ids.map(id => [id, runOf(id, entries)]));
}

function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let body: string[] | undefined;
  let id = 0;
  const close = (): void => {
    if (body) entries.push(entryOf(id, body));
    body = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const header = /^##+ Iter (\d+):/.exec(line);
    if (header || /^(?:#+ |---\s*$)/.test(line)) close();
    if (header) [id, body] = [Number(header[1]), []];
    else body?.push(line);
  }
  close();
  return entries;
}

function entryOf(id: number, lines: readonly string[]): Entry {
  const field = (label: string): string =>
    lines.findLast(line => line.startsWith(`${label}: `))?.slice(label.length + 2) ?? '';
  const parent = /^id=\d+, parent=(\d+)/.exec(field('Node'))?.[1];
  const stated: Record<string, Value> = {};
  const state = (name = '', text = ''): void => {
    const [known, value] = [aliases[name] ?? name, valueOf(text)];
    if (value !== undefined && [...tunable, ...learningRates].includes(known)) stated[known] = value;
  };
  for (const [, name, , text] of field('Mutation').matchAll(/(\w+): (\S+) -> ([^\s,]+)/g)) state(name, text);
  for (const [, name, text] of field('Config').matchAll(/(\w+)=([^\s,]+)/g)) state(name, text);
  const next = /^parent=(\d+|root)/.exec(field('Next'))?.[1];
  return {
    id,
    parent: Number(parent) || undefined,
    stated,
    metrics: field('Metrics'),
    next: next === undefined ? undefined : Number(next) || 'root',
  };
}

function runOf(id: number, entries: ReadonlyMap<number, Entry>): Run {
  const metrics = entries.get(id)?.metrics ?? '';
  const [vrest, connectivity, minutes] = ['V_rest_R2', 'connectivity_R2', 'training_time_min'].map(name =>
    metricIn(metrics, name),
  );
  const isUnsigned = [vrest, connectivity].every(value => value !== undefined && !(value < 0));
  return {
    id,
    parent: entries.get(id)?.parent,
    next: entries.get(id)?.next,
    config: resolved(id, entries),
    crashed: vrest === undefined && connectivity === undefined,
    isNode: isUnsigned,
    ...(vrest !== undefined && { vrest }),
    ...(connectivity !== undefined && { connectivity }),
    ...(minutes !== undefined && { minutes }),
  };
}

function metricIn(line: string, name: string): number | undefined {
  const text = new RegExp(`(?:^|[\\s,])${name}=(nan|-?\\d+(?:\\.\\d+)?)(?=,|\\s|\\.?$)`).exec(line)?.[1];
  if (text === undefined) return undefined;
  return text === 'nan' ? NaN : Number(text);
}

/** What an entry leaves out is its declared parent's; at the root it is the baseline's. */
function resolved(id: number, entries: ReadonlyMap<number, Entry>): Config {
  const chain: Config[] = [];
  const seen = new Set<number>();
  for (let at: number | undefined = id; at !== undefined && !seen.has(at); at = entries.get(at)?.parent) {
    seen.add(at);
    chain.unshift(entries.get(at)?.stated ?? {});
  }
  return Object.assign({ ...baseline }, ...chain) as Config;
}

/** The samples by config: runs with a finite reward. */
export function groupsOf(all: readonly Run[]): Group[] {
  const groups = new Map<string, Run[]>();
  for (const run of all) {
    if (run.vrest === undefined || !Number.isFinite(run.vrest)) continue;
    const key = sampleKey(run.config);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const lost = new Set(all.filter(run => run.crashed && run.config.recurrent).map(run => runKey(run.config)));
  const isSafe = ({ config, minutes = 0 }: Run): boolean =>
    minutes <= 60 && !lost.has(runKey(config)) && (minutesFor(config, all) <= 60 || isException(config));
  return [...groups.values()].map(runs => groupOf(runs, isSafe));
}

function groupOf(runs: readonly Run[], isSafe: (run: Run) => boolean): Group {
  const rewards = runs.flatMap(({ vrest }) => vrest ?? []);
  const connected = runs.flatMap(({ connectivity }) => connectivity ?? []).filter(Number.isFinite);
  const config = runs[0]?.config ?? baseline;
  const source = runs.find(({ isNode }) => isNode);
  return {
    config,
    first: Math.min(...runs.map(({ id }) => id)),
    source: source?.id,
    isSafe: source !== undefined && isSafe(source),
    rewards,
    mean: average(rewards),
    connectivity: average(connected),
  };
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Minutes that a config should take: the median of three or more runs of its kind in the log, else the model's. */
export function minutesFor(config: Config, runs: Iterable<Run>): number {
  const known = [...runs]
    .filter(run => kindOf(run.config) === kindOf(config))
    .flatMap(({ minutes }) => minutes ?? [])
    .sort((a, b) => a - b);
  if (known.length < 3) return modelMinutes(config);
  const middle = (known.length - 1) / 2;
  return ((known[Math.floor(middle)] ?? 0) + (known[Math.ceil(middle)] ?? 0)) / 2;
}
