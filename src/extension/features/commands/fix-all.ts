import { l10n, window, workspace } from 'vscode';
import { fixAllEdit } from '../../fix-all-edit.ts';
import type { Logs } from '../../services/logs.ts';
import type { CommandHandler } from '../commands.ts';
import { briefly } from './briefly.ts';

/** Applies every fix of the active log as one change, undone in one step. */
export const fixAllCommand: CommandHandler = async ({ logs }) => briefly(await fixActive(logs));

async function fixActive(logs: Logs): Promise<string> {
  const log = logs.get(window.activeTextEditor?.document);
  if (!log) return l10n.t('The active editor shows no log.');
  const edit = fixAllEdit(log, () => true);
  if (!edit) return l10n.t('Nothing in this log can be fixed automatically.');
  const before = log.result.problems.length;
  if (!(await workspace.applyEdit(edit))) return l10n.t('The log changed meanwhile: nothing was fixed.');
  const after = logs.get(log.document)?.result.problems.length ?? before;
  return l10n.t('Findings before: {0}, now: {1}.', before, after);
}
