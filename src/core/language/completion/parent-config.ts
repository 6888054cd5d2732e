import { baselineConfig } from '../../lint/config.ts';
import type { ResolvedConfig } from '../../lint/config.ts';
import { parentText } from '../../lint/next.ts';
import type { Value } from '../../protocol/types.ts';
import type { Cursor } from './cursor.ts';

/** What an entry was mutated from. */
export interface ParentConfig {
  readonly config: ResolvedConfig;
  /** `Node 5`, or `the baseline`. */
  readonly name: string;
}

/** The config of the declared parent, the baseline's for root; undefined where the log does not say it. */
export function parentConfigOf({ exploration, node }: Cursor): ParentConfig | undefined {
  if (node.parent === undefined) return undefined;
  if (node.parent === 0) return { config: baselineConfig(exploration.protocol), name: 'the baseline' };
  const parent = node.parent < node.id ? exploration.node(node.parent) : undefined;
  return parent && { config: exploration.configOf(parent), name: `Node ${parentText(parent.id)}` };
}

export const valueIn = (parent: ParentConfig | undefined, name: string): Value | undefined =>
  parent?.config.values.get(name)?.value;
