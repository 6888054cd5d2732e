import { span } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import { formatNumber, formatValue, readValue } from '../../protocol/format.ts';
import type { Parameter, Value } from '../../protocol/types.ts';
import { equalValues } from '../config.ts';
import { changesOf } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import { isInRange } from '../range.ts';
import type { Context } from '../context.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const searchRange: IterationRule = {
  slug: 'search-range',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A tunable parameter is outside its search range.',
  fixable: false,
  universal: false,
  needs: ({ parameters }) =>
    Object.values(parameters).some(({ min, max }) => min !== undefined || max !== undefined),
  check(node, context) {
    const found: Finding[] = [];
    if (node.isRerun || node.pending) return found;
    const { parameters } = node.protocol;
    for (const { name, value, item } of node.config.values()) {
      const parameter = parameters[name];
      if (parameter && !isInRange(value, parameter))
        found.push(...chosen(node, name, value, item.span, context));
    }
    for (const { name, param, to } of changesOf(node)) {
      const parameter = parameters[name];
      if (!parameter || node.config.has(name)) continue;
      const value = readValue(to.text, parameter);
      if (!isInRange(value, parameter))
        found.push(...chosen(node, name, value, span(param.start, to.end), context));
    }
    return found;
  },
};

/** A child that keeps its parent's value has not chosen it. */
function chosen(node: IterationNode, name: string, value: Value, at: Span, context: Context): Finding[] {
  const parameter = node.protocol.parameters[name];
  const had = context.parentConfig(node)?.values.get(name)?.value;
  if (!parameter || (had !== undefined && equalValues(had, value))) return [];
  const message = `${name}=${formatValue(value)} is outside the search range ${rangeOf(parameter)}: a run spent where the protocol does not look.`;
  return [{ span: at, message }];
}

function rangeOf({ min, max, also }: Parameter): string {
  const [low, high] = [min, max].map(end => (end === undefined ? undefined : formatNumber(end)));
  const range =
    low === undefined ? `up to ${high ?? ''}` : high === undefined ? `from ${low}` : `${low} to ${high}`;
  return also.length > 0 ? `${range}, or ${also.map(formatValue).join(', ')}` : range;
}
