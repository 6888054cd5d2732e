import type { MutationField } from '../../log/model.ts';
import { formatValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import type { TextEdit } from '../../text/edits.ts';
import { span } from '../../text/span.ts';
import type { Context } from '../context.ts';
import { changesOf, isReadByBuilder } from '../mutation.ts';
import type { Change } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const mutationForm: IterationRule = {
  slug: 'mutation-form',
  severity: 'error',
  scope: 'iteration',
  summary: 'The Mutation line is missing, or names neither a change nor a re-run.',
  fixable: true,
  universal: true,
  *check(node, context) {
    if (node.pending) return;
    const field = node.field('mutation');
    if (!field) {
      if (!node.crashed)
        yield { span: node.header.span, message: `Iter ${node.id} has no Mutation line: ${wanted}` };
      return;
    }
    const isRead = isReadByBuilder(node, field);
    if (field.kind === 'unreadable') {
      const at = field.value.text.trim() === '' ? field.label : field.value;
      yield { span: at, message: `This names neither a change nor a re-run: ${wanted}` };
    } else if (!isRead) {
      const message =
        'The tree builder does not read this label, so the node stands in the tree without its change. Write `Mutation: `.';
      yield withFix(fixOf(node, field, context), { span: field.label, message });
    } else if (oddChanges(node).length > 0) {
      const odd = oddChanges(node);
      const at = span(odd[0]?.param.start ?? 0, odd.at(-1)?.to.end ?? 0);
      const message =
        'Write each change as `param: old -> new`: in another form nothing can compare it with the config of the parent.';
      yield withFix(fixOf(node, field, context), { span: at, message });
    }
  },
};

const wanted =
  'the tree cannot tell what this run changed. Write `param: old -> new`, or `[none] — robustness re-run of Node X`.';

const oddChanges = (node: IterationNode): Change[] => changesOf(node).filter(({ pair }) => !pair?.canonical);

/** Label, changes and what stands between them, as the template writes them; undefined when an old value is not known. */
function fixOf(node: IterationNode, field: MutationField, context: Context): Fix | undefined {
  const { text } = node.section;
  const edits: TextEdit[] = [];
  const valueStart = field.value.end - field.value.text.trimStart().length;
  if (!isReadByBuilder(node, field)) edits.push(replace(span(field.span.start, valueStart), 'Mutation: '));
  let before: Change | undefined;
  for (const change of changesOf(node)) {
    const { param, to, pair, name } = change;
    const had = pair ? undefined : context.parentConfig(node)?.values.get(name)?.value;
    const old = pair?.old.text ?? (had === undefined ? undefined : formatValue(had));
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
