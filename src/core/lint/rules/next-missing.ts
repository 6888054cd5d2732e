import { dominantBreak } from '../../text/lines.ts';
import type { Context } from '../context.ts';
import { intendedNext, parentText } from '../next.ts';
import type { IterationNode } from '../node.ts';
import { blockEnd } from '../place.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const nextMissing: IterationRule = {
  slug: 'next-missing',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The entry has no Next line that the tree builder reads.',
  fixable: true,
  universal: true,
  check(node, context) {
    if (node.next !== undefined || node.crashed || node.pending) return [];
    if (node.section.builder.some(line => line.kind === 'next')) return [];
    const line = node.field('next');
    const isLast = node.slot === node.protocol.batchSize - 1;
    // The newest entry of an unfinished batch decides nothing yet.
    if (!isLast && !line?.parent && context.newest === node.id) return [];
    const what = line
      ? `The tree builder does not read this Next line.`
      : `Iter ${node.id} has no Next line.`;
    const cost = isLast
      ? 'It is the last of its batch: what the next batch starts from is not written down.'
      : 'The declared parents hold, so the tree is right all the same.';
    return [
      withFix(repair(node, context), {
        span: line?.span ?? node.header.span,
        message: `${what} ${cost} Write \`Next: parent=P\`.`,
        severity: isLast ? 'warning' : 'info',
      }),
    ];
  },
};

/** Words that say no more than a missing line. */
const isEmpty = /^[([]?(?:pending|tbd|todo|none|n\/a|-|\.{3})?[)\]]?$/i;

function repair(node: IterationNode, context: Context): Fix | undefined {
  const line = node.field('next');
  if (line?.parent) return fixOf('Rewrite as', line.parent.id, line.span.start, line.parent.end);
  const known = line && !isEmpty.test(line.value.text) ? undefined : intendedNext(node, context);
  const last = node.entry.lines.at(-1);
  if (known === undefined || !last) return undefined;
  if (line) return fixOf('Set', known, line.span.start, line.value.end);
  const at = blockEnd(node, last);
  return fixOf('Add', known, at, at, dominantBreak(node.section.text));
}

function fixOf(verb: string, parent: number, start: number, end: number, before = ''): Fix {
  const text = `Next: parent=${parentText(parent)}`;
  return { title: `${verb} \`${text}\``, edits: [{ start, end, text: before + text }] };
}
