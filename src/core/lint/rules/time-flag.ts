import type { Span } from '../../text/span.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import { costOf, leastCost, minutesOf } from '../time.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const timeFlag: IterationRule = {
  slug: 'time-flag',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A run took longer than the warning time and is not flagged, or its child is no cheaper.',
  fixable: false,
  universal: false,
  needs: ({ time }) => time !== undefined,
  check(node, context) {
    const { time } = node.protocol;
    if (!time || node.pending) return [];
    return [...notFlagged(node, time), ...noCheaper(node, time, context)];
  },
};

type Time = NonNullable<IterationNode['protocol']['time']>;
const flag = /\b(?:time|minutes?|slow\w*|limit|budget|flag\w*|took|long(?:er)?|timeout|55|60)\b|\d ?min\b/i;

function notFlagged(node: IterationNode, { metric, warn }: Time): Finding[] {
  const minutes = minutesOf(node);
  const item = node.metrics.get(metric)?.item;
  if (!item || minutes === undefined || minutes <= warn) return [];
  if (node.entry.lines.some(line => line.name === 'observation' && flag.test(line.value.text))) return [];
  const message = `Iter ${node.id} took ${item.value.text} min, over ${warn}, and its Observation does not say so: what is mutated from it will run as long. Flag the time there.`;
  return [{ span: item.span, message }];
}

/** A child that was planned when its parent's time was known, and whose config should take as long or longer. */
function noCheaper(node: IterationNode, { warn, limit }: Time, context: Context): Finding[] {
  const place = placeOf(node);
  const parent = place && context.parentOf(node);
  const minutes = parent && minutesOf(parent);
  if (!place || !parent || minutes === undefined || minutes <= warn || parent.batch >= node.batch) return [];
  if (node.isRerun && minutes <= limit) return [];
  const [own, before] = [node, parent].map(run => costOf(context.config(run), node.protocol));
  const isCheapest = before !== undefined && before <= (leastCost(node.protocol) ?? 0);
  if (own === undefined || before === undefined || own < before || (own === before && isCheapest)) return [];
  const message = `Iter ${parent.id}, the parent, took ${minutes} min, over ${warn}, and this config should take as long or longer. Reduce time_step, or n_epochs at time_step 1.`;
  return [{ span: place, message }];
}

/** Where the entry states its time_step, else its whole config; nothing for an entry that states neither config nor mutation. */
function placeOf(node: IterationNode): Span | undefined {
  return (
    node.config.get('time_step')?.item.span ?? node.field('config')?.label ?? node.field('mutation')?.label
  );
}
