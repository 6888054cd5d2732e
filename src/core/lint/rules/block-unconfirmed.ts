import { counted } from '../../text/counted.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, LogRule } from '../rule.ts';
import { Standings } from '../standings.ts';
import type { Standing } from '../standings.ts';

export const blockUnconfirmed: LogRule = {
  slug: 'block-unconfirmed',
  severity: 'info',
  scope: 'log',
  summary: 'A block begins before the best config has the samples that the protocol asks for.',
  fixable: false,
  universal: false,
  needs: ({ repeatability, blockSize }) => repeatability?.beforeBlock !== undefined && blockSize > 0,
  *check(context) {
    const wanted = context.protocol.repeatability?.beforeBlock ?? 0;
    const standings = new Standings(context);
    let block = 1;
    for (const node of inOrder(context)) {
      if (node.block > block) {
        const { best } = standings;
        if (best && best.n < wanted) yield finding(node, best, wanted);
        block = node.block;
      }
      standings.add(node);
    }
  },
};

/** Iterations by number; of those with the same one the last counts. */
const inOrder = (context: Context): IterationNode[] =>
  context.nodes.filter(node => context.node(node.id) === node).sort((a, b) => a.id - b.id);

function finding(
  { block, section, header }: IterationNode,
  { first, n, sum }: Standing,
  wanted: number,
): Finding & { readonly section: IterationNode['section'] } {
  const { reward } = first.protocol;
  return {
    section,
    span: header.span,
    message: `Block ${block} begins while the best config so far, that of Iter ${first.id}, has ${counted(n, 'sample')} of ${wanted} (mean ${reward} ${(sum / n).toFixed(3)}): the block may build on luck.`,
    related: [
      { section: first.section, span: first.header.span, message: 'The best config so far ran here first.' },
    ],
  };
}
