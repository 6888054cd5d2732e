import { formatValue, readValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import { breaksLock } from '../locks.ts';
import { changesOf } from '../mutation.ts';
import type { Protocol } from '../../protocol/types.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const lockedParameter: IterationRule = {
  slug: 'locked-parameter',
  severity: 'error',
  scope: 'iteration',
  summary: "A locked parameter has another value than the protocol's.",
  fixable: true,
  universal: false,
  needs: ({ parameters }) => Object.values(parameters).some(({ role }) => role === 'locked'),
  check(node, context) {
    const { protocol } = node;
    if (node.pending) return [];
    const found: Finding[] = [];
    const reported: string[] = [];
    for (const { name, item, value } of node.config.values()) {
      if (!breaksLock(name, value, node, context)) continue;
      reported.push(name);
      const locked = formatValue(protocol.parameters[name]?.value ?? '');
      found.push({
        span: item.span,
        message: `${name} is locked at ${locked}${exceptionOf(protocol, name)}: with ${item.value.text} this run compares with no other.`,
        fix: { title: `Restore ${name}=${locked}`, edits: [replace(item.value, locked)] },
      });
    }
    for (const { name, param, to } of changesOf(node)) {
      if (
        reported.includes(name) ||
        !breaksLock(name, readValue(to.text, protocol.parameters[name]), node, context)
      )
        continue;
      found.push({
        span: { start: param.start, end: to.end },
        message: `${name} is locked${exceptionOf(protocol, name)}: a mutation must not change it.`,
      });
    }
    return found;
  },
};

/** With what a locked parameter may change, as words for a message. */
function exceptionOf(protocol: Protocol, name: string): string {
  const others = protocol.lockExceptions.filter(e => e.parameters.includes(name)).flatMap(e => e.with);
  return others.length > 0 ? ` unless ${others.join(' or ')} changes too` : '';
}
