import { dominantBreak } from '../../text/lines.ts';
import { gaps } from '../gaps.ts';
import type { IterationNode } from '../node.ts';
import type { Fix, LogRule } from '../rule.ts';

export const batchIncomplete: LogRule = {
  slug: 'batch-incomplete',
  severity: 'error',
  scope: 'log',
  summary: 'A batch lacks an iteration while later iterations exist.',
  fixable: true,
  universal: false,
  *check(context) {
    const { nodes } = context;
    if (nodes.every((node, i) => node.id === i + 1)) return;
    const byId = new Map(nodes.map(node => [node.id, node]));
    for (const { ids, after } of gaps(context)) {
      const before = byId.get(after);
      const anchor = before ?? nodes[0];
      if (!anchor) continue;
      const batch = Math.ceil((ids[0] ?? 1) / context.protocol.batchSize);
      yield {
        section: anchor.section,
        span: anchor.header.span,
        message: `Batch ${batch} lacks ${nameAll(ids)}, while later iterations exist: the run is lost, and a resume may run the whole batch again. Write the entry, \`failed\` with the reason when the run crashed.`,
        fix: insertSkeletons(anchor, ids, before !== undefined),
      };
    }
  },
};

function insertSkeletons(anchor: IterationNode, ids: readonly number[], behind: boolean): Fix {
  const { crashed } = anchor.protocol.status;
  const end = dominantBreak(anchor.section.text);
  const reason = 'Observation: no result was logged; reason unknown';
  const skeletons = ids.map(id => `## Iter ${id}: ${crashed}${end}${reason}`);
  const text = skeletons.map(s => (behind ? end + end + s : s + end + end)).join('');
  const at = behind ? anchor.entry.span.end : 0;
  return { title: `Insert ${nameAll(ids)} as ${crashed}`, edits: [{ start: at, end: at, text }] };
}

const nameAll = (ids: readonly number[]): string => ids.map(id => `Iter ${id}`).join(', ');
