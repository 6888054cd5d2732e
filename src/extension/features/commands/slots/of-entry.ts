/** What is done with the config of an entry of the log. */
import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { ReadExploration } from '../../../services/explorations.ts';
import type { Services } from '../../../services/index.ts';
import type { CommandHandler } from '../../commands.ts';
import type { IterationPlace } from '../../iteration-place.ts';
import { briefly } from '../briefly.ts';
import { chosenIteration } from '../chosen-iteration.ts';
import { perform } from './perform.ts';

/** The slot configs of a batch: of the entry's; where no entry is chosen, of the planned batch, else of the newest. */
export const generateSlotConfigsCommand: CommandHandler = async (services, argument) => {
  const place = chosenIteration(services.logs, argument);
  const log = place?.log ?? (await services.explorations.logFor(undefined)) ?? services.currentLog.now?.uri;
  const exploration = log && (await services.explorations.read(log));
  if (!exploration) {
    briefly(l10n.t('No editor shows a log.'));
    return;
  }
  const { batch, files } = exploration;
  const iterations = place ? batch.batchAround(place.id, files.protocol) : batch.batchToGenerate(files);
  if (!iterations) {
    briefly(l10n.t('This log has no iterations yet, and there is no plan for the first ones.'));
    return;
  }
  await perform(services, exploration, batch.generateBatch(files, iterations));
};

/** The config of an entry into a slot that the user picks. */
export const writeConfigToSlotCommand: CommandHandler = async (services, argument) => {
  const chosen = await entryOf(services, argument);
  if (!chosen) return;
  const { exploration, place } = chosen;
  const { batch, files } = exploration;
  const slot = await pickSlot(exploration, l10n.t('The slot to write the Config of Iter {0} to', place.id));
  if (slot !== undefined) await perform(services, exploration, batch.writeConfig(files, place.id, slot));
};

/** A verbatim copy of an entry's config in the robustness slot. */
export const copyToRobustnessSlotCommand: CommandHandler = async (services, argument) => {
  const chosen = await entryOf(services, argument);
  if (!chosen) return;
  const { exploration, place } = chosen;
  await perform(services, exploration, exploration.batch.robustnessCopy(exploration.files, place.id));
};

async function entryOf(
  { logs, explorations }: Services,
  argument: unknown,
): Promise<{ exploration: ReadExploration; place: IterationPlace } | undefined> {
  const place = chosenIteration(logs, argument);
  if (place) return { exploration: await explorations.read(place.log), place };
  briefly(l10n.t('Put the cursor into an iteration of a log.'));
  return undefined;
}

interface SlotItem extends QuickPickItem {
  readonly slot: number;
}

/** A slot that the user picks, told by its role and by what it has against the base. */
export async function pickSlot(
  { files }: ReadExploration,
  placeHolder: string,
  not?: number,
): Promise<number | undefined> {
  const items: SlotItem[] = files.protocol.slots
    .map(({ role }, slot) => ({
      slot,
      label: l10n.t('Slot {0}', slot),
      description: role,
      detail:
        files.slots
          .find(own => own.slot === slot)
          ?.path.split('/')
          .at(-1) ?? l10n.t('no config'),
    }))
    .filter(({ slot }) => slot !== not);
  return (await window.showQuickPick(items, { placeHolder }))?.slot;
}
