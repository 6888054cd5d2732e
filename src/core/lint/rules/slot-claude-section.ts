import { majority, overwritten } from '../../slots/claude-section.ts';
import { sameNode } from '../../slots/compare.ts';
import type { SlotContext } from '../../slots/context.ts';
import type { SlotConfig } from '../../slots/files.ts';
import { entryAt } from '../../slots/model.ts';
import type { Entry } from '../../slots/model.ts';
import type { SlotFinding, SlotRule } from '../rule.ts';
import { relatedIn, spelled, valuePlace } from '../slot-text.ts';

export const slotClaudeSection: SlotRule = {
  slug: 'slot-claude-section',
  severity: 'warning',
  scope: 'slot',
  summary: 'The section `claude` would overwrite a locked or planned value, or differs from the other slots.',
  fixable: true,
  universal: false,
  *check(config, context) {
    const section = entryAt(config.document, ['claude'])?.node;
    for (const entry of section?.kind === 'map' ? section.entries : []) {
      const found = overwriting(entry, config, context) ?? disagreeing(entry, context);
      if (found) yield found;
    }
  },
};

function overwriting(
  entry: Entry,
  { slot, document }: SlotConfig,
  context: SlotContext,
): SlotFinding | undefined {
  const { key, node } = entry;
  const value = overwritten(entry, slot, context);
  if (value === undefined) return undefined;
  const text = String(value);
  return {
    span: valuePlace(entry),
    message: `A fresh start writes ${spelled(node, document)} from here over \`training.${key}\`, which is to be ${text}.`,
    fix: { title: `Set ${key} to ${text}`, changes: [{ kind: 'set', path: ['claude', key], value }] },
  };
}

function disagreeing(entry: Entry, { slots }: SlotContext): SlotFinding | undefined {
  const { key, node } = entry;
  const path = ['claude', key];
  const winner = majority(path, slots);
  if (!winner || sameNode(winner.entry.node, node)) return undefined;
  const { slot, entry: from } = winner;
  const name = `slot ${slot.slot}`;
  return {
    span: valuePlace(entry),
    message: `\`claude.${key}\` is not what ${name} has: the script reads one of them for all slots.`,
    fix: {
      title: `Take ${key} over from ${name}`,
      changes: [{ kind: 'copy', path, from, source: slot.document }],
    },
    related: [relatedIn(slot, path, `What ${name} has.`)],
  };
}
