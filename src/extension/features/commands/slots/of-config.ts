/** What is done with a slot config: the given one, else that of the active editor. */
import { commands, l10n, Uri, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { ReadExploration } from '../../../services/explorations.ts';
import { baseName } from '../../../services/files.ts';
import type { Services } from '../../../services/index.ts';
import type { CommandHandler } from '../../commands.ts';
import { parentUri } from '../../slot-parents.ts';
import { briefly } from '../briefly.ts';
import { pickSlot } from './of-entry.ts';
import { perform } from './perform.ts';

export const copyToSlotCommand: CommandHandler = async (services, argument) => {
  const chosen = await configOf(services, argument);
  if (!chosen) return;
  const { exploration, slot } = chosen;
  const to = await pickSlot(exploration, l10n.t('The slot to copy slot {0} to', slot), slot);
  if (to === undefined) return;
  await perform(services, exploration, exploration.batch.copySlot(exploration.files, slot, to));
};

export const restoreLockedCommand: CommandHandler = async (services, argument) => {
  const chosen = await configOf(services, argument);
  if (!chosen) return;
  const { exploration, slot } = chosen;
  await perform(services, exploration, exploration.batch.restoreLocked(exploration.files, slot));
};

export const restoreDatasetCommand: CommandHandler = async (services, argument) => {
  const chosen = await configOf(services, argument);
  if (!chosen) return;
  const { exploration, slot } = chosen;
  await perform(services, exploration, exploration.batch.restoreDataset(exploration.files, slot));
};

/** Shows a slot config beside the base, the parent's config, another slot, or all other slots. */
export const compareConfigCommand: CommandHandler = async (services, argument) => {
  const chosen = await configOf(services, argument);
  if (!chosen) return;
  const { exploration, slot, uri } = chosen;
  const items = sidesOf(exploration, slot, uri);
  if (items.length === 0) {
    briefly(l10n.t('There is no other config to compare with.'));
    return;
  }
  const placeHolder = l10n.t('What to compare slot {0} with', slot);
  const picked = await window.showQuickPick(items, { placeHolder });
  if (!picked) return;
  const [other, ...more] = picked.sides;
  if (!other) return;
  const title = l10n.t('{0} and slot {1}', picked.label, slot);
  if (more.length === 0) await commands.executeCommand('vscode.diff', other, uri, title);
  else
    await commands.executeCommand(
      'vscode.changes',
      title,
      picked.sides.map(side => [side, side, uri]),
    );
};

interface Side extends QuickPickItem {
  readonly sides: readonly Uri[];
}

function sidesOf({ files, batch, log }: ReadExploration, slot: number, uri: Uri): Side[] {
  const at = (path: string) => log.with({ path });
  const { base, snapshots } = files;
  const { context } = batch.readConfigs(files, files.protocol);
  const parent = batch.parentOf(slot, context);
  const kept = parent?.id === undefined ? undefined : snapshots?.get(parent.id);
  const others = files.slots.filter(other => other.slot !== slot);
  const side = (label: string, sides: readonly Uri[], description: string): Side => ({
    label,
    sides,
    description,
  });
  return [
    ...(base ? [side(l10n.t('Base config'), [at(base.path)], baseName(at(base.path)))] : []),
    ...(parent?.id !== undefined
      ? [
          kept
            ? side(l10n.t('Parent, {0}', parent.name), [at(kept.path)], baseName(at(kept.path)))
            : side(
                l10n.t('Parent, {0}', parent.name),
                [parentUri(uri, log, slot)],
                l10n.t('as the log has it'),
              ),
        ]
      : []),
    ...others.map(other => side(l10n.t('Slot {0}', other.slot), [at(other.path)], baseName(at(other.path)))),
    ...(others.length > 1
      ? [
          side(
            l10n.t('All other slots'),
            others.map(({ path }) => at(path)),
            l10n.t('in one editor'),
          ),
        ]
      : []),
  ];
}

async function configOf(
  { explorations }: Services,
  argument: unknown,
): Promise<{ exploration: ReadExploration; slot: number; uri: Uri } | undefined> {
  const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  const log = uri && (await explorations.logFor(uri));
  const exploration = log && (await explorations.read(log));
  const slot = exploration && explorations.slotOf(uri, exploration);
  if (exploration && slot !== undefined) return { exploration, slot, uri };
  briefly(l10n.t('This file is no slot config of an exploration.'));
  return undefined;
}
