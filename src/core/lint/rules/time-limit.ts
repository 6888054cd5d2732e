import { minutesOf } from '../time.ts';
import type { IterationRule } from '../rule.ts';

export const timeLimit: IterationRule = {
  slug: 'time-limit',
  severity: 'error',
  scope: 'iteration',
  summary: 'A run took longer than the time limit.',
  fixable: false,
  universal: false,
  needs: ({ time }) => time !== undefined,
  check(node) {
    const { time } = node.protocol;
    const minutes = minutesOf(node);
    const item = time && node.metrics.get(time.metric)?.item;
    if (!time || !item || minutes === undefined || minutes <= time.limit || node.pending) return [];
    return [
      {
        span: item.span,
        message: `Iter ${node.id} took ${item.value.text} min, over the limit of ${time.limit}. Flag it, and reduce time_step or n_epochs in what is mutated from it.`,
      },
    ];
  },
};
