import { takenOver } from '../../slots/changes.ts';
import type { Difference } from '../../slots/compare.ts';
import type { SlotContext } from '../../slots/context.ts';
import type { Config, SlotConfig } from '../../slots/files.ts';
import { strayPaths } from '../../slots/deviations.ts';
import { brokenLocks } from '../../slots/locks.ts';
import { pathText } from '../../slots/model.ts';
import type { SlotFinding, SlotRule } from '../rule.ts';
import { assignment, placeIn, relatedIn, spelled } from '../slot-text.ts';

export const slotLocked: SlotRule = {
  slug: 'slot-locked',
  severity: 'error',
  scope: 'slot',
  summary: 'A slot config differs from the base config in a key that the search may not change.',
  fixable: true,
  universal: false,
  *check(config, context) {
    const { base } = context;
    if (!base) yield* againstProtocol(config, context);
    else for (const found of context.lockedDifferences(config)) yield* finding(found, config, base, context);
  },
};

function* finding(
  difference: Difference,
  config: SlotConfig,
  base: Config,
  context: SlotContext,
): Generator<SlotFinding> {
  const { path, own, other } = difference;
  if (strayPaths(config, context).has(pathText(path))) return;
  const was = other ? spelled(other.node, base.document) : 'no such key';
  const is = own ? spelled(own.node, config.document) : 'missing';
  yield {
    span: placeIn(config.document, path),
    message: `\`${pathText(path)}\` is ${is}, and the base config has ${was}: the search may not change it.`,
    fix: {
      title: other ? `Restore ${pathText(path)}` : `Take out ${pathText(path)}`,
      changes: takenOver([difference], config.document, base.document),
      like: base.document,
    },
    ...(other && { related: [relatedIn(base, path, 'The base config has it so.')] }),
  };
}

/** Without the base config the protocol says what a locked parameter is. */
function* againstProtocol(config: SlotConfig, context: SlotContext): Generator<SlotFinding> {
  for (const { name, path, value, own } of brokenLocks(config, context))
    yield {
      span: placeIn(config.document, path),
      message: `\`${pathText(path)}\` is ${assignment(name, own)}, and the protocol locks ${assignment(name, value)}.`,
      fix: { title: `Restore ${pathText(path)}`, changes: [{ kind: 'set', path, value }] },
    };
}
