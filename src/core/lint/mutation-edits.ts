/** Edits of Mutation lines. */
import type { MutationField } from '../log/model.ts';
import { formatValue } from '../protocol/format.ts';
import { insert, remove, replace } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { span } from '../text/span.ts';
import type { Context } from './context.ts';
import { changesOf, isReadByBuilder } from './mutation.ts';
import type { Change } from './mutation.ts';
import type { IterationNode } from './node.ts';
import type { Fix } from './rule.ts';

/** Writes label, changes and what parts them as the template does; undefined when an old value is not known. */
export function rewritten(node: IterationNode, field: MutationField, context: Context): Fix | undefined {
  const { text } = node.section;
  const edits: TextEdit[] = [];
  const valueStart = field.value.end - field.value.text.trimStart().length;
  if (!isReadByBuilder(node, field)) edits.push(replace(span(field.span.start, valueStart), 'Mutation: '));
  let before: Change | undefined;
  for (const change of changesOf(node)) {
    const { param, to, pair } = change;
    const old = oldValue(change, node, context);
    if (old === undefined) return undefined;
    if (!pair?.canonical)
      edits.push(replace(span(param.start, to.end), `${param.text}: ${old} -> ${to.text}`));
    const between = before && span(before.to.end, param.start);
    if (between && /^\s*(?:[;+&]|and)\s*$/.test(text.slice(between.start, between.end)))
      edits.push(replace(between, ', '));
    before = change;
  }
  return { title: 'Write the mutation as `param: old -> new`', edits };
}

/** The old value that a change states, else the parent's. */
function oldValue({ name, pair }: Change, node: IterationNode, context: Context): string | undefined {
  if (pair) return pair.old.text;
  const had = context.parentConfig(node)?.values.get(name);
  return had && formatValue(had.value);
}

/** Adds a pair after the last one and the note in brackets that may follow it. */
export function withPair(node: IterationNode, pair: string): Fix | undefined {
  const last = changesOf(node).at(-1);
  if (!last) return undefined;
  const note = /^[ \t]*\([^()\n]*\)/.exec(node.section.text.slice(last.to.end))?.[0] ?? '';
  return { title: `Add ${pair} to Mutation`, edits: [insert(last.to.end + note.length, `, ${pair}`)] };
}

/** Takes one of several changes out, where nothing but a comma stands between it and its neighbour. */
export function withoutChange(node: IterationNode, change: Change): Fix | undefined {
  const { text } = node.section;
  const changes = changesOf(node);
  const at = changes.findIndex(other => other.param.start === change.param.start);
  const [next, previous] = [changes[at + 1], changes[at - 1]];
  const gap = next
    ? span(change.to.end, next.param.start)
    : previous && span(previous.to.end, change.param.start);
  if (!gap || !/^\s*[,;]\s*$/.test(text.slice(gap.start, gap.end))) return undefined;
  if (!next && /^[ \t]*[([]/.test(text.slice(change.to.end))) return undefined;
  const whole = next ? span(change.param.start, next.param.start) : span(gap.start, change.to.end);
  return { title: `Remove ${change.name}`, edits: [remove(whole)] };
}
