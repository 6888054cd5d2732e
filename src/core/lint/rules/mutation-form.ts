import { span } from '../../text/span.ts';
import type { Context } from '../context.ts';
import { rewritten } from '../mutation-edits.ts';
import { changesOf, isReadByBuilder } from '../mutation.ts';
import type { Change } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const mutationForm: IterationRule = {
  slug: 'mutation-form',
  severity: 'error',
  scope: 'iteration',
  summary: 'The Mutation line is missing, or names neither a change nor a re-run.',
  fixable: true,
  universal: true,
  check(node, context) {
    const finding = node.pending ? undefined : faultOf(node, context);
    return finding ? [finding] : [];
  },
};

function faultOf(node: IterationNode, context: Context): Finding | undefined {
  const field = node.field('mutation');
  if (!field) {
    if (node.crashed) return undefined;
    return { span: node.header.span, message: `Iter ${node.id} has no Mutation line: ${wanted}` };
  }
  if (field.kind === 'unreadable') {
    const at = field.value.text.trim() === '' ? field.label : field.value;
    return { span: at, message: `This names neither a change nor a re-run: ${wanted}` };
  }
  if (!isReadByBuilder(node, field)) {
    const message =
      'The tree builder does not read this label, so the node stands in the tree without its change. Write `Mutation: `.';
    return withFix(rewritten(node, field, context), { span: field.label, message });
  }
  if (changesOf(node).every(isCanonical)) return undefined;
  const odd = changesOf(node).filter(change => !isCanonical(change));
  const at = span(odd[0]?.param.start ?? 0, odd.at(-1)?.to.end ?? 0);
  const message =
    'Write each change as `param: old -> new`: in another form nothing can compare it with the config of the parent.';
  return withFix(rewritten(node, field, context), { span: at, message });
}

const wanted =
  'the tree cannot tell what this run changed. Write `param: old -> new`, or `[none] — robustness re-run of Node X`.';

const isCanonical = ({ pair }: Change): boolean => pair?.canonical ?? false;
