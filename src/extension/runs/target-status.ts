import { Disposable, l10n, languages, LanguageStatusSeverity, window } from 'vscode';
import type { DocumentSelector } from 'vscode';
import type { Services } from '../services/index.ts';
import type { TargetSettings } from './targets.ts';

const nowhere: DocumentSelector = [];

/** What the language status says of targets that cannot be used, at logs and slot configs; nothing while all are good. */
export function targetStatus({ logs, slots, settings }: Services, targets: TargetSettings): Disposable {
  const item = languages.createLanguageStatusItem('iterlog.targets', nowhere);
  item.name = l10n.t('iterlog targets');
  item.severity = LanguageStatusSeverity.Error;
  item.command = {
    title: l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    arguments: ['@id:iterlog.targets'],
  };
  const update = () => {
    const document = window.activeTextEditor?.document;
    const isOurs = document !== undefined && (logs.open.has(document) || slots.has(document));
    const problems = isOurs ? targets.for(document.uri).problems : [];
    item.selector =
      document && problems.length > 0
        ? [{ language: document.languageId, scheme: document.uri.scheme }]
        : nowhere;
    const names = [...new Set(problems.map(({ target }) => target ?? 'iterlog.targets'))];
    item.text = l10n.t('Not offered to run on: {0}', names.join(', '));
    item.detail = problems.map(({ message }) => message).join(' ');
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    settings.onDidChange(update),
    logs.open.onDidLint(update),
    slots.onDidLint(update),
  );
}
