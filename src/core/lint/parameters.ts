/** How an entry names parameters. */
import type { Token } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { nearest } from '../text/nearest.ts';
import { namesOf } from '../protocol/names.ts';
import { changesOf } from './mutation.ts';
import type { IterationNode } from './node.ts';

/** A parameter that a Config or a Mutation line does not name canonically: by an alias, or as the protocol does not know it. */
export interface OtherName {
  readonly token: Token;
  /** The canonical name; undefined when the protocol does not know it. */
  readonly name: string | undefined;
  /** All names of its line. */
  readonly line: readonly Token[];
}

/** Several rules ask for the names of one node. */
const others = new WeakMap<IterationNode, readonly OtherName[]>();

/** The names of an entry's Config and Mutation lines that are not canonical. */
export function otherNames(node: IterationNode): readonly OtherName[] {
  let found = others.get(node);
  if (!found) {
    const items = node.field('config')?.items ?? [];
    // Mostly every item is a value that the node knows by its canonical name: then none need be looked up again.
    const { config: known } = node;
    const isPlain = items.length === known.size && known.values().every(value => value.isCanonical);
    const config = isPlain ? [] : items.map(item => item.key);
    const mutation = changesOf(node).map(change => change.param);
    found = [...othersOf(config, node.protocol), ...othersOf(mutation, node.protocol)];
    others.set(node, found);
  }
  return found;
}

function othersOf(line: readonly Token[], protocol: Protocol): OtherName[] {
  const names = namesOf(protocol);
  const others: OtherName[] = [];
  for (const token of line) {
    const name = names.parameter(token.text);
    if (name !== token.text) others.push({ token, name, line });
  }
  return others;
}

/** Whether another name on the same line means the same parameter. */
export const isNamedTwice = ({ token, line }: OtherName, name: string, protocol: Protocol): boolean =>
  line.some(other => other !== token && namesOf(protocol).parameter(other.text) === name);

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
