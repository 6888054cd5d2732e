import { Disposable, l10n, languages, LanguageStatusSeverity, window } from 'vscode';
import type { DocumentSelector } from 'vscode';
import type { Services } from '../services/index.ts';
import type { TargetSettings } from './targets.ts';

const nowhere: DocumentSelector = [];
/** The keys that messages quote: there is room for little more, and the whole is in the output. */
const keysIn = (messages: readonly string[]): string =>
  [...new Set(messages.flatMap(text => /`([^`]+)`/.exec(text)?.[1] ?? []))].join(', ');

/** What the language status says of targets that cannot be used, at logs and slot configs; nothing while all are good. */
export function targetStatus(
  { logs, slots, settings, output }: Services,
  targets: TargetSettings,
): Disposable {
  const item = languages.createLanguageStatusItem('iterlog.targets', nowhere);
  item.name = l10n.t('iterlog targets');
  item.severity = LanguageStatusSeverity.Error;
  item.command = {
    title: l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    arguments: ['@id:iterlog.targets'],
  };
  const said = new Set<string>();
  const update = () => {
    const document = window.activeTextEditor?.document;
    const isOurs = document !== undefined && (logs.open.has(document) || slots.has(document));
    const problems = isOurs ? targets.for(document.uri).problems : [];
    item.selector =
      document && problems.length > 0
        ? [{ language: document.languageId, scheme: document.uri.scheme }]
        : nowhere;
    const names = [...new Set(problems.map(({ target }) => target ?? 'iterlog.targets'))];
    item.text = l10n.t('Bad target: {0}', names.join(', '));
    item.detail = keysIn(problems.map(({ message }) => message));
    for (const { message } of problems) if (!said.has(message)) output.warn(message);
    for (const { message } of problems) said.add(message);
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
