import { changesOf, isNoop } from '../mutation.ts';
import type { IterationRule } from '../rule.ts';
import { span } from '../../text/span.ts';

export const mutationSize: IterationRule = {
  slug: 'mutation-size',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A mutation changes more parameters than the protocol allows.',
  fixable: false,
  universal: false,
  check(node) {
    const most = node.protocol.maxMutations;
    const changes = changesOf(node);
    if (changes.length <= most || node.pending || node.startsBlock) return [];
    const counted = changes.filter(
      change => node.protocol.parameters[change.name]?.role !== 'seed' && !isNoop(change, node),
    );
    const names = new Set(counted.map(change => change.name));
    const [first] = counted;
    if (names.size <= most || !first) return [];
    return [
      {
        span: span(first.param.start, counted.at(-1)?.to.end ?? first.to.end),
        message: `${names.size} parameters change at once (${[...names].join(', ')}), ${most} are allowed: what made the difference cannot be told afterwards. Split it over several slots.`,
      },
    ];
  },
};
