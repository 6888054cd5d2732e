import { isOfSlot } from '../../slots/changes.ts';
import { leavesOf } from '../../slots/compare.ts';
import type { Leaf } from '../../slots/compare.ts';
import { keysOf } from '../../slots/keys.ts';
import { pathText } from '../../slots/model.ts';
import type { Protocol } from '../../protocol/types.ts';
import type { SlotFinding, SlotRule } from '../rule.ts';
import { writeValue } from '../../slots/write.ts';

/** What a person reads as a number, and most programs too. */
const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

export const slotFloat: SlotRule = {
  slug: 'slot-float',
  severity: 'warning',
  scope: 'slot',
  summary: 'A number in a form that PyYAML loads as a text.',
  fixable: true,
  universal: true,
  *check({ document }, { protocol }) {
    for (const leaf of leavesOf(document)) {
      const text = textOf(leaf, protocol);
      if (text !== undefined) yield finding(leaf, text);
    }
  },
};

/** The text that is meant as a number. In quotes it may be meant as a text, unless the parameter is a number. */
function textOf({ path, entry: { node } }: Leaf, protocol: Protocol): string | undefined {
  if (node.kind !== 'scalar' || node.scalar.kind !== 'text' || !number.test(node.scalar.value))
    return undefined;
  if (isOfSlot(path) && path[0] !== 'claude') return undefined;
  const names = keysOf(protocol).namesAt(path);
  const isNumber = names.some(name => protocol.parameters[name]?.type === 'number');
  return node.style === 'none' || isNumber ? node.scalar.value : undefined;
}

function finding({ path, entry }: Leaf, text: string): SlotFinding {
  const value = Number(text);
  const written = writeValue(value);
  return {
    span: entry.node.span,
    message: `PyYAML loads \`${pathText(path)}\` as the text "${text}", not as a number: write \`${written}\`.`,
    fix: { title: `Write ${written}`, changes: [{ kind: 'set', path, value }] },
  };
}
