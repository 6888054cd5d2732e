import { commands, l10n, window } from 'vscode';
import type { Uri } from 'vscode';
import { compareWithParent } from '../../../core/exploration/compare.ts';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { Logs } from '../../services/logs.ts';
import type { CommandHandler } from '../commands.ts';
import { configUri } from '../config-texts.ts';
import { ItemHandle } from '../iterations/item-handle.ts';
import { briefly } from './briefly.ts';

interface Place {
  readonly log: Uri;
  readonly id: number;
}

/** Shows what changed from the parent's config: of an item of the view, else of the entry under the cursor. */
export const compareWithParentCommand: CommandHandler = async ({ logs }, argument) => {
  const place = argument instanceof ItemHandle ? ofItem(argument) : atCursor(logs);
  const result = place && (await logs.resultOf(place.log));
  const comparison = result && compareWithParent(explorationOf(result), place.id);
  if (!comparison) {
    briefly(l10n.t('Put the cursor into an iteration of a log.'));
    return;
  }
  const sides = (['parent', 'own'] as const).map(side =>
    configUri({ ...place, side }, comparison[side].name),
  );
  await commands.executeCommand('vscode.diff', ...sides, comparison.title);
};

const ofItem = ({ log, item }: ItemHandle): Place | undefined => item.node && { log, id: item.node.id };

function atCursor(logs: Logs): Place | undefined {
  const editor = window.activeTextEditor;
  const log = logs.get(editor?.document);
  if (!editor || !log) return undefined;
  const node = explorationOf(log.result).places.at(editor.document.offsetAt(editor.selection.active));
  return node && { log: editor.document.uri, id: node.id };
}
