import type { Span } from '../../text/span.ts';
import { formatNumber, formatValue, readValue } from '../../protocol/format.ts';
import type { Parameter, Value } from '../../protocol/types.ts';
import { equalValues } from '../config.ts';
import { changesOf } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import type { IterationRule } from '../rule.ts';

export const searchRange: IterationRule = {
  slug: 'search-range',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A tunable parameter is outside its search range.',
  fixable: false,
  universal: false,
  *check(node, context) {
    if (node.isRerun || node.pending) return;
    for (const [name, value, span] of valuesOf(node)) {
      const parameter = node.protocol.parameters[name];
      if (!parameter || isInRange(value, parameter)) continue;
      // A child that keeps the value has not chosen it.
      const had = context.parentConfig(node)?.values.get(name)?.value;
      if (had !== undefined && equalValues(had, value)) continue;
      const message = `${name}=${formatValue(value)} is outside the search range ${rangeOf(parameter)}: a run spent where the protocol does not look.`;
      yield { span, message };
    }
  },
};

/** The values of the Config line, and of the Mutation line where Config does not name the parameter. */
function* valuesOf(node: IterationNode): Generator<readonly [string, Value, Span]> {
  for (const [name, { value, item }] of node.config) yield [name, value, item.span];
  for (const { name, param, to } of changesOf(node)) {
    if (node.config.has(name)) continue;
    yield [name, readValue(to.text, node.protocol.parameters[name]), { start: param.start, end: to.end }];
  }
}

function isInRange(value: Value, { min, max, also, role }: Parameter): boolean {
  if (typeof value !== 'number' || role === 'locked' || role === 'seed') return true;
  if (also.some(other => equalValues(other, value))) return true;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function rangeOf({ min, max, also }: Parameter): string {
  const [low, high] = [min, max].map(end => (end === undefined ? undefined : formatNumber(end)));
  const range =
    low === undefined ? `up to ${high ?? ''}` : high === undefined ? `from ${low}` : `${low} to ${high}`;
  return also.length > 0 ? `${range}, or ${also.map(formatValue).join(', ')}` : range;
}
