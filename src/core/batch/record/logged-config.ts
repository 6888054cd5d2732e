/** What a Config line is to say, and the configs of a log to compare with. */
import type { Exploration } from '../../exploration/exploration.ts';
import { equalValues } from '../../lint/config.ts';
import type { ConfigValues } from '../../lint/config.ts';
import type { IterationNode } from '../../lint/node.ts';
import { formatValue } from '../../protocol/format.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Protocol, Value } from '../../protocol/types.ts';
import { keysOf } from '../../slots/keys.ts';
import type { Values } from './ran-config.ts';

/** A parameter in which a run is not what another one was. */
export interface Change {
  readonly name: string;
  /** Undefined where nothing says what the other one had. */
  readonly old: Value | undefined;
  readonly new: Value;
}

/** The configs of a log; what an entry leaves out and no ancestor gives is the base config's. */
export class LoggedConfigs {
  readonly protocol: Protocol;

  constructor(
    private readonly exploration: Exploration,
    private readonly base: Values | undefined,
  ) {
    this.protocol = exploration.protocol;
  }

  /** What a run changes of a node's config, or of the baseline's for `root`. */
  changes(values: Values, from: IterationNode | 'root'): Change[] {
    const was = from === 'root' ? undefined : this.exploration.configOf(from).values;
    return this.compared(values).flatMap(name => {
      const own = values.get(name);
      const old = this.valueIn(name, was);
      if (own === undefined || (old !== undefined && equalValues(own, old))) return [];
      // What neither the log nor the base config names was not changed by anyone who could have said so.
      return old === undefined && !this.knowsRoot ? [] : [{ name, old, new: own }];
    });
  }

  /** The parameters of a Config line, in the order in which it names them. */
  named(values: Values, parent: IterationNode | 'root', changes: readonly Change[]): readonly string[] {
    const { configKeys, parameters } = this.protocol;
    const changed = new Set(changes.map(({ name }) => name));
    const wanted = configKeys.length > 0 ? new Set(configKeys) : this.customary(parent);
    const isNamed = (name: string): boolean =>
      wanted === undefined || wanted.has(name) || changed.has(name) || this.isUnusual(name, values);
    const more = this.compared(values).filter(name => isNamed(name) && !configKeys.includes(name));
    const seeds =
      this.protocol.seeds === 'yaml'
        ? Object.keys(parameters).filter(name => parameters[name]?.role === 'seed')
        : [];
    return [...seeds, ...configKeys, ...more].filter(name => values.has(name));
  }

  /** Without keys that every line names: those of the parent and of the newest entry; undefined while there are none. */
  private customary(parent: IterationNode | 'root'): ReadonlySet<string> | undefined {
    const last = this.exploration.nodes.findLast(({ config }) => config.size > 0);
    if (!last) return undefined;
    const of = (node: IterationNode) => [...this.exploration.configOf(node).values].map(([name]) => name);
    return new Set([...of(last), ...(parent === 'root' ? [] : of(parent))]);
  }

  /** Whether a value is not what a line that leaves it out would mean. */
  private isUnusual(name: string, values: Values): boolean {
    const own = values.get(name);
    const usual = this.valueIn(name, undefined);
    return own !== undefined && (usual === undefined || !equalValues(own, usual));
  }

  private valueIn(name: string, values: ConfigValues | undefined): Value | undefined {
    const { baseline, parameters } = this.protocol;
    const stated = values?.get(name)?.value;
    if (stated !== undefined) return stated;
    return (baseline ? parameters[name]?.value : undefined) ?? this.base?.get(name);
  }

  /** Whether anything says what the baseline's config is. */
  get knowsRoot(): boolean {
    return this.protocol.baseline !== undefined || this.base !== undefined;
  }

  /** The parameters that tell configs apart, and the locked ones that a run has otherwise than the protocol. */
  private compared(values: Values): readonly string[] {
    const { sampleKey } = namesOf(this.protocol);
    const broken = Object.keys(this.protocol.parameters).filter(
      name => !sampleKey.includes(name) && this.isBroken(name, values.get(name)),
    );
    return [...sampleKey, ...broken];
  }

  /** A key that stands for two parameters keeps the lock of both with the value of either. */
  private isBroken(name: string, own: Value | undefined): boolean {
    const { parameters } = this.protocol;
    if (parameters[name]?.role !== 'locked' || own === undefined) return false;
    const keys = keysOf(this.protocol);
    const sharing = keys.pathsOf(name).flatMap(path => keys.namesAt(path));
    return ![name, ...sharing].some(other => {
      const locked = parameters[other]?.value;
      return locked === undefined || equalValues(own, locked);
    });
  }
}

/** `lr_update=1.8E-3, recurrent=F`. */
export const configText = (values: Values, names: readonly string[]): string =>
  names.map(name => `${name}=${formatValue(values.get(name) ?? '')}`).join(', ');

/** `lr_update: 0 -> 1.8E-3`; what is not known of the old value is not made up. */
export const changesText = (changes: readonly Change[]): string =>
  changes
    .map(
      ({ name, old, new: to }) =>
        `${name}: ${old === undefined ? 'default' : formatValue(old)} -> ${formatValue(to)}`,
    )
    .join(', ');
