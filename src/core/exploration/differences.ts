/** In what a run differs from the parent that it states. */
import { baselineConfig, equalValues } from '../lint/config.ts';
import type { ResolvedConfig } from '../lint/config.ts';
import type { IterationNode } from '../lint/node.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import type { Exploration } from './exploration.ts';

/** The declared parent; for a root, and where the declared parent cannot be one, the baseline, which is no node. */
export interface ParentSide {
  readonly node: IterationNode | undefined;
  readonly config: ResolvedConfig;
}

export function parentSide(exploration: Exploration, { id, parent }: IterationNode): ParentSide {
  const node = parent && parent !== id ? exploration.node(parent) : undefined;
  return { node, config: node ? exploration.configOf(node) : baselineConfig(exploration.protocol) };
}

/** A parameter that a run has otherwise than its parent; undefined where one of them has none. */
export interface Difference {
  readonly name: string;
  readonly was: Value | undefined;
  readonly own: Value | undefined;
}

/** All parameters in which a run's config differs from its parent's, seeds aside. */
export function differencesFromParent(exploration: Exploration, node: IterationNode): Difference[] {
  const { protocol } = exploration;
  const parent = parentSide(exploration, node).config;
  const config = exploration.configOf(node);
  // What neither states is the baseline's in both.
  const stated = new Set([...parent.values.stated, ...config.values.stated]);
  return inOrder(protocol, stated).flatMap(name => {
    if (protocol.parameters[name]?.role === 'seed') return [];
    const was = parent.values.get(name)?.value;
    const own = config.values.get(name)?.value;
    if (was !== undefined && own !== undefined && equalValues(was, own)) return [];
    return [{ name, was, own }];
  });
}

/** The protocol's parameters in its order, then those that only logs name, as they come. */
export function namesIn(protocol: Protocol, configs: readonly ResolvedConfig[]): string[] {
  return inOrder(protocol, new Set(configs.flatMap(({ values }) => Array.from(values, ([name]) => name))));
}

const inOrder = ({ parameters }: Protocol, names: ReadonlySet<string>): string[] => [
  ...Object.keys(parameters).filter(name => names.has(name)),
  ...[...names].filter(name => !Object.hasOwn(parameters, name)),
];
