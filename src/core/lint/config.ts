/** Resolved configs: what each run really used, where its Config line is silent. */
import type { Token } from '../log/model.ts';
import { sameValue } from '../log/number.ts';
import { baselineValue, formatValue, readValue } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import { ByName } from './by-name.ts';
import type { ReadonlyByName } from './by-name.ts';
import type { IterationNode } from './node.ts';

/** Where a value comes from: the entry's Config line, its Mutation line, or an ancestor (a node id, or `baseline`). */
export type Origin = 'config' | 'mutation' | 'baseline' | number;

export interface ResolvedValue {
  /** The parameter's canonical name, or the name as written when the protocol does not know it. */
  readonly name: string;
  readonly value: Value;
  readonly origin: Origin;
}

/** Values by canonical parameter name. */
export interface ConfigValues extends Iterable<[string, ResolvedValue]> {
  get(name: string): ResolvedValue | undefined;
  has(name: string): boolean;
  /** Those that are not simply the baseline's: the run's own, and what it inherited. */
  readonly stated: readonly string[];
}

/**
 * The parameters of a run by canonical name. What its Config line leaves out is taken from its own Mutation line,
 * else from the declared parent's resolved config, else from the baseline; seeds are never inherited.
 */
export interface ResolvedConfig {
  readonly values: ConfigValues;
  /** Equal for two runs that are samples of one config. */
  readonly sampleKey: string;
}

/** A run's own and inherited values over the baseline's, which all runs share instead of each copying them. */
class Layers implements ConfigValues {
  constructor(
    readonly own: ReadonlyByName<ResolvedValue>,
    readonly base: ReadonlyByName<ResolvedValue>,
  ) {}

  get(name: string): ResolvedValue | undefined {
    return this.own.get(name) ?? this.base.get(name);
  }

  get stated(): readonly string[] {
    return this.own.keys();
  }

  has(name: string): boolean {
    return this.own.has(name) || this.base.has(name);
  }

  *[Symbol.iterator](): Iterator<[string, ResolvedValue]> {
    yield* this.own;
    for (const item of this.base) if (!this.own.has(item[0])) yield item;
  }
}

class Config implements ResolvedConfig {
  private key?: string;
  constructor(
    private readonly protocol: Protocol,
    readonly values: Layers,
  ) {}

  get sampleKey(): string {
    return (this.key ??= keyOf(this.protocol, name => this.values.get(name)?.value));
  }

  /** Whether every value and its origin are the same. */
  equals(other: Config): boolean {
    const [a, b] = [this.values.own, other.values.own];
    if (a.size !== b.size) return false;
    for (const { name, value, origin } of a.values()) {
      const twin = b.get(name);
      if (twin?.value !== value || twin.origin !== origin) return false;
    }
    return true;
  }
}
export type { Config };

const keyOf = (protocol: Protocol, valueOf: (name: string) => Value | undefined): string =>
  namesOf(protocol)
    .sampleKey.map(name => String(valueOf(name) ?? '?'))
    .join('|');

/** The sample key of a config with some values changed, by canonical name. */
export const changedKey = (
  { values }: ResolvedConfig,
  changes: ReadonlyMap<string, Value>,
  protocol: Protocol,
): string => keyOf(protocol, name => changes.get(name) ?? values.get(name)?.value);

const baselines = new WeakMap<Protocol, Config>();

/** The config of the baseline, which is also what the parent `root` stands for. */
export function baselineConfig(protocol: Protocol): Config {
  const known = baselines.get(protocol);
  if (known) return known;
  const base = new ByName<ResolvedValue>();
  for (const name of Object.keys(protocol.parameters)) {
    const value = baselineValue(protocol, name);
    if (value !== undefined) base.set({ name, value, origin: 'baseline' });
  }
  const config = new Config(protocol, new Layers(new ByName(), base));
  baselines.set(protocol, config);
  return config;
}

/** The config of a run, given its parent's. */
export function resolveConfig(node: IterationNode, parent: Config, parentId: number): Config {
  const { protocol } = node;
  const names = namesOf(protocol);
  const own = new Own(node.config);
  const change = (param: Token, to: Token): void => {
    const name = names.parameter(param.text);
    if (name && !own.values.has(name))
      own.add({ name, value: readValue(to.text, protocol.parameters[name]), origin: 'mutation' });
  };
  const mutation = node.field('mutation');
  for (const { param, new: to } of mutation?.pairs ?? []) change(param, to);
  for (const { key, value } of mutation?.assignments ?? []) change(key, value);
  for (const inherited of parent.values.own.values()) {
    const { name, value, origin } = inherited;
    if (own.values.has(name) || protocol.parameters[name]?.role === 'seed') continue;
    own.add(typeof origin === 'number' ? inherited : { name, value, origin: parentId });
  }
  return new Config(protocol, new Layers(own.values, baselineConfig(protocol).values.base));
}

/** What a Config line states, and what is added to it. Most Config lines say it all, and are not copied. */
class Own {
  private copy: ByName<ResolvedValue> | undefined;
  constructor(private readonly stated: ReadonlyByName<ResolvedValue>) {}

  get values(): ReadonlyByName<ResolvedValue> {
    return this.copy ?? this.stated;
  }

  add(value: ResolvedValue): void {
    this.copy ??= new ByName(this.stated.values());
    this.copy.set(value);
  }
}

/** Whether two values of a parameter mean the same, compared as numbers or truth values where they are such. */
export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' && typeof b !== 'string') return Number.isNaN(a) && Number.isNaN(b);
  return sameValue(formatValue(a), formatValue(b));
}
