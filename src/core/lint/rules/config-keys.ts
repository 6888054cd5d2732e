import type { AssignmentsField } from '../../log/model.ts';
import { insert } from '../../text/edits.ts';
import type { Context } from '../context.ts';
import { plainPairs } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import { intended } from '../parameters.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { listed, withFix } from '../with-fix.ts';

export const configKeys: IterationRule = {
  slug: 'config-keys',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The Config line lacks a parameter that every Config line names.',
  fixable: true,
  universal: false,
  *check(node, context) {
    const { configKeys: keys } = node.protocol;
    const field = node.field('config');
    if (keys.length === 0 || node.pending || (node.crashed && !field)) return;
    const misspelt = [...node.config.keys()].map(
      name => context.names.parameter(name) ?? intended(name, node.protocol),
    );
    const missing = keys.filter(key => !misspelt.includes(key));
    if (missing.length === 0) return;
    const what = field ? `Config does not name ${listed(missing)}` : `Iter ${node.id} has no Config line`;
    yield withFix(field && fixOf(node, field, missing, context), {
      span: field?.span ?? node.header.span,
      message: `${what}: what this run used can only be guessed from its ancestors.`,
    });
  },
};

/** Adds the missing parameters in the protocol's order; undefined unless the log or the slot config gives each value. */
function fixOf(
  node: IterationNode,
  field: AssignmentsField,
  missing: readonly string[],
  context: Context,
): Fix | undefined {
  const values = new Map(
    plainPairs(node).map(pair => [context.names.parameter(pair.param.text), pair.new.text]),
  );
  const slot = context.evidence.slots[node.slot];
  const valueOf = (key: string) =>
    values.get(key) ?? (slot && context.inNewestBatch(node) ? slot.get(key) : undefined);
  const [first] = field.items;
  if (!first || missing.some(key => valueOf(key) === undefined)) return undefined;
  const additions = new Map<number, string>();
  let after: number | undefined;
  for (const key of node.protocol.configKeys) {
    const item = node.config.get(key)?.item;
    if (item) after = item.span.end;
    if (!missing.includes(key)) continue;
    const at = after ?? first.span.start;
    const pair = `${key}=${valueOf(key) ?? ''}`;
    additions.set(at, (additions.get(at) ?? '') + (after === undefined ? `${pair}, ` : `, ${pair}`));
  }
  return {
    title: `Add ${missing.join(', ')} to Config`,
    edits: [...additions].map(([at, text]) => insert(at, text)),
  };
}
