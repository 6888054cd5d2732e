import { l10n, QuickPickItemKind, window, workspace } from 'vscode';
import type { QuickPickItem, Uri } from 'vscode';
import { missingFiles } from '../../../core/files/missing.ts';
import type { ExplorationFiles } from '../../../core/files/gather.ts';
import type { FilePlace } from '../../../core/files/search.ts';
import type { CommandHandler } from '../commands.ts';
import { briefly } from './briefly.ts';

interface FileItem extends QuickPickItem {
  readonly uri?: Uri;
}

/** The files of the exploration of the active log or slot config: those that are there, and where the others were looked for. */
export const showFilesCommand: CommandHandler = async ({ explorations }) => {
  const log = await explorations.logFor(undefined);
  if (!log) {
    briefly(l10n.t('The active editor shows no file of an exploration.'));
    return;
  }
  const { files } = await explorations.read(log);
  const { found } = files;
  const shown = (path: string) => workspace.asRelativePath(log.with({ path }));
  const items: FileItem[] = placesOf(found).map(({ path }) => ({
    label: path.split('/').at(-1) ?? path,
    description: shown(path),
    uri: log.with({ path }),
  }));
  const missing = missingFiles(found, shown).map(({ message }): FileItem => ({
    label: `$(circle-slash) ${message}`,
  }));
  const notes = found.notes.map((note): FileItem => ({ label: `$(info) ${note}` }));
  const separator: FileItem = { label: l10n.t('not there'), kind: QuickPickItemKind.Separator };
  const all = [...items, ...notes, ...(missing.length > 0 ? [separator, ...missing] : [])];
  const picked = await window.showQuickPick(all, {
    placeHolder: l10n.t('Files of {0}', found.name),
    matchOnDescription: true,
  });
  if (picked?.uri) await window.showTextDocument(picked.uri);
};

function placesOf(found: ExplorationFiles): readonly FilePlace[] {
  const {
    log,
    slots,
    baseConfig,
    plan,
    memory,
    scores,
    results,
    instruction,
    parallelInstruction,
    reasoning,
    errors,
    jobErrors,
  } = found;
  return [
    log,
    ...slots,
    baseConfig,
    plan,
    memory,
    scores,
    ...results,
    instruction,
    parallelInstruction,
    reasoning,
    ...errors,
    ...jobErrors,
  ].filter((place): place is FilePlace => place?.exists === true);
}
