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
  if (!field || field.pairs.length === 0 || !isReadByBuilder(node, field)) return noPairs;
  return field.pairs.filter(pair => pair.canonical);
}

/** Everything that a Mutation line changes, in its order. */
export function changesOf(node: IterationNode): readonly Change[] {
  const field = node.field('mutation');
  if (field?.kind !== 'pairs') return noChanges;
  const names = namesOf(node.protocol);
  const change = (param: Token, to: Token, pair?: MutationPair): Change => ({
    name: names.parameter(param.text) ?? param.text,
    param,
    to,
    pair,
  });
  const changes = field.pairs.map(pair => change(pair.param, pair.new, pair));
  if (field.assignments.length === 0) return changes;
  return [...changes, ...field.assignments.map(item => change(item.key, item.value))].sort(
    (a, b) => a.param.start - b.param.start,
  );
}

/** Whether a change leaves the value as it was. */
export function isNoop({ name, pair }: Change, node: IterationNode): boolean {
  const parameter = node.protocol.parameters[name];
  return (
    pair !== undefined &&
    equalValues(readValue(pair.old.text, parameter), readValue(pair.new.text, parameter))
  );
}
