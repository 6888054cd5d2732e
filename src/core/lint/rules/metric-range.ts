import { formatNumber } from '../../protocol/format.ts';
import type { Metric, Protocol } from '../../protocol/types.ts';
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
    const found: Finding[] = [];
    if (node.pending) return found;
    for (const metric of node.metrics.values())
      if (isImpossible(metric, boundsOf(metric, node.protocol))) found.push(...finding(node, metric));
    return found;
  },
};

type Bounds = Pick<Metric, 'min' | 'max'>;

const isImpossible = ({ number = NaN }: MetricValue, { min = -Infinity, max = Infinity }: Bounds): boolean =>
  number < min || number > max;

function finding(node: IterationNode, metric: MetricValue): Finding[] {
  if (isMisread(node, metric)) return [];
  const { item, name, number = NaN } = metric;
  const { min = -Infinity, max = Infinity } = boundsOf(metric, node.protocol);
  const bound = number < min ? `at least ${formatNumber(min)}` : `at most ${formatNumber(max)}`;
  const message = `${name} is ${item.value.text} here but can only be ${bound}. Correct it from the result log.`;
  return [{ span: item.value, message }];
}

const r2: Bounds = { max: 1 };
const correlation: Bounds = { min: -1, max: 1 };
const duration: Bounds = { min: 0 };
const unbounded: Bounds = {};

/** The bounds of a metric; of one that the protocol does not name, by what its name says it is. */
function boundsOf({ name, number = NaN }: MetricValue, { metrics }: Protocol): Bounds {
  const known = metrics[name];
  if (known) return known;
  // Any of them can be from 0 to 1.
  if (number >= 0 && number <= 1) return unbounded;
  if (/R2$/i.test(name)) return r2;
  if (/pearson|correlation/i.test(name)) return correlation;
  return /time/i.test(name) ? duration : unbounded;
}

/** Whether metric-unreadable speaks of this value already: the tree builder takes it for another number. */
function isMisread(node: IterationNode, { name, number }: MetricValue): boolean {
  const field = node.field('metrics');
  if (!field || !node.protocol.scored.includes(name)) return false;
  const read = lastRead(linesOf(field, node.section.text), name);
  return read === undefined || builderNumber(read) !== number;
}
