import { commands, l10n } from 'vscode';
import { compareWithParent } from '../../../core/exploration/compare.ts';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { CommandHandler } from '../commands.ts';
import { configUri } from '../config-texts.ts';
import { briefly } from './briefly.ts';
import { chosenIteration } from './chosen-iteration.ts';

/** Shows what changed from the parent's config: of an item of the view or of a lens, else of the entry under the cursor. */
export const compareWithParentCommand: CommandHandler = async ({ logs }, argument) => {
  const place = chosenIteration(logs, argument);
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
