import { formatValue, readValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import { equalValues } from '../config.ts';
import type { Origin } from '../config.ts';
import { plainPairs } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';

/** Words that stand for the value a parameter had before the search. */
const namesNoValue = /^(?:baseline|root|default|none|unset|off|n\/a)$/i;

export const mutationOldValue: IterationRule = {
  slug: 'mutation-old-value',
  severity: 'error',
  scope: 'iteration',
  summary: "The old value of a mutation is not the parent's value.",
  fixable: true,
  universal: false,
  check(node, context) {
    const found: Finding[] = [];
    const pairs = plainPairs(node);
    const parent = pairs.length > 0 ? context.parentConfig(node) : undefined;
    if (!parent) return found;
    for (const pair of pairs) {
      const name = context.names.parameter(pair.param.text);
      const had = name === undefined ? undefined : parent.values.get(name);
      if (!name || !had || namesNoValue.test(pair.old.text)) continue;
      if (equalValues(readValue(pair.old.text, node.protocol.parameters[name]), had.value)) continue;
      const value = formatValue(had.value);
      const ran = `${ownerOf(node, had.origin)} ran with ${name}=${value}`;
      // Put right, the pair would say that nothing was changed: then the parent, not the value, is what is wrong.
      if (equalValues(readValue(pair.new.text, node.protocol.parameters[name]), had.value)) {
        found.push({
          span: pair.old,
          message: `${ran} already: against this parent nothing was changed. Name the node that ran with ${pair.old.text}.`,
        });
        continue;
      }
      found.push({
        span: pair.old,
        message: `${ran}, not ${pair.old.text}: the change recorded here is not the one that was made.`,
        fix: { title: `Set the old value to ${value}`, edits: [replace(pair.old, value)] },
      });
    }
    return found;
  },
};

/** The parent, and the ancestor that its value is known from when it is silent itself. */
function ownerOf({ parent }: IterationNode, origin: Origin): string {
  const owner = parent ? `Iter ${parent}` : 'The baseline';
  return typeof origin === 'number' && origin !== parent ? `${owner} (as Iter ${origin} says)` : owner;
}
