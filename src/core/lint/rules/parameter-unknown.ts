import { replace } from '../../text/edits.ts';
import type { Token } from '../../log/model.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import { intended, isName, nameLines } from '../parameters.ts';
import type { ParameterName } from '../parameters.ts';
import type { Finding, IterationRule } from '../rule.ts';
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
    for (const { names, others } of nameLines(node)) {
      for (const { token, name } of others) if (!name) yield* unknown(token, names, node, context);
    }
  },
};

function* unknown(
  name: Token,
  line: readonly ParameterName[],
  node: IterationNode,
  context: Context,
): Generator<Finding> {
  if (!isName(name.text)) return;
  const meant = intended(name.text, node.protocol);
  // A name that runs on from the parent was reported where it came in; a misspelling is mended wherever it stands.
  if (!meant && context.parentConfig(node)?.values.has(name.text)) return;
  const twice = line.some(other => other.name === meant);
  const fix = meant && !twice ? { title: `Rename to ${meant}`, edits: [replace(name, meant)] } : undefined;
  const hint = meant ? `Did you mean ${meant}?` : 'If the search may use it, add it to `iterlog.yaml`.';
  const message = `The protocol knows no parameter ${name.text}, so its value is compared with nothing. ${hint}`;
  yield withFix(fix, { span: name, message });
}
