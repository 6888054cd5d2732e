/** Configs as the proposer compares them: the parameters that tell configs apart, by canonical name. */
import { equalValues } from '../../lint/config.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Protocol, Value } from '../../protocol/types.ts';

export type Config = ReadonlyMap<string, Value>;

/** Whether a run with a config uses recurrence. A config that does not say so has none. */
export const isRecurrent = (config: Config, protocol: Protocol): boolean =>
  config.get(namesOf(protocol).parameter('recurrent') ?? 'recurrent') === true;

/** Whether a parameter does nothing in a config: the time step only counts with recurrence. */
export const isIdle = (name: string, config: Config, protocol: Protocol): boolean =>
  name === namesOf(protocol).parameter('time_step') &&
  namesOf(protocol).parameter('recurrent') !== undefined &&
  !isRecurrent(config, protocol);

/** Equal for configs whose runs do the same, whatever their idle parameters say. */
export const keyOf = (config: Config, protocol: Protocol): string =>
  namesOf(protocol)
    .sampleKey.map(name => (isIdle(name, config, protocol) ? '-' : String(config.get(name) ?? '?')))
    .join('|');

/** The parameters in which two configs differ, those that are idle in both left out. */
export const differing = (a: Config, b: Config, protocol: Protocol): string[] =>
  namesOf(protocol).sampleKey.filter(
    name => !sameEntry(a.get(name), b.get(name)) && !(isIdle(name, a, protocol) && isIdle(name, b, protocol)),
  );

export const sameEntry = (a: Value | undefined, b: Value | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equalValues(a, b);

/** A config with some values set. */
export const withValues = (config: Config, values: Iterable<readonly [string, Value]>): Config =>
  new Map([...config, ...values]);
