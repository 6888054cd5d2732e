import { formatNumber } from '../../protocol/format.ts';
import type { Metric } from '../../protocol/types.ts';
import { builderNumber } from '../../log/builder-metric.ts';
import { lastRead, linesOf } from '../metrics.ts';
import type { IterationNode, MetricValue } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const metricRange: IterationRule = {
  slug: 'metric-range',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A metric has a value that it cannot have.',
  fixable: false,
  universal: false,
  check(node) {
    return node.pending ? [] : impossible(node).flatMap(metric => finding(node, metric));
  },
};

/** The metrics whose numbers lie outside their bounds. */
function impossible({ metrics, protocol }: IterationNode): MetricValue[] {
  const found: MetricValue[] = [];
  for (const metric of metrics.values()) {
    const { name, number = NaN } = metric;
    const { min, max } = protocol.metrics[name] ?? usual(name);
    if ((min !== undefined && number < min) || (max !== undefined && number > max)) found.push(metric);
  }
  return found;
}

function finding(node: IterationNode, metric: MetricValue): Finding[] {
  if (isMisread(node, metric)) return [];
  const { item, name, number = NaN } = metric;
  const { min = -Infinity, max = Infinity } = node.protocol.metrics[name] ?? usual(name);
  const bound = number < min ? `at least ${formatNumber(min)}` : `at most ${formatNumber(max)}`;
  const message = `${name} is ${item.value.text} here but can only be ${bound}. Correct it from the result log.`;
  return [{ span: item.value, message }];
}

/** The bounds of a metric that the protocol does not name, by what its name says it is. */
function usual(name: string): Pick<Metric, 'min' | 'max'> {
  if (/R2$/i.test(name)) return { max: 1 };
  if (/pearson|correlation/i.test(name)) return { min: -1, max: 1 };
  return /time/i.test(name) ? { min: 0 } : {};
}

/** Whether metric-unreadable speaks of this value already: the tree builder takes it for another number. */
function isMisread(node: IterationNode, { name, number }: MetricValue): boolean {
  const field = node.field('metrics');
  if (!field || !node.protocol.scored.includes(name)) return false;
  const read = lastRead(linesOf(field, node.section.text), name);
  return read === undefined || builderNumber(read) !== number;
}
