import { CodeAction, CodeActionKind, Disposable, l10n, languages, WorkspaceEdit } from 'vscode';
import type { CodeActionContext, CodeActionProvider, Command, Range, TextDocument } from 'vscode';
import type { Problem, Range as CoreRange } from '../../core/lint/problem.ts';
import { suppressInLog, suppressNextLine } from '../../core/lint/suppress-edits.ts';
import type { TextEdit } from '../../core/text/edits.ts';
import { toEdit, toRange } from '../convert.ts';
import { fixAllEdit } from '../fix-all-edit.ts';
import type { Feature } from '../services/index.ts';
import type { Logs } from '../services/logs.ts';
import { logLanguages } from '../services/open-logs.ts';
import type { OpenLog } from '../services/open-logs.ts';
import { source } from './diagnostics.ts';
import { showRuleDocumentationId } from './command-ids.ts';
import { entryActions } from './entry-actions.ts';

export const sourceFixAll = CodeActionKind.SourceFixAll.append('iterlog');

/** Quick fixes, what can be done with an entry, and `source.fixAll.iterlog` for those who turn it on. */
export const codeActions: Feature = ({ logs, boundary }) => {
  const quickFixes = new QuickFixes(logs);
  return Disposable.from(
    languages.registerCodeActionsProvider(
      [...logLanguages],
      {
        provideCodeActions: (document, range, context) =>
          boundary.now(
            'offering quick fixes',
            () => quickFixes.provideCodeActions(document, range, context),
            [],
          ),
        resolveCodeAction: action =>
          boundary.now('preparing a quick fix', () => quickFixes.resolveCodeAction(action), action),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
    ),
    languages.registerCodeActionsProvider(
      [...logLanguages],
      {
        provideCodeActions: document =>
          boundary.now('fixing on save', () => fixAllActions(logs.get(document)), []),
      },
      { providedCodeActionKinds: [sourceFixAll] },
    ),
  );
};

/** Everything that has a fix, but what was measured and observed: nothing changes that unasked. */
function fixAllActions(log: OpenLog | undefined): CodeAction[] {
  const edit = log && fixAllEdit(log, problem => !problem.fixesResults);
  if (!edit) return [];
  const action = new CodeAction(l10n.t('Fix all iterlog findings'), sourceFixAll);
  action.edit = edit;
  return [action];
}

/** A quick fix whose edit is worked out when it is chosen. */
class FixAllOfRule extends CodeAction {
  constructor(
    readonly document: TextDocument,
    readonly rule: string,
  ) {
    super(l10n.t('Fix all {0} in this log', rule), CodeActionKind.QuickFix);
  }
}

class QuickFixes implements CodeActionProvider {
  constructor(private readonly logs: Logs) {}

  provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
    const log = this.logs.get(document);
    if (!log) return [];
    const wantsFixes = !context.only || context.only.contains(CodeActionKind.QuickFix);
    return [...(wantsFixes ? this.fixes(log, range, context) : []), ...entryActions(log, range, context)];
  }

  private fixes(log: OpenLog, range: Range, context: CodeActionContext): CodeAction[] {
    const { document } = log;
    const here = log.result.problems.filter(problem => toRange(problem.range).intersection(range));
    if (here.length === 0) return [];
    const rules = [...new Set(here.map(problem => problem.rule))];
    return [
      ...here.flatMap(problem => fixActions(document, problem, context)),
      ...rules.flatMap(rule => fixAllOfRule(log, rule)),
      ...rules.flatMap(rule =>
        suppressActions(
          log,
          here.filter(problem => problem.rule === rule),
        ),
      ),
      ...rules.map(documentationAction),
    ];
  }

  resolveCodeAction(action: CodeAction): CodeAction {
    if (!(action instanceof FixAllOfRule)) return action;
    const log = this.logs.get(action.document);
    const edit = log && fixAllEdit(log, problem => problem.rule === action.rule);
    if (edit) action.edit = edit;
    return action;
  }
}

interface Fixable {
  readonly rule: string;
  readonly range: CoreRange;
  readonly fix: { readonly title: string; readonly edits: readonly TextEdit[] } | undefined;
}

/** The quick fix of a finding, tied to its diagnostic. */
export function fixActions(
  document: TextDocument,
  { fix, rule, range: place }: Fixable,
  { diagnostics }: CodeActionContext,
): CodeAction[] {
  if (!fix) return [];
  const action = editAction(document, fix.title, fix.edits);
  action.isPreferred = true;
  const range = toRange(place);
  action.diagnostics = diagnostics.filter(
    ({ source: from, code, range: at }) =>
      from === source && typeof code === 'object' && code.value === rule && at.isEqual(range),
  );
  return [action];
}

function fixAllOfRule({ document, result }: OpenLog, rule: string): CodeAction[] {
  const fixable = result.problems.filter(problem => problem.rule === rule && problem.fixable);
  return fixable.length > 1 ? [new FixAllOfRule(document, rule)] : [];
}

function suppressActions({ document, result }: OpenLog, problems: readonly Problem[]): CodeAction[] {
  const [problem] = problems;
  // A comment that suppresses nothing is removed, not suppressed.
  if (!problem || problem.rule === 'unused-suppression') return [];
  const onLine = suppressNextLine(result.log, problem);
  const { rule } = problem;
  return [
    ...(onLine ? [editAction(document, l10n.t('Suppress {0} for this line', rule), [onLine])] : []),
    editAction(document, l10n.t('Suppress {0} in the whole log', rule), [suppressInLog(result.log, rule)]),
  ];
}

export function documentationAction(rule: string): CodeAction {
  const title = l10n.t('Show documentation of {0}', rule);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  const command: Command = { command: showRuleDocumentationId, title, arguments: [rule] };
  action.command = command;
  return action;
}

export function editAction(document: TextDocument, title: string, edits: readonly TextEdit[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.set(
    document.uri,
    edits.map(edit => toEdit(document, edit)),
  );
  return action;
}
