import { CodeAction, CodeActionKind, CodeActionTriggerKind, l10n } from 'vscode';
import type { CodeActionContext, Range } from 'vscode';
import { explorationOf } from '../../core/exploration/exploration.ts';
import type { OpenLog } from '../services/open-logs.ts';
import { mayRun } from '../services/runs.ts';
import {
  copyToRobustnessSlotId,
  generateSlotConfigsId,
  runBatchId,
  writeConfigToSlotId,
} from './command-ids.ts';
import { IterationPlace } from './iteration-place.ts';

/** What can be done with the config of an entry, where somebody asks: a light bulb on every line would tell nothing. */
export function entryActions(
  { document, result }: OpenLog,
  range: Range,
  { triggerKind, only }: CodeActionContext,
): CodeAction[] {
  const isAsked =
    triggerKind === CodeActionTriggerKind.Invoke && (!only || only.contains(CodeActionKind.Refactor));
  if (!isAsked || document.isUntitled) return [];
  const exploration = explorationOf(result);
  const node = exploration.places.at(document.offsetAt(range.start));
  if (!node) return [];
  const { robustness } = exploration.protocol;
  const first = (node.batch - 1) * exploration.protocol.batchSize + 1;
  const last = node.batch * exploration.protocol.batchSize;
  const isNewest = exploration.nodes.every(({ id }) => id <= node.id);
  const offers: [string, string][] = [
    ...(isNewest && mayRun(document.uri) ? [[l10n.t('Run Batch'), runBatchId] as [string, string]] : []),
    [l10n.t('Generate the Slot Configs of Iter {0}-{1}', first, last), generateSlotConfigsId],
    [l10n.t('Write the Config of Iter {0} to Slot…', node.id), writeConfigToSlotId],
    ...(robustness && !node.crashed
      ? [
          [
            l10n.t('Robustness Copy of Iter {0} to Slot {1}', node.id, robustness.slot),
            copyToRobustnessSlotId,
          ] as [string, string],
        ]
      : []),
  ];
  return offers.map(([title, command]) => {
    const action = new CodeAction(title, CodeActionKind.Refactor);
    action.command = { command, title, arguments: [new IterationPlace(document.uri, node.id)] };
    return action;
  });
}
