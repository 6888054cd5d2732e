import type { AnyField, BuilderLine, FieldName } from '../../log/model.ts';
import { fieldLabels, fieldNames } from '../../log/model.ts';
import type { IterationNode } from '../node.ts';
import { templateLines } from '../place.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const duplicateLine: IterationRule = {
  slug: 'duplicate-line',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A line of the template stands in an entry twice.',
  fixable: false,
  universal: true,
  check(node) {
    const found: Finding[] = [];
    const lines = templateLines(node.entry);
    let seen = 0;
    for (const line of lines) {
      const bit = 1 << fieldNames.indexOf(line.name);
      if (seen & bit) found.push(repeated(node, lines, line));
      seen |= bit;
    }
    for (const line of node.section.builder) {
      if (replaces(line, node) && !node.entry.lines.some(own => own.span.start === line.span.start))
        found.push(outside(node, line));
    }
    return found;
  },
};

function repeated(node: IterationNode, lines: readonly AnyField[], line: AnyField): Finding {
  const label = fieldLabels[line.name];
  const first = lines.find(other => other.name === line.name) ?? line;
  return {
    span: line.label,
    message: `Iter ${node.id} has more than one ${label} line: the last one counts, and what the others say is lost. Keep one.`,
    related: [{ section: node.section, span: first.label, message: `The first ${label} line stands here.` }],
  };
}

/** Whether a line that a reader does not take for part of the entry changes what the tree builder knows of it. */
function replaces(line: BuilderLine, node: IterationNode): boolean {
  if (line.kind === 'node') return line.id !== node.field('node')?.id || line.parent !== node.parent;
  if (line.kind === 'next') return line.parent !== node.next;
  return line.text !== node.field('mutation')?.value.text;
}

function outside(node: IterationNode, { kind, span }: BuilderLine): Finding {
  const label = fieldLabels[kind satisfies FieldName];
  return {
    span,
    message: `The tree builder reads this line too, and takes it for the ${label} of Iter ${node.id}, of whose entry it is no part. Indent it by a blank.`,
  };
}
