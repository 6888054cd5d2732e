import { shift } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import { firstOfClaims, isCautious, namesNodes } from '../claims.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import { quotedStatistics } from '../quoted-statistics.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { samplesWanted } from '../samples-wanted.ts';
import { weakness } from '../weakness.ts';

const none: readonly Finding[] = [];

export const claimSamples: IterationRule = {
  slug: 'claim-samples',
  severity: 'warning',
  scope: 'iteration',
  summary: 'An Observation draws a conclusion about a config of which there are too few samples.',
  fixable: false,
  universal: false,
  check(node, context) {
    const value = node.field('observation')?.value;
    if (!value || node.crashed || node.pending) return none;
    const claimed = firstOfClaims(
      value.text,
      node.protocol,
      claim => weakness(claim, node, context),
      () => isFew(node, context) || namesNodes(value.text),
    );
    if (claimed) return [finding(claimed.of, value, claimed.message)];
    for (const { span, about, kind } of quotedStatistics(value.text, node.protocol)) {
      const weak = weakness({ ...span, about, word: kind, beatsBaseline: false }, node, context);
      if (weak) return isCautious(value.text) ? none : [finding(weak.of, value, weak.message)];
    }
    return none;
  },
};

/** Counting is cheaper than reading closely, and settles it for a config with enough samples where no other is named. */
function isFew(node: IterationNode, context: Context): boolean {
  const wanted = samplesWanted(node.protocol);
  return context.samples(context.config(node), node.batch, wanted).length < wanted;
}

const finding = (at: Span, { start }: Span, message: string): Finding => ({
  span: shift(at, start),
  message,
});
