import { replace } from '../../text/edits.ts';
import { resultsOf, statesSame } from '../metrics.ts';
import type { MetricValue } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { hasOwnResults } from '../run-files.ts';

export const metricsVsResult: IterationRule = {
  slug: 'metrics-vs-result',
  severity: 'warning',
  scope: 'iteration',
  summary: "A metric differs from the slot's result log.",
  fixable: true,
  universal: false,
  check(node, context) {
    const found: Finding[] = [];
    if (context.evidence.results.length === 0 || node.pending || !hasOwnResults(node, context)) return found;
    const results = resultsOf(node, context);
    for (const metric of node.metrics.values()) {
      const logged = results?.get(metric.name);
      if (logged !== undefined && metric.number !== undefined && !statesSame(metric.item.value.text, logged))
        found.push(finding(metric, logged, node.slot));
    }
    return found;
  },
};

const finding = ({ item }: MetricValue, logged: string, slot: number): Finding => ({
  span: item.span,
  message: `${item.key.text} is ${item.value.text} here and ${logged} in the result log of slot ${slot}: the search goes by a result that was not measured.`,
  fix: { title: `Set ${item.key.text} to ${logged}`, edits: [replace(item.value, logged)] },
});
