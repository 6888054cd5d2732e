import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const nodeId: IterationRule = {
  slug: 'node-id',
  severity: 'error',
  scope: 'iteration',
  summary: "The Node id differs from the header's iteration.",
  fixable: true,
  universal: true,
  check(node, context) {
    const line = node.field('node');
    if (!line?.readable || !line.idToken || line.id === node.id) return [];
    const text = String(node.id);
    const fix = {
      title: `Set the Node id to ${text}`,
      edits: [{ start: line.idToken.start, end: line.idToken.end, text }],
    };
    return [
      withFix(headerIsWrong(node, line.id ?? 0, context) ? undefined : fix, {
        span: line.idToken,
        message: `The header says Iter ${node.id}, Node says id=${line.id}: the tree builder files the metrics under ${line.id} and this Next under ${node.id}. Make them equal.`,
      }),
    ];
  },
};

/** Whether it is rather the header that is mistyped: its number has no neighbour in the log, and the Node id is a gap in it. */
function headerIsWrong(node: IterationNode, id: number, context: Context): boolean {
  if (context.node(id) || context.node(node.id - 1) || context.node(node.id + 1)) return false;
  return context.node(id - 1) !== undefined || context.node(id + 1) !== undefined;
}
