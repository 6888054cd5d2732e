import path from 'node:path';
import { l10n, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { explorationOfLog } from '../../../core/files/find.ts';
import { baseName } from '../../services/files.ts';
import { filesAround } from '../../services/file-port.ts';
import type { ProtocolFiles } from '../../services/protocol-files.ts';

/** Whether all that a run uses is on the disk, after a person was asked to save what is not. */
export async function isSaved(log: Uri, protocols: ProtocolFiles): Promise<boolean> {
  await protocols.discover(log);
  const found = await explorationOfLog(log.path, filesAround(log), protocols.findingFor(log));
  const places = [found.log, ...found.slots, found.plan, found.baseConfig, found.memory];
  const used = new Set(places.map(place => place?.path));
  const unsaved = workspace.textDocuments.filter(
    document =>
      document.isDirty && !document.isUntitled && (used.has(document.uri.path) || isCode(document, log)),
  );
  return unsaved.length === 0 || saved(unsaved);
}

/** The scripts that run, and the protocol. */
function isCode({ uri }: TextDocument, log: Uri): boolean {
  const folder = workspace.getWorkspaceFolder(log);
  if (!folder || workspace.getWorkspaceFolder(uri) !== folder) return false;
  return path.extname(uri.path) === '.py' || baseName(uri) === 'iterlog.yaml';
}

async function saved(documents: readonly TextDocument[]): Promise<boolean> {
  const save = l10n.t('Save and Go On');
  const names = documents.map(({ uri }) => baseName(uri)).join(', ');
  const answer = await window.showWarningMessage(
    l10n.t('A run works with what is on the disk, and there are unsaved changes: {0}.', names),
    save,
  );
  if (answer !== save) return false;
  const done = await Promise.all(documents.map(document => document.save()));
  return done.every(Boolean);
}
