import { Disposable, l10n, languages, window } from 'vscode';
import type { DocumentSelector } from 'vscode';
import type { Feature } from '../services/index.ts';
import { panelType } from '../panel/panel-type.ts';
import { showExplorationId } from './command-ids.ts';

const nowhere: DocumentSelector = [];

/** The exploration panel over a reload of the window, and from the language status of a log. */
export const explorationPanel: Feature = ({ boundary, logs, panel }) => {
  const item = languages.createLanguageStatusItem(panelType, nowhere);
  item.name = l10n.t('iterlog exploration');
  item.text = l10n.t('Tree and progress');
  item.command = { title: l10n.t('Show Exploration'), command: showExplorationId };
  const update = () => {
    const document = window.activeTextEditor?.document;
    item.selector =
      document && logs.open.has(document)
        ? [{ language: document.languageId, scheme: document.uri.scheme }]
        : nowhere;
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    logs.open.onDidLint(update),
    logs.open.onDidClose(update),
    window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: kept =>
        boundary.settle('restoring the exploration panel', () => panel.adopt(kept), undefined),
    }),
  );
};
