import { readValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import { equalValues } from '../config.ts';
import { breaksLock } from '../locks.ts';
import { plainPairs } from '../mutation.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const mutationNewValue: IterationRule = {
  slug: 'mutation-new-value',
  severity: 'error',
  scope: 'iteration',
  summary: "The new value of a mutation is not the value of this entry's Config.",
  fixable: true,
  universal: false,
  check(node, context) {
    const found: Finding[] = [];
    for (const pair of plainPairs(node)) {
      const name = context.names.parameter(pair.param.text) ?? pair.param.text;
      const parameter = node.protocol.parameters[name];
      const own = node.config.get(name);
      const to = readValue(pair.new.text, parameter);
      if (!own || equalValues(to, own.value)) continue;
      if (breaksLock(name, to, node, context)) continue;
      const value = own.item.value.text;
      // Where Config has the old value, either line may be the one that was not brought up to date.
      const isOld = equalValues(readValue(pair.old.text, parameter), own.value);
      found.push(
        withFix(
          isOld ? undefined : { title: `Set the new value to ${value}`, edits: [replace(pair.new, value)] },
          {
            span: pair.new,
            message: isOld
              ? `Config still says ${name}=${value}, the old value: either the run did not make this change, or Config was not brought up to date.`
              : `Config says ${name}=${value}, not ${pair.new.text}: the tree shows a change that the run did not make.`,
          },
        ),
      );
    }
    return found;
  },
};
