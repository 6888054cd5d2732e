import { env, l10n } from 'vscode';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import { nameOf } from '../../../core/files/names.ts';
import { summaryOf } from '../../../core/exploration/summary.ts';
import type { CommandHandler } from '../commands.ts';
import { briefly } from './briefly.ts';

/** Puts the state of the exploration on the clipboard, as Markdown. */
export const copySummaryCommand: CommandHandler = async ({ currentLog }) => {
  const log = currentLog.now;
  if (!log) {
    briefly(l10n.t('No editor shows a log.'));
    return;
  }
  await env.clipboard.writeText(summaryOf(explorationOf(log.result), nameOf(log.uri.path)));
  briefly(l10n.t('The summary is on the clipboard.'));
};
