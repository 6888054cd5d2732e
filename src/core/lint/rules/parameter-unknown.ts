import { replace } from '../../text/edits.ts';
import { intended, isName, namedParameters } from '../parameters.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const parameterUnknown: IterationRule = {
  slug: 'parameter-unknown',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A parameter that the protocol does not know.',
  fixable: true,
  universal: false,
  *check(node, context) {
    if (node.pending) return;
    const { names } = context;
    for (const { token, line } of namedParameters(node)) {
      if (names.parameter(token.text) || !isName(token.text)) continue;
      const meant = intended(token.text, node.protocol);
      // A name that runs on from the parent was reported where it came in; a misspelling is mended wherever it stands.
      if (!meant && context.parentConfig(node)?.values.has(token.text)) continue;
      const twice = line.some(other => names.parameter(other.text) === meant);
      const fix =
        meant && !twice ? { title: `Rename to ${meant}`, edits: [replace(token, meant)] } : undefined;
      const hint = meant ? ` Did you mean ${meant}?` : ' If the search may use it, add it to `iterlog.yaml`.';
      yield withFix(fix, {
        span: token,
        message: `The protocol knows no parameter ${token.text}, so its value is compared with nothing.${hint}`,
      });
    }
  },
};
