import type { Assignment } from '../../log/model.ts';
import { metricItem, statesNumbers } from '../metrics.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, IterationRule, Severity } from '../rule.ts';
import { listed } from '../with-fix.ts';

export const metricMissing: IterationRule = {
  slug: 'metric-missing',
  severity: 'error',
  scope: 'iteration',
  summary: 'A metric that the protocol needs is absent, or present under another name only.',
  fixable: true,
  universal: false,
  check(node, { names: { required, expected } }) {
    if (node.pending || !statesNumbers(node)) return [];
    if (!lacks(node, required) && !lacks(node, expected)) return [];
    return [...missing(node, required, 'error'), ...missing(node, expected, 'warning')];
  },
};

/** Whether the metric stands on the Metrics line under its own name. */
const states = (node: IterationNode, name: string): boolean => metricItem(node, name) !== undefined;

const lacks = (node: IterationNode, names: readonly string[]): boolean =>
  !names.every(name => states(node, name));

function missing(node: IterationNode, names: readonly string[], severity: Severity): Finding[] {
  const found: Finding[] = [];
  const field = node.field('metrics');
  if (!field) return found;
  const absent: string[] = [];
  for (const name of names.filter(own => !states(node, own))) {
    const aliases = node.protocol.metrics[name]?.aliases ?? [];
    const other = field.items.findLast(
      ({ key }) => aliases.includes(key.text) || plain(key.text) === plain(name),
    );
    if (other) found.push(renamed(other, name, severity));
    else absent.push(name);
  }
  if (absent.length === 0) return found;
  const cost =
    severity === 'error'
      ? `the tree builder drops Iter ${node.id} and makes its children roots`
      : 'the run cannot be compared by it';
  const message = `Metrics has no ${listed(absent)}: ${cost}. Add it from the result log.`;
  found.push({ span: field.label, severity, message });
  return found;
}

/** A name without the case, marks and emphasis in which it can be misspelled. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const renamed = ({ key }: Assignment, name: string, severity: Severity): Finding => ({
  span: key,
  severity,
  message: `The tree builder does not know ${key.text}: it reads the metric only under the name ${name}.`,
  fix: { title: `Rename ${key.text} to ${name}`, edits: [{ start: key.start, end: key.end, text: name }] },
});
