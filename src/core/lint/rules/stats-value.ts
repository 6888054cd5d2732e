import { replace } from '../../text/edits.ts';
import { counted } from '../../text/counted.ts';
import { shift } from '../../text/span.ts';
import { knownStatistics } from '../known-statistics.ts';
import type { Statistic } from '../known-statistics.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import { quotedStatistics } from '../quoted-statistics.ts';
import type { QuotedStatistic } from '../quoted-statistics.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

const none: readonly Finding[] = [];

export const statsValue: IterationRule = {
  slug: 'stats-value',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A mean or a standard deviation in an Observation is not that of the samples.',
  fixable: true,
  universal: false,
  check(node, context) {
    const value = node.field('observation')?.value;
    if (!value || node.pending) return none;
    const quoted = quotedStatistics(value.text, node.protocol);
    return quoted.length === 0 ? none : quoted.flatMap(one => differing(one, value.start, node, context));
  },
};

/** The catalogue's tolerance, beside what binary fractions lose. */
const tolerance = 0.005 + 1e-9;
const counts = /\bn ?= ?(\d+)|\b(\d+)[ -](?:samples?|runs?)\b/gi;

function differing(quoted: QuotedStatistic, base: number, node: IterationNode, context: Context): Finding[] {
  const run = quoted.about === undefined ? node : context.node(quoted.about);
  if (!run) return [];
  const [right, ...others] = knownStatistics(quoted, run, node, context);
  const stated = Number(quoted.value.text);
  const agrees = (one: Statistic): boolean => Math.abs(one.value - stated) <= tolerance;
  if (!right || [right, ...others].some(agrees)) return [];
  const place = shift(quoted.value, base);
  // Two decimals keep what is put there within the tolerance.
  const text = right.value.toFixed(Math.max(quoted.value.text.split('.')[1]?.length ?? 0, 2));
  const whose = run === node ? 'this config' : `the config of Iter ${run.id}`;
  const message = `The ${quoted.kind} of ${quoted.metric} over the ${counted(right.n, 'sample')} of ${whose} is ${text}, not ${quoted.value.text}.`;
  const fix = { title: `Set the ${quoted.kind} to ${text}`, edits: [replace(place, text)] };
  return [withFix(statesOtherCount(node, right.n) ? undefined : fix, { span: place, message })];
}

/** A number that was worked out from other runs than iterlog counts is not put right by a computed one. */
function statesOtherCount(node: IterationNode, n: number): boolean {
  const stated = [...(node.field('observation')?.value.text ?? '').matchAll(counts)];
  return stated.length > 0 && !stated.some(([, a, b]) => Number(a ?? b) === n);
}
