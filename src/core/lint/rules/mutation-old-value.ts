import { formatValue, readValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import { equalValues } from '../config.ts';
import { plainPairs } from '../mutation.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

/** Words that stand for the value a parameter had before the search. */
const namesNoValue = /^(?:baseline|root|default|none|unset|off|n\/a)$/i;

export const mutationOldValue: IterationRule = {
  slug: 'mutation-old-value',
  severity: 'error',
  scope: 'iteration',
  summary: "The old value of a mutation is not the parent's value.",
  fixable: true,
  universal: false,
  *check(node, context) {
    const pairs = plainPairs(node);
    const parent = pairs.length > 0 ? context.parentConfig(node) : undefined;
    if (!parent) return;
    for (const pair of pairs) {
      const name = context.names.parameter(pair.param.text);
      const had = name === undefined ? undefined : parent.values.get(name);
      if (!name || !had || namesNoValue.test(pair.old.text)) continue;
      if (equalValues(readValue(pair.old.text, node.protocol.parameters[name]), had.value)) continue;
      const value = formatValue(had.value);
      const owner = node.parent ? `Iter ${node.parent}` : 'The baseline';
      const inherited =
        typeof had.origin === 'number' && had.origin !== node.parent ? ` (from Iter ${had.origin})` : '';
      yield withFix(
        { title: `Set the old value to ${value}`, edits: [replace(pair.old, value)] },
        {
          span: pair.old,
          message: `${owner} ran with ${name}=${value}${inherited}, not ${pair.old.text}: the change recorded here is not the one that was made.`,
        },
      );
    }
  },
};
