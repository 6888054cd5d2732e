import { Disposable, l10n, languages, LanguageStatusSeverity, window, workspace } from 'vscode';
import type { Command, DocumentSelector, LanguageStatusItem, TextDocument } from 'vscode';
import type { Problem } from '../../core/lint/problem.ts';
import { countOf } from '../counts.ts';
import type { Feature } from '../services/index.ts';
import type { OpenLog } from '../services/open-logs.ts';

const nowhere: DocumentSelector = [];

/** What the language status says of the active log: its findings, its nodes, and the protocol it is linted by. */
export const status: Feature = ({ logs }) => {
  const item = languages.createLanguageStatusItem('iterlog.status', nowhere);
  item.name = 'iterlog';
  const update = () => {
    const document = window.activeTextEditor?.document;
    const log = logs.get(document);
    item.selector = document && logs.open.has(document) ? selectorOf(document) : nowhere;
    item.busy = document !== undefined && !log;
    if (log) show(item, log);
  };
  const ofLog = ({ document }: OpenLog) => {
    if (document === window.activeTextEditor?.document) update();
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    logs.open.onDidLint(ofLog),
    logs.open.onDidClose(update),
  );
};

/** Every document of the active one's kind: the item shows for the active editor only, and is taken away with it. */
const selectorOf = ({ languageId, uri }: TextDocument): DocumentSelector => [
  { language: languageId, scheme: uri.scheme },
];

function show(item: LanguageStatusItem, { basis, result }: OpenLog): void {
  const errors = countBySeverity(result.problems, 'error');
  const warnings = countBySeverity(result.problems, 'warning');
  const fits = !basis.options.universalOnly;
  item.text = `${countOf('error', errors)}, ${countOf('warning', warnings)}`;
  item.detail = `${countOf('node', result.nodes.length)}, ${protocolOf({ basis })}`;
  item.severity =
    errors > 0
      ? LanguageStatusSeverity.Error
      : warnings > 0 || !fits
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
  item.command = fits ? showProblems() : chooseProtocol();
}

const countBySeverity = (problems: readonly Problem[], severity: Problem['severity']): number =>
  problems.filter(problem => problem.severity === severity).length;

function protocolOf({ basis }: Pick<OpenLog, 'basis'>): string {
  const { source, file, preset, options } = basis;
  if (options.universalOnly) return l10n.t('no protocol fits: only the rules that hold for every log run');
  if (!source) return l10n.t('preset {0}', preset ?? '');
  const path = workspace.asRelativePath(source.uri);
  return file?.problems.length ? l10n.t('{0}, which is broken', path) : path;
}

const showProblems = (): Command => ({
  title: l10n.t('Show Problems'),
  command: 'workbench.actions.view.problems',
});

const chooseProtocol = (): Command => ({
  title: l10n.t('Choose Protocol'),
  command: 'workbench.action.openSettings',
  arguments: ['@id:iterlog.protocol'],
});
