import { freshSeeds } from '../../slots/changes.ts';
import type { SlotContext } from '../../slots/context.ts';
import type { SlotConfig } from '../../slots/files.ts';
import { seedsOf, seedTwin } from '../../slots/seeds.ts';
import type { SlotFix, SlotRule } from '../rule.ts';
import { placeIn, relatedIn } from '../slot-text.ts';

export const slotSeed: SlotRule = {
  slug: 'slot-seed',
  severity: 'warning',
  scope: 'slot',
  summary: 'Two slots, or a slot and the run that it repeats, have the same seeds.',
  fixable: true,
  universal: false,
  needs: ({ seeds }) => seeds === 'yaml',
  check(config, context) {
    const [first] = seedsOf(config, context);
    const twin = seedTwin(config, context);
    if (!first || !twin) return [];
    const fix = fixOf(config, context);
    return [
      {
        span: placeIn(config.document, first),
        message: `Slot ${config.slot} has the seeds of ${twin.what}: both are one sample, and say nothing of the spread.`,
        ...(fix && { fix }),
        related: [relatedIn(twin.other, first, 'The same seed.')],
      },
    ];
  },
};

/** The seeds that the loop would give; only where it is known which iteration the slot is for. */
function fixOf({ slot, document }: SlotConfig, context: SlotContext): SlotFix | undefined {
  const { lastLogged, protocol } = context;
  if (lastLogged === undefined) return undefined;
  const iteration = Math.ceil(lastLogged / protocol.batchSize) * protocol.batchSize + slot + 1;
  return {
    title: 'Give this slot seeds of its own',
    changes: freshSeeds(document, iteration, slot, protocol),
  };
}
