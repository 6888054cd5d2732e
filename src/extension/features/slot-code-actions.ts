import {
  CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  Disposable,
  l10n,
  languages,
  WorkspaceEdit,
} from 'vscode';
import type { CodeActionContext, Range, TextDocument } from 'vscode';
import type { SlotProblem } from '../../core/slots/problem.ts';
import { toRange } from '../convert.ts';
import { splices } from '../fix-all-edit.ts';
import type { Feature } from '../services/index.ts';
import type { LintedSlot } from '../services/slot-configs.ts';
import { documentationAction, editAction, fixActions, sourceFixAll } from './code-actions.ts';
import { compareConfigId, copyToSlotId, restoreDatasetId, restoreLockedId } from './command-ids.ts';
import { yaml } from './slot-language.ts';

const kinds = [CodeActionKind.QuickFix, CodeActionKind.Refactor, sourceFixAll];

/** Quick fixes of slot configs, what can be done with one, and `source.fixAll.iterlog` for those who turn it on. */
export const slotCodeActions: Feature = ({ slots, boundary }) =>
  Disposable.from(
    languages.registerCodeActionsProvider(
      yaml,
      {
        provideCodeActions: (document, range, context) =>
          slots.has(document)
            ? boundary.now(
                'offering quick fixes',
                () => actionsFor(slots.get(document), document, range, context),
                [],
              )
            : [],
      },
      { providedCodeActionKinds: kinds },
    ),
  );

function actionsFor(
  slot: LintedSlot | undefined,
  document: TextDocument,
  range: Range,
  context: CodeActionContext,
): CodeAction[] {
  if (!slot) return [];
  const wants = (kind: CodeActionKind) =>
    !context.only || context.only.contains(kind) || kind.contains(context.only);
  const here = slot.report.problems.filter(problem => toRange(problem.range).intersection(range));
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(slot, document, here, context) : []),
    ...(wants(CodeActionKind.Refactor) && context.triggerKind === CodeActionTriggerKind.Invoke
      ? refactorings(document)
      : []),
    // On saving VS Code asks for this kind alone; in the menu of a place it would be one more of the same.
    ...(context.only?.contains(sourceFixAll) ? fixAllActions(slot, document) : []),
  ];
}

function quickFixes(
  { exploration, file }: LintedSlot,
  document: TextDocument,
  here: readonly SlotProblem[],
  context: CodeActionContext,
): CodeAction[] {
  const { suppressNextLine, suppressInSlot } = exploration.batch;
  const first = here.filter((problem, i) => here.findIndex(({ rule }) => rule === problem.rule) === i);
  const suppressible = first.filter(({ rule }) => rule !== 'unused-suppression' && rule !== 'slot-parse');
  return [
    ...here.flatMap(problem => fixActions(document, problem, context)),
    ...suppressible.flatMap(problem => [
      editAction(document, l10n.t('Suppress {0} for this line', problem.rule), [
        suppressNextLine(file.text, problem),
      ]),
      editAction(document, l10n.t('Suppress {0} in this file', problem.rule), [
        suppressInSlot(file.text, problem.rule),
      ]),
    ]),
    ...first.map(({ rule }) => documentationAction(rule)),
  ];
}

/** What the commands do, where somebody asks what can be done. */
function refactorings({ uri }: TextDocument): CodeAction[] {
  const commands: [string, string][] = [
    [l10n.t('Copy to Slot…'), copyToSlotId],
    [l10n.t('Restore Locked Values'), restoreLockedId],
    [l10n.t('Restore Dataset'), restoreDatasetId],
    [l10n.t('Compare with…'), compareConfigId],
  ];
  return commands.map(([title, command]) => {
    const action = new CodeAction(title, CodeActionKind.Refactor);
    action.command = { command, title, arguments: [uri] };
    return action;
  });
}

/** Every fix of this file, also those that a fix makes room for. */
function fixAllActions({ exploration, file }: LintedSlot, document: TextDocument): CodeAction[] {
  const { batch, files, options } = exploration;
  const fixed = batch.fixAllSlots(files, options, problem => problem.file.path === file.path);
  const after = fixed.find(({ path }) => path === file.path)?.text ?? file.text;
  if (after === file.text) return [];
  const action = new CodeAction(l10n.t('Fix all iterlog findings'), sourceFixAll);
  action.edit = new WorkspaceEdit();
  action.edit.set(document.uri, splices(document, file.text, after));
  return [action];
}
