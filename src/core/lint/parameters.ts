/** How an entry names parameters. */
import type { Token } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { nearest } from '../text/nearest.ts';
import { namesOf } from '../protocol/names.ts';
import { changesOf } from './mutation.ts';
import type { IterationNode } from './node.ts';

export interface NamedParameter {
  readonly token: Token;
  /** All names on the same line, to see whether another would stand there twice. */
  readonly line: readonly Token[];
}

/** The parameter names of an entry's Config and Mutation lines. */
export function namedParameters(node: IterationNode): NamedParameter[] {
  const config = node.field('config')?.items.map(item => item.key) ?? [];
  const mutation = changesOf(node).map(change => change.param);
  return [config, mutation].flatMap(line => line.map(token => ({ token, line })));
}

/** Whether a name could be a parameter's; what is not is left to a reader. */
export const isName = (text: string): boolean => /^[A-Za-z_][\w.]*$/.test(text);

const section = /^(?:training|graph_model|simulation|claude)\./;
const spellings = new WeakMap<Protocol, readonly string[]>();

/** The canonical name that an unknown one must mean: the same without its YAML section, or the only near one. */
export function intended(name: string, protocol: Protocol): string | undefined {
  const names = namesOf(protocol);
  const bare = names.parameter(name.replace(section, ''));
  if (bare) return bare;
  let all = spellings.get(protocol);
  if (!all) {
    all = Object.entries(protocol.parameters).flatMap(([own, { aliases }]) => [own, ...aliases]);
    spellings.set(protocol, all);
  }
  const near = new Set(nearest(name, all).map(spelling => names.parameter(spelling)));
  return near.size === 1 ? [...near][0] : undefined;
}
