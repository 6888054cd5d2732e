import { formatValue } from '../../protocol/format.ts';
import { insert, replace } from '../../text/edits.ts';
import type { IterationNode } from '../node.ts';
import { differences, sourceOf } from '../rerun.ts';
import type { Difference } from '../rerun.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const robustnessVerbatim: IterationRule = {
  slug: 'robustness-verbatim',
  severity: 'error',
  scope: 'iteration',
  summary: "A re-run's Config differs from the one it re-runs.",
  fixable: true,
  universal: false,
  check(node, context) {
    const field = node.field('mutation');
    const x = field?.rerunOf;
    if (!field || !x || node.pending) return [];
    const source = sourceOf(x.id, node, context);
    if (!source) {
      const message = `No earlier iteration ${x.id} is in this log: what this run repeats is not known.`;
      return [{ span: x, message }];
    }
    if (source !== 'baseline' && source.crashed) {
      const message = `Iter ${x.id} has no result, so this run cannot be a further sample of it. Name a run that has one.`;
      return [{ span: x, message }];
    }
    const found = differences(node, source, context);
    const [first] = found;
    if (!first) return [];
    const list = found
      .map(d => `${d.name}=${formatValue(d.own)} instead of ${formatValue(d.was)}`)
      .join(', ');
    return [
      withFix(copyOf(node, found, x.id), {
        span: node.config.get(first.name)?.item.span ?? x,
        message: `This re-run of Node ${x.id} has ${list}: it is a sample of another config, and would falsify mean and std.`,
      }),
    ];
  },
};

/** Gives each parameter its value in the config that is re-run. */
function copyOf(node: IterationNode, found: readonly Difference[], x: number): Fix | undefined {
  const last = node.field('config')?.items.at(-1);
  if (!last) return undefined;
  const edits = found.flatMap(({ name, was }) => {
    const item = node.config.get(name)?.item;
    return item ? [replace(item.value, formatValue(was))] : [];
  });
  const absent = found.filter(({ name }) => !node.config.has(name));
  const added = absent.map(({ name, was }) => `, ${name}=${formatValue(was)}`).join('');
  if (added !== '') edits.push(insert(last.span.end, added));
  return { title: `Copy the values of Node ${x}`, edits };
}
