import { replace } from '../../text/edits.ts';
import { isNamedTwice, otherNames } from '../parameters.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const parameterAlias: IterationRule = {
  slug: 'parameter-alias',
  severity: 'info',
  scope: 'iteration',
  summary: 'A parameter is named by an alias.',
  fixable: true,
  universal: false,
  check(node) {
    const found: Finding[] = [];
    if (node.pending) return found;
    for (const other of otherNames(node)) {
      const { token, name } = other;
      if (!name) continue;
      const twice = isNamedTwice(other, name, node.protocol);
      const fix = twice ? undefined : { title: `Rename to ${name}`, edits: [replace(token, name)] };
      const message = `${token.text} is another name of ${name}: one name finds all its values.`;
      found.push(withFix(fix, { span: token, message }));
    }
    return found;
  },
};
