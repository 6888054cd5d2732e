import { replace } from '../../text/edits.ts';
import { namedParameters } from '../parameters.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const parameterAlias: IterationRule = {
  slug: 'parameter-alias',
  severity: 'info',
  scope: 'iteration',
  summary: 'A parameter is named by an alias.',
  fixable: true,
  universal: false,
  *check(node, { names }) {
    if (node.pending) return;
    for (const { token, line } of namedParameters(node)) {
      const name = names.parameter(token.text);
      if (!name || name === token.text) continue;
      const twice = line.some(other => other !== token && names.parameter(other.text) === name);
      const fix = twice ? undefined : { title: `Rename to ${name}`, edits: [replace(token, name)] };
      yield withFix(fix, {
        span: token,
        message: `${token.text} is another name of ${name}: one name finds all its values.`,
      });
    }
  },
};
