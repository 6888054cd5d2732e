import { commands, l10n, window } from 'vscode';
import { compareWithParent } from '../../../core/exploration/compare.ts';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { Logs } from '../../services/logs.ts';
import type { CommandHandler } from '../commands.ts';
import { configUri } from '../config-texts.ts';
import { IterationPlace } from '../iteration-place.ts';
import { ItemHandle } from '../iterations/item-handle.ts';
import { briefly } from './briefly.ts';

/** Shows what changed from the parent's config: of an item of the view or of a lens, else of the entry under the cursor. */
export const compareWithParentCommand: CommandHandler = async ({ logs }, argument) => {
  const isGiven = argument instanceof ItemHandle || argument instanceof IterationPlace;
  const place = isGiven ? placeOf(argument) : atCursor(logs);
  const result = place && (await logs.resultOf(place.log));
  const comparison = result && compareWithParent(explorationOf(result), place.id);
  if (!comparison) {
    briefly(l10n.t('Put the cursor into an iteration of a log.'));
    return;
  }
  const sides = (['parent', 'own'] as const).map(side =>
    configUri({ log: place.log, id: place.id, side }, comparison[side].name),
  );
  await commands.executeCommand('vscode.diff', ...sides, comparison.title);
};

function placeOf(argument: IterationPlace | ItemHandle): IterationPlace | undefined {
  if (argument instanceof IterationPlace) return argument;
  const { log, item } = argument;
  return item.node && new IterationPlace(log, item.node.id);
}

function atCursor(logs: Logs): IterationPlace | undefined {
  const editor = window.activeTextEditor;
  const log = logs.get(editor?.document);
  if (!editor || !log) return undefined;
  const node = explorationOf(log.result).places.at(editor.document.offsetAt(editor.selection.active));
  return node && new IterationPlace(editor.document.uri, node.id);
}
