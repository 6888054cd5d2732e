import { replace } from '../../text/edits.ts';
import { nameLines } from '../parameters.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const parameterAlias: IterationRule = {
  slug: 'parameter-alias',
  severity: 'info',
  scope: 'iteration',
  summary: 'A parameter is named by an alias.',
  fixable: true,
  universal: false,
  *check(node) {
    if (node.pending) return;
    for (const { names, others } of nameLines(node)) {
      for (const { token, name } of others) {
        if (!name) continue;
        const twice = names.some(other => other.token !== token && other.name === name);
        const fix = twice ? undefined : { title: `Rename to ${name}`, edits: [replace(token, name)] };
        const message = `${token.text} is another name of ${name}: one name finds all its values.`;
        yield withFix(fix, { span: token, message });
      }
    }
  },
};
