import type { NodeField } from '../../log/model.ts';
import { parentText } from '../next.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const nodeLine: IterationRule = {
  slug: 'node-line',
  severity: 'error',
  scope: 'iteration',
  summary: 'The Node line is missing, or the tree builder cannot read it.',
  fixable: true,
  universal: true,
  check(node) {
    const line = node.field('node');
    if (line?.readable || node.crashed || node.pending) return [];
    if (node.section.builder.some(other => other.kind === 'node' && other.span.start < node.entry.span.end))
      return [];
    const cost = 'the node is dropped, and its children become roots';
    const form = `Write \`Node: id=${node.id}, parent=P\`.`;
    if (!line) {
      const message = `Iter ${node.id} has no Node line for the tree builder: ${cost}. ${form}`;
      return [{ span: node.header.span, message }];
    }
    const message = `The tree builder does not read this Node line: ${cost}. ${form}`;
    return [withFix(rewrite(line), { span: line.span, message })];
  },
};

/** The line in the one form that is read, its note kept; undefined when it does not say both id and parent. */
function rewrite({ span, value, id, parent }: NodeField): Fix | undefined {
  if (id === undefined || !parent) return undefined;
  const text = `Node: id=${id}, parent=${parentText(parent.id)}`;
  const note = value.text.slice(parent.end - value.start);
  const end = /^(?:\*\*|__)$/.test(note) ? value.end : parent.end;
  return { title: `Rewrite as \`${text}\``, edits: [{ start: span.start, end, text }] };
}
