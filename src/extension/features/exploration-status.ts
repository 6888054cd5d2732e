import { Disposable, l10n, languages, LanguageStatusSeverity, window } from 'vscode';
import type { DocumentSelector, Uri } from 'vscode';
import { missingFiles } from '../../core/files/missing.ts';
import type { Feature, Services } from '../services/index.ts';
import { showFilesId } from './command-ids.ts';

const nowhere: DocumentSelector = [];

/** What the language status says of the files around the active log or slot config: which are there, and which are missed. */
export const explorationStatus: Feature = services => {
  const { logs, slots } = services;
  const item = languages.createLanguageStatusItem('iterlog.files', nowhere);
  item.name = l10n.t('iterlog files');
  item.command = { title: l10n.t('Show Files'), command: showFilesId };
  const update = () => {
    const document = window.activeTextEditor?.document;
    const log = document && logOf(services, document.uri);
    const found = log && services.evidence.textsOf(log)?.found;
    item.selector = found ? [{ language: document.languageId, scheme: document.uri.scheme }] : nowhere;
    if (!found) return;
    const there = found.slots.filter(({ exists }) => exists).length;
    item.text = l10n.t('Slot configs: {0} of {1}', there, found.slots.length);
    // An exploration that is only read has none of them; one that has some needs the others.
    const missed =
      there === 0 ? [] : missingFiles(found).filter(({ kind }) => kind === 'slots' || kind === 'baseConfig');
    item.detail = [...missed.map(({ message }) => message), ...found.notes].join(' ');
    item.severity = missed.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    logs.open.onDidLint(update),
    slots.onDidLint(update),
    slots.onDidGo(update),
  );
};

/** The log itself, or that of a slot config. */
function logOf({ logs, slots }: Services, file: Uri): Uri | undefined {
  return logs.open.isOpen(file) ? file : slots.ownerOf(file);
}
