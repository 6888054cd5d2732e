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
  needs: ({ configKeys: keys }) => keys.length > 0,
  check(node, context) {
    const { configKeys: keys } = node.protocol;
    const field = node.field('config');
    if (node.pending || (node.crashed && !field) || keys.every(key => node.config.has(key))) return [];
    // A misspelt name is parameter-unknown's.
    const named = node.config
      .keys()
      .map(name => (keys.includes(name) ? name : intended(name, node.protocol)));
    const missing = keys.filter(key => !named.includes(key));
    if (missing.length === 0) return [];
    const what = field ? `Config does not name ${listed(missing)}` : `Iter ${node.id} has no Config line`;
    const message = `${what}: what this run used can only be guessed from its ancestors.`;
    return [withFix(fixOf(node, missing, context), { span: field?.span ?? node.header.span, message })];
  },
};

/** Adds the missing parameters in the protocol's order; undefined unless the log or the slot config gives each value. */
function fixOf(node: IterationNode, missing: readonly string[], context: Context): Fix | undefined {
  const items = node.field('config')?.items ?? [];
  const own = plainPairs(node).map(
    pair => [context.names.parameter(pair.param.text), pair.new.text] as const,
  );
  const values = new Map(own);
  const slot = context.inNewestBatch(node) ? context.evidence.slots[node.slot] : undefined;
  const valueOf = (key: string) => values.get(key) ?? slot?.get(key);
  const [first] = items;
  const hasEmpty = items.some(({ key }) => missing.includes(context.names.parameter(key.text) ?? ''));
  if (!first || hasEmpty || missing.some(key => valueOf(key) === undefined)) return undefined;
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
  const edits = [...additions].map(([at, text]) => insert(at, text));
  return { title: `Add ${missing.join(', ')} to Config`, edits };
}
