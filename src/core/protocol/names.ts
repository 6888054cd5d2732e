import type { Metric, Parameter, Protocol } from './types.ts';

/** A protocol's names resolved: canonical names, aliases, and what they stand for. */
export interface Names {
  /** The canonical name of a parameter named in any accepted way; undefined for an unknown one. */
  parameter(name: string): string | undefined;
  /** The canonical name of a metric named in any accepted way; undefined for an unknown one. */
  metric(name: string): string | undefined;
  parameterOf(name: string): Parameter | undefined;
  metricOf(name: string): Metric | undefined;
  /** Parameters that tell one config from another: the tunable ones, and lr and lr_W where the protocol has them. */
  readonly sampleKey: readonly string[];
  /** Metrics without which a run counts as lost. */
  readonly required: readonly string[];
  /** Metrics that every scored run is to state. */
  readonly expected: readonly string[];
}

const cache = new WeakMap<Protocol, Names>();

/** The names of a protocol, made once. */
export function namesOf(protocol: Protocol): Names {
  let names = cache.get(protocol);
  if (!names) cache.set(protocol, (names = makeNames(protocol)));
  return names;
}

function canonical(items: Readonly<Record<string, { aliases: string[] }>>): Map<string, string> {
  const map = new Map<string, string>();
  for (const [name, { aliases }] of Object.entries(items)) for (const alias of aliases) map.set(alias, name);
  for (const name of Object.keys(items)) map.set(name, name);
  return map;
}

const withPresence = ({ metrics }: Protocol, presence: Metric['presence']): string[] =>
  Object.keys(metrics).filter(name => metrics[name]?.presence === presence);

function makeNames(protocol: Protocol): Names {
  const parameters = canonical(protocol.parameters);
  const metrics = canonical(protocol.metrics);
  const parameter = (name: string) => parameters.get(name);
  const metric = (name: string) => metrics.get(name);
  const inKey = (name: string) =>
    protocol.parameters[name]?.role === 'tunable' || name === 'lr' || name === 'lr_W';
  return {
    parameter,
    metric,
    parameterOf: name => protocol.parameters[parameter(name) ?? ''],
    metricOf: name => protocol.metrics[metric(name) ?? ''],
    required: withPresence(protocol, 'required'),
    expected: withPresence(protocol, 'expected'),
    sampleKey: Object.keys(protocol.parameters).filter(inKey),
  };
}
