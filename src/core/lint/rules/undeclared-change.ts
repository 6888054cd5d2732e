import { formatValue } from '../../protocol/format.ts';
import { insert } from '../../text/edits.ts';
import { equalValues } from '../config.ts';
import { breaksLock } from '../locks.ts';
import { changesOf } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const undeclaredChange: IterationRule = {
  slug: 'undeclared-change',
  severity: 'warning',
  scope: 'iteration',
  summary: "The Config differs from the parent's in a parameter that Mutation does not name.",
  fixable: true,
  universal: false,
  *check(node, context) {
    const kind = node.field('mutation')?.kind;
    if ((kind !== 'pairs' && kind !== 'code') || node.pending || node.startsBlock || node.config.size === 0)
      return;
    const parent = context.parentConfig(node);
    if (!parent) return;
    const named = changesOf(node);
    for (const [name, { item, value }] of node.config) {
      const parameter = node.protocol.parameters[name];
      const had = parent.values.get(name)?.value;
      if (!parameter || parameter.role === 'seed' || had === undefined || equalValues(value, had)) continue;
      if (named.some(change => change.name === name) || breaksLock(name, value, node, context)) continue;
      const old = formatValue(had);
      const owner = node.parent ? `Iter ${node.parent}` : 'the baseline';
      yield withFix(addPair(node, `${name}: ${old} -> ${item.value.text}`), {
        span: item.span,
        message: `${name} is ${item.value.text} here and ${old} in ${owner}, and Mutation does not say so: the result is credited to the wrong change.`,
      });
    }
  },
};

/** Adds a pair after the last one and the note in brackets that may follow it. */
function addPair(node: IterationNode, pair: string): Fix | undefined {
  const last = changesOf(node).at(-1);
  if (!last) return undefined;
  const note = /^[ \t]*\([^()\n]*\)/.exec(node.section.text.slice(last.to.end))?.[0] ?? '';
  return { title: `Add ${pair} to Mutation`, edits: [insert(last.to.end + note.length, `, ${pair}`)] };
}
