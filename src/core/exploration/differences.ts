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
  return namesIn(protocol, [parent, config]).flatMap(name => {
    if (protocol.parameters[name]?.role === 'seed') return [];
    const was = parent.values.get(name)?.value;
    const own = config.values.get(name)?.value;
    if (was !== undefined && own !== undefined && equalValues(was, own)) return [];
    return [{ name, was, own }];
  });
}

/** The protocol's parameters in its order, then those that only logs name, as they come. */
export function namesIn(protocol: Protocol, configs: readonly ResolvedConfig[]): string[] {
  const used = new Set(configs.flatMap(({ values }) => [...values].map(([name]) => name)));
  const known = Object.keys(protocol.parameters).filter(name => used.has(name));
  return [...new Set([...known, ...used])];
}
