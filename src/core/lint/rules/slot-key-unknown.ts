import { pathText } from '../../slots/model.ts';
import type { StrayKey } from '../../slots/stray.ts';
import type { SlotFinding, SlotRule } from '../rule.ts';

export const slotKeyUnknown: SlotRule = {
  slug: 'slot-key-unknown',
  severity: 'error',
  scope: 'slot',
  summary: 'A training key of another schema generation, or a misspelt one: it has no effect.',
  fixable: true,
  universal: false,
  *check(config, context) {
    for (const stray of context.strayKeys(config)) yield finding(stray);
  },
};

const reasons: Readonly<Record<StrayKey['kind'], string>> = {
  generation: 'is a key of another version of the schema',
  name: 'is the name that logs use, not a key of the config',
  typo: 'is no key of the config',
};

function finding({ path, entry, kind, meant, hasMeant }: StrayKey): SlotFinding {
  const key = meant.at(-1) ?? '';
  const isNear = pathText(meant.slice(0, -1)) === pathText(path.slice(0, -1));
  const advice = hasMeant
    ? `\`${pathText(meant)}\` stands here too: keep that one`
    : `write \`${isNear ? key : pathText(meant)}\``;
  return {
    span: entry.keySpan,
    message: `\`${entry.key}\` ${reasons[kind]}, so its value has no effect: ${advice}.`,
    ...(isNear &&
      !hasMeant && { fix: { title: `Rename to ${key}`, changes: [{ kind: 'rename', path, key }] } }),
  };
}
