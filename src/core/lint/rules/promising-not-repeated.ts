import type { Context } from '../context.ts';
import { samplesWanted } from '../samples-wanted.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';

const none: readonly Finding[] = [];

export const promisingNotRepeated: IterationRule = {
  slug: 'promising-not-repeated',
  severity: 'info',
  scope: 'iteration',
  summary: 'A promising config is not run again in the next batch, where the protocol asks for that.',
  fixable: false,
  universal: false,
  needs: ({ repeatability }) => repeatability?.promising !== undefined,
  check(node, context) {
    const { repeatability, reward } = node.protocol;
    const bound = repeatability?.promising;
    const item = node.metrics.get(reward)?.item;
    const isPromising = (run: IterationNode): boolean =>
      bound !== undefined && (run.metric(reward) ?? NaN) > bound;
    if (!item || !isPromising(node)) return none;
    const samples = context.samples(context.config(node), node.batch);
    // What follows a second such sample, or enough samples, was decided with more than this one run.
    if (samples.length >= samplesWanted(node.protocol) || samples.filter(isPromising).length > 1) return none;
    if (!isRepeated(node, context)) {
      const message = `${reward} ${item.value.text} is above ${bound ?? ''}, but batch ${node.batch + 1} does not run this config again: whether it was luck stays open.`;
      return [{ span: item.span, message }];
    }
    return none;
  },
};

/** Whether the next batch runs the same config, however it ended; a batch that is not written up yet may. */
function isRepeated(node: IterationNode, context: Context): boolean {
  const { batchSize } = node.protocol;
  const last = (node.batch + 1) * batchSize;
  if (context.newest < last) return true;
  const { sampleKey } = context.config(node);
  for (let id = last - batchSize + 1; id <= last; id++) {
    const run = context.node(id);
    if (run && context.config(run).sampleKey === sampleKey) return true;
  }
  return false;
}
