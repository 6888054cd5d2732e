/** Re-runs: which node one repeats, and whether it repeats it unchanged. */
import { equalValues } from './config.ts';
import type { ResolvedConfig } from './config.ts';
import type { Context } from './context.ts';
import { breaksLock } from './locks.ts';
import type { IterationNode } from './node.ts';
import type { Value } from '../protocol/types.ts';

/** A parameter in which a re-run is not what it re-runs. */
export interface Difference {
  readonly name: string;
  readonly own: Value;
  readonly was: Value;
}

/** What `Node X` in a re-run stands for: an earlier iteration, else the baseline; undefined when it is neither. */
export function sourceOf(
  x: number,
  node: IterationNode,
  context: Context,
): IterationNode | 'baseline' | undefined {
  const named = context.node(x);
  if (named && named.id < node.id) return named;
  return node.protocol.baseline?.node === x ? 'baseline' : undefined;
}

const configOf = (source: IterationNode | 'baseline', context: Context): ResolvedConfig =>
  source === 'baseline' ? context.baseline : context.config(source);

/** The parameters that tell configs apart, and those that both Config lines state, in which a re-run differs from its source. */
export function differences(
  node: IterationNode,
  source: IterationNode | 'baseline',
  context: Context,
): Difference[] {
  const { parameters } = node.protocol;
  const own = context.config(node).values;
  const was = configOf(source, context).values;
  const names = new Set(context.names.sampleKey);
  const stated = source === 'baseline' ? undefined : source.config;
  for (const name of node.config.keys()) {
    if (stated?.has(name) && parameters[name] && parameters[name].role !== 'seed') names.add(name);
  }
  return [...names].flatMap(name => {
    const a = own.get(name);
    const b = was.get(name);
    if (!a || !b || equalValues(a.value, b.value) || breaksLock(name, a.value, node, context)) return [];
    return [{ name, own: a.value, was: b.value }];
  });
}

/**
 * The X of `[none] — robustness re-run of Node X`: the earliest sample of the config in an earlier batch, else the
 * baseline's node; undefined when the log does not say. A node that the line names already is only replaced by an
 * earlier sample of the same config.
 */
export function rerunOf(node: IterationNode, context: Context): number | undefined {
  const config = context.config(node);
  const named = node.field('mutation')?.rerunOf?.id;
  if (named !== undefined) {
    const source = sourceOf(named, node, context);
    if (!source) return undefined;
    if (configOf(source, context).sampleKey !== config.sampleKey) return named;
  }
  const first = context.firstSample(config);
  if (first && first.batch < node.batch) return first.id;
  if (named !== undefined) return named;
  const baseline = node.protocol.baseline?.node;
  const isBaseline = config.sampleKey === context.baseline.sampleKey;
  return isBaseline && baseline !== undefined && sourceOf(baseline, node, context) === 'baseline'
    ? baseline
    : undefined;
}

/** A re-run as the protocol spells it. */
export const rerunText = (x: number): string => `[none] — robustness re-run of Node ${x}`;
