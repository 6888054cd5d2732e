/** What a Mutation line states, as the rules compare it with configs. */
import type { MutationField, MutationPair, Token } from '../log/model.ts';
import { namesOf } from '../protocol/names.ts';
import { readValue } from '../protocol/format.ts';
import { equalValues } from './config.ts';
import type { IterationNode } from './node.ts';

/** One parameter that a Mutation line changes: a pair, or a bare `param=value`. */
export interface Change {
  /** The canonical name, or the name as written when the protocol does not know it. */
  readonly name: string;
  readonly param: Token;
  readonly to: Token;
  readonly pair: MutationPair | undefined;
}

const noPairs: readonly MutationPair[] = [];
const noChanges: readonly Change[] = [];

/** Whether the tree builder reads this Mutation line. */
export const isReadByBuilder = (node: IterationNode, field: MutationField): boolean =>
  node.section.text.startsWith('Mutation: ', field.span.start);

/** The pairs spelled as the template spells them. Of the others, until they are, only mutation-form speaks. */
export function plainPairs(node: IterationNode): readonly MutationPair[] {
  const field = node.field('mutation');
  if (!field || field.pairs.length === 0 || !isReadByBuilder(node, field) || node.pending) return noPairs;
  return field.pairs.every(pair => pair.canonical) ? field.pairs : field.pairs.filter(pair => pair.canonical);
}

/** Several rules ask for the changes of one node. */
const known = new WeakMap<IterationNode, readonly Change[]>();

/** Everything that a Mutation line changes, in its order; nothing while the run is pending. */
export function changesOf(node: IterationNode): readonly Change[] {
  const field = node.field('mutation');
  if (field?.kind !== 'pairs' || node.pending) return noChanges;
  let changes = known.get(node);
  if (!changes) known.set(node, (changes = readChanges(node, field)));
  return changes;
}

function readChanges(node: IterationNode, field: MutationField): Change[] {
  const names = namesOf(node.protocol);
  const change = (param: Token, to: Token, pair?: MutationPair): Change => {
    return { name: names.parameter(param.text) ?? param.text, param, to, pair };
  };
  const changes = field.pairs.map(pair => change(pair.param, pair.new, pair));
  if (field.assignments.length === 0) return changes;
  const bare = field.assignments.map(item => change(item.key, item.value));
  return [...changes, ...bare].sort((a, b) => a.param.start - b.param.start);
}

/** Whether a change leaves the value as it was. */
export function isNoop({ name, pair }: Change, node: IterationNode): boolean {
  const parameter = node.protocol.parameters[name];
  return (
    pair !== undefined &&
    equalValues(readValue(pair.old.text, parameter), readValue(pair.new.text, parameter))
  );
}
