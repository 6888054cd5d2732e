import { formatValue } from '../../protocol/format.ts';
import { equalValues } from '../config.ts';
import { breaksLock } from '../locks.ts';
import { withPair } from '../mutation-edits.ts';
import { changesOf } from '../mutation.ts';
import { intended } from '../parameters.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const undeclaredChange: IterationRule = {
  slug: 'undeclared-change',
  severity: 'warning',
  scope: 'iteration',
  summary: "The Config differs from the parent's in a parameter that Mutation does not name.",
  fixable: true,
  universal: false,
  check(node, context) {
    const { parameters } = node.protocol;
    const kind = node.field('mutation')?.kind;
    if ((kind !== 'pairs' && kind !== 'code') || node.pending || node.startsBlock || node.config.size === 0)
      return [];
    const parent = context.parentConfig(node);
    if (!parent) return [];
    const found: Finding[] = [];
    // A misspelt name is parameter-unknown's.
    const named = changesOf(node).map(({ name }) =>
      parameters[name] ? name : intended(name, node.protocol),
    );
    for (const { name, item, value } of node.config.values()) {
      const parameter = parameters[name];
      const had = parent.values.get(name)?.value;
      if (!parameter || parameter.role === 'seed' || had === undefined || equalValues(value, had)) continue;
      if (named.includes(name) || breaksLock(name, value, node, context)) continue;
      const old = formatValue(had);
      const owner = node.parent ? `Iter ${node.parent}` : 'the baseline';
      found.push(
        withFix(withPair(node, `${name}: ${old} -> ${item.value.text}`), {
          span: item.span,
          message: `${name} is ${item.value.text} here and ${old} in ${owner}, and Mutation does not say so: the result is credited to the wrong change.`,
        }),
      );
    }
    return found;
  },
};
