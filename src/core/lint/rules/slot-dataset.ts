import type { SlotContext } from '../../slots/context.ts';
import { datasetOf, slotDataset as ownDataset, slotSuffix } from '../../slots/dataset.ts';
import type { SlotConfig } from '../../slots/files.ts';
import type { SlotFix, SlotRelated, SlotRule } from '../rule.ts';
import { placeIn, relatedIn } from '../slot-text.ts';

export const slotDataset: SlotRule = {
  slug: 'slot-dataset',
  severity: 'error',
  scope: 'slot',
  summary: 'The `dataset` of a slot config does not end in its own slot number.',
  fixable: true,
  universal: true,
  check(config, context) {
    const dataset = datasetOf(config.document);
    const suffix = slotSuffix(config.slot);
    if (dataset?.endsWith(suffix)) return [];
    const fix = fixOf(config, context);
    const related = sharing(dataset, config, context);
    const [twin] = related;
    const message =
      dataset === undefined
        ? `Slot ${config.slot} names no dataset: its data would go to the wrong folder.`
        : `The dataset of slot ${config.slot} does not end in \`${suffix}\`: ${
            twin ? 'two slots would write the same data' : 'its data would go to the folder of another run'
          }.`;
    return [
      { span: placeIn(config.document, ['dataset']), message, ...(fix && { fix }), ...(twin && { related }) },
    ];
  },
};

/** Only the base says what the name begins with. */
function fixOf({ slot }: SlotConfig, { base }: SlotContext): SlotFix | undefined {
  const dataset = base && datasetOf(base.document);
  if (dataset === undefined) return undefined;
  const value = ownDataset(dataset, slot);
  const changes = [{ kind: 'set', path: ['dataset'], value }] as const;
  return { title: `Set dataset to ${value}`, changes, like: base?.document };
}

function sharing(dataset: string | undefined, config: SlotConfig, { slots }: SlotContext): SlotRelated[] {
  if (dataset === undefined) return [];
  return slots
    .filter(({ slot, document }) => slot !== config.slot && datasetOf(document) === dataset)
    .map(other => relatedIn(other, ['dataset'], `Slot ${other.slot} has the same dataset.`));
}
