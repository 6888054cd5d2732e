import { fieldLabels, fieldNames } from '../../log/model.ts';
import type { AnyField } from '../../log/model.ts';
import type { IterationNode } from '../node.ts';
import { blockEnd, templateLines } from '../place.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const lineOrder: IterationRule = {
  slug: 'line-order',
  severity: 'warning',
  scope: 'iteration',
  summary: "The lines of an entry are not in the template's order.",
  fixable: true,
  universal: true,
  check(node) {
    if (node.pending) return [];
    const lines = templateLines(node.entry);
    const [late, after] = misplaced(lines);
    if (!late || !after) return [];
    const message = `${fieldLabels[late.name]} stands after ${fieldLabels[after.name]}: who reads many entries looks for it elsewhere. The order is ${order}.`;
    return [withFix(reorder(node, lines), { span: late.label, message })];
  },
};

const order = fieldNames.map(name => fieldLabels[name]).join(', ');
const rank = (line: AnyField): number => fieldNames.indexOf(line.name);

/** The first line that belongs before one above it, and that one; repeated lines are duplicate-line's. */
function misplaced(lines: readonly AnyField[]): readonly [AnyField?, AnyField?] {
  let highest: AnyField | undefined;
  let seen = 0;
  for (const line of lines) {
    const bit = 1 << rank(line);
    if (seen & bit) continue;
    seen |= bit;
    if (highest && rank(line) < rank(highest)) return [line, highest];
    highest = line;
  }
  return nowhere;
}
const nowhere = [] as const;

/** Each line, with what belongs to it, in the place of another; none when a line is repeated, since the last one counts. */
function reorder(node: IterationNode, lines: readonly AnyField[]): Fix | undefined {
  if (new Set(lines.map(line => line.name)).size < lines.length) return undefined;
  const blocks = lines.map((line, i) => ({
    line,
    start: line.span.start,
    end: blockEnd(node, line, lines[i + 1]?.span.start),
  }));
  const sorted = [...blocks].sort((a, b) => rank(a.line) - rank(b.line));
  const edits = blocks.flatMap((place, i) => {
    const block = sorted[i] ?? place;
    return block === place
      ? []
      : [{ start: place.start, end: place.end, text: node.section.text.slice(block.start, block.end) }];
  });
  return { title: "Put the lines in the template's order", edits };
}
