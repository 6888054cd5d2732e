/** One iteration as the rules see it: the entry, and what the protocol makes of it alone. */
import type { Assignment, Entry, FieldName, FieldTypes, Section } from '../log/model.ts';
import { assignmentOf, builderReads } from '../log/builder-metric.ts';
import { parseNumber } from '../log/number.ts';
import { namesOf } from '../protocol/names.ts';
import type { Condition, Protocol } from '../protocol/types.ts';
import { indexAt, lineEnd } from '../text/lines.ts';
import { readValue } from '../protocol/format.ts';
import { ByName } from './by-name.ts';
import type { ReadonlyByName } from './by-name.ts';
import type { Config, ResolvedValue } from './config.ts';

export interface MetricValue {
  readonly item: Assignment;
  /** The canonical name. */
  readonly name: string;
  /** The number that a reader reads; undefined for words. */
  readonly number: number | undefined;
}

/** A value that the Config line states: for the resolved config a value whose origin is that line. */
export interface ConfigValue extends ResolvedValue {
  readonly origin: 'config';
  readonly item: Assignment;
  /** Whether the protocol knows the name and it is spelled so. */
  readonly isCanonical: boolean;
}

/** Facts of one entry. It depends on nothing but its section and the protocol, and lives as long as both stay. */
export class IterationNode {
  readonly id: number;
  /** 0 .. batchSize - 1. */
  readonly slot: number;
  /** 1, 2, ... */
  readonly batch: number;
  /** 1, 2, ...; always 1 in a protocol without blocks. */
  readonly block: number;
  /** Whether this is an iteration of its block's first batch, where all parameters may differ from the parent's. */
  readonly startsBlock: boolean;
  /** The last value of each metric of the Metrics line, by canonical name; unknown metrics under their own name. */
  readonly metrics: ReadonlyByName<MetricValue>;
  /** The values of the Config line by canonical name; a key without a value gives none. */
  readonly config: ReadonlyByName<ConfigValue>;
  /** No readable required metric: the run was lost. In a protocol without metrics: nothing on the Metrics line. */
  readonly crashed: boolean;
  /** The declared parent: an id, 0 for root, undefined when the Node line gives none. */
  readonly parent: number | undefined;
  /** The P of the Next line that the tree builder reads; 0 for root. */
  readonly next: number | undefined;
  /** The run's config as the index of the newest version of the log resolved it: the index's own note, for it alone. */
  resolution?: { readonly parent: Config; readonly config: Config };
  /** Whether the tree builder stores this node: it reads the Node line and every scored metric that it needs. */
  readonly stored: boolean;

  constructor(
    readonly section: Section,
    readonly entry: Entry,
    readonly protocol: Protocol,
  ) {
    const { batchSize, blockSize } = protocol;
    this.id = entry.header.id;
    this.slot = Math.max(this.id - 1, 0) % batchSize;
    this.batch = Math.floor(Math.max(this.id - 1, 0) / batchSize) + 1;
    this.block = blockSize > 0 ? Math.floor(Math.max(this.id - 1, 0) / blockSize) + 1 : 1;
    this.startsBlock = blockSize > 0 && Math.max(this.id - 1, 0) % blockSize < batchSize;
    const { node, next } = entry.fields;
    this.parent = node?.parent?.id;
    this.next = next?.readable ? next.parent?.id : undefined;
    this.metrics = readMetrics(entry, protocol);
    this.config = readConfig(entry, protocol);
    this.crashed = isCrashed(this.metrics, protocol);
    this.stored = entry.header.readable && this.readsNode() && this.readsReward();
  }

  get header(): Entry['header'] {
    return this.entry.header;
  }

  field<N extends FieldName>(name: N): FieldTypes[N] | undefined {
    return this.entry.fields[name];
  }

  /** Whether the log says that the run has not finished: status `pending`. */
  get pending(): boolean {
    return /^\[?pending\b/i.test(this.header.status.text);
  }

  /** Whether the Mutation line says that nothing was changed. */
  get isRerun(): boolean {
    return this.entry.fields.mutation?.kind === 'none';
  }

  metric(name: string): number | undefined {
    return this.metrics.get(name)?.number;
  }

  /** The class that the metrics give by the protocol's thresholds; undefined where they decide nothing. */
  get statusClass(): string | undefined {
    for (const [name, { all, any }] of Object.entries(this.protocol.status.classes)) {
      if (all && all.length > 0 && all.every(condition => this.holds(condition))) return name;
      if (any?.some(condition => this.holds(condition))) return name;
    }
    return undefined;
  }

  private holds({ metric, above, atLeast, atMost, below }: Condition): boolean {
    const value = this.metric(metric);
    if (value === undefined || Number.isNaN(value)) return false;
    if (above !== undefined && !(value > above)) return false;
    if (atLeast !== undefined && !(value >= atLeast)) return false;
    if (atMost !== undefined && !(value <= atMost)) return false;
    return below === undefined || value < below;
  }

  private readsNode(): boolean {
    return this.section.builder.some(line => line.kind === 'node');
  }

  /** The tree builder finds the reward, and in the flyvis dialect connectivity_R2 on the same line. */
  private readsReward(): boolean {
    const { reward, dialect } = this.protocol;
    if (reward === '') return !this.crashed;
    const { text, lineStarts } = this.section;
    for (let at = assignmentOf(reward, text, 0); at >= 0; at = assignmentOf(reward, text, at + 1)) {
      const line = indexAt(lineStarts, at);
      const end = lineEnd(text, lineStarts, line);
      if (builderReads(text.slice(at, end), reward) === undefined) continue;
      return (
        dialect === 'metabolism' ||
        builderReads(text.slice(lineStarts[line], end), 'connectivity_R2') !== undefined
      );
    }
    return false;
  }
}

function readMetrics(entry: Entry, protocol: Protocol): ByName<MetricValue> {
  const names = namesOf(protocol);
  const metrics = new ByName<MetricValue>();
  for (const item of entry.fields.metrics?.items ?? nothing) {
    const name = names.metric(item.key.text) ?? item.key.text;
    metrics.set({ item, name, number: statedNumber(item.value.text) });
  }
  return metrics;
}

/** A spread after the value, `0.81±0.02`, does not make the value unreadable for a person. */
function statedNumber(text: string): number | undefined {
  const number = parseNumber(text);
  if (number !== undefined || !(text.includes('±') || text.includes('+/-'))) return number;
  return parseNumber(text.replace(/(?:±|\+\/-).*$/, ''));
}

function readConfig(entry: Entry, protocol: Protocol): ByName<ConfigValue> {
  const names = namesOf(protocol);
  const config = new ByName<ConfigValue>();
  for (const item of entry.fields.config?.items ?? nothing) {
    if (item.value.text === '') continue;
    const written = item.key.text;
    const known = names.parameter(written);
    const name = known ?? written;
    const value = readValue(item.value.text, protocol.parameters[name]);
    config.set({ item, name, value, origin: 'config', isCanonical: known === written });
  }
  return config;
}

const nothing: readonly Assignment[] = [];

function isCrashed(metrics: ReadonlyByName<MetricValue>, protocol: Protocol): boolean {
  const { required } = namesOf(protocol);
  if (required.length === 0) return metrics.size === 0;
  return required.every(name => metrics.get(name)?.number === undefined);
}
