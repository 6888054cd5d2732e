/** How an entry names parameters. */
import type { Token } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { nearest } from '../text/nearest.ts';
import { namesOf } from '../protocol/names.ts';
import { changesOf } from './mutation.ts';
import type { IterationNode } from './node.ts';

/** The names of a Config or a Mutation line. */
export interface NameLine {
  readonly names: readonly ParameterName[];
  /** Those that are not canonical: aliases, and what the protocol does not know. */
  readonly others: readonly ParameterName[];
}

/** A parameter as an entry names it. */
export interface ParameterName {
  readonly token: Token;
  /** The canonical name; undefined when the protocol does not know it. */
  readonly name: string | undefined;
}

/** Several rules ask for the names of one node. */
const known = new WeakMap<IterationNode, readonly NameLine[]>();

/** The parameter names of an entry's Config line, and those of its Mutation line. */
export function nameLines(node: IterationNode): readonly NameLine[] {
  let lines = known.get(node);
  if (!lines) {
    const config = node.field('config')?.items.map(item => item.key) ?? [];
    const mutation = changesOf(node).map(change => change.param);
    known.set(node, (lines = [nameLine(config, node.protocol), nameLine(mutation, node.protocol)]));
  }
  return lines;
}

function nameLine(tokens: readonly Token[], protocol: Protocol): NameLine {
  const canonical = namesOf(protocol);
  const names = tokens.map((token): ParameterName => ({ token, name: canonical.parameter(token.text) }));
  return { names, others: names.filter(({ token, name }) => name !== token.text) };
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
