import { replace } from '../../text/edits.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import { intended, isName, isNamedTwice, otherNames } from '../parameters.ts';
import type { OtherName } from '../parameters.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const parameterUnknown: IterationRule = {
  slug: 'parameter-unknown',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A parameter that the protocol does not know.',
  fixable: true,
  universal: false,
  check(node, context) {
    const found: Finding[] = [];
    if (node.pending) return found;
    for (const other of otherNames(node))
      if (!other.name && isName(other.token.text)) found.push(...unknown(other, node, context));
    return found;
  },
};

function unknown(other: OtherName, node: IterationNode, context: Context): Finding[] {
  const { token } = other;
  const meant = intended(token.text, node.protocol);
  // A name that runs on from the parent was reported where it came in; a misspelling is mended wherever it stands.
  if (!meant && context.parentConfig(node)?.values.has(token.text)) return [];
  const twice = meant !== undefined && isNamedTwice(other, meant, node.protocol);
  const fix = meant && !twice ? { title: `Rename to ${meant}`, edits: [replace(token, meant)] } : undefined;
  const hint = meant ? `Did you mean ${meant}?` : 'If the search may use it, add it to `iterlog.yaml`.';
  const message = `The protocol knows no parameter ${token.text}, so its value is compared with nothing. ${hint}`;
  return [withFix(fix, { span: token, message })];
}
