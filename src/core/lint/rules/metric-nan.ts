import { builderReads } from '../../log/builder-metric.ts';
import { confirmedByResult, metricItem } from '../metrics.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const metricNan: IterationRule = {
  slug: 'metric-nan',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A reward is nan, which the tree builder counts as 0.',
  fixable: false,
  universal: false,
  check(node, context) {
    const found: Finding[] = [];
    if (node.pending) return found;
    for (const name of node.protocol.scored) {
      if (!Number.isNaN(node.metric(name))) continue;
      const item = metricItem(node, name);
      // Another spelling, or blanks around the sign, make it unreadable: metric-unreadable says so.
      if (!item || builderReads(`${item.key.text}${item.separator.text}${item.value.text}`, name) !== 'nan')
        continue;
      const finding: Finding = {
        span: item.value,
        message: `The tree builder counts ${name}=nan as 0.0, like a run that recovered nothing. See the result log; a lost run is logged as failed, without metrics.`,
      };
      found.push(confirmedByResult(node, name, 'nan', context) ? { ...finding, severity: 'info' } : finding);
    }
    return found;
  },
};
