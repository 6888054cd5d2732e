import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CodeAction, CodeActionKind, commands, extensions, Range, Uri, window, workspace } from 'vscode';
import type { Extension, TextDocument, TextEditor } from 'vscode';
import type { Api } from '../../../../src/extension/extension.ts';
import { until } from '../../host/until.mjs';

export const extension = (): Extension<Api> => {
  const found = extensions.getExtension<Api>('iterlog.iterlog');
  if (!found) throw new Error('VS Code does not know iterlog.');
  return found;
};

/** Waits until iterlog is there and has linted what the window opened with. */
export async function ready(): Promise<void> {
  const api = await extension().activate();
  await api.ready;
}

/** The files that tests opened, by URI. */
const opened = new Set<string>();

/** Opens a file as a person does: what `openTextDocument` opens stays open for minutes after its editor is closed. */
export async function open(uri: Uri): Promise<TextEditor> {
  opened.add(uri.toString());
  await commands.executeCommand('vscode.open', uri, { preview: false });
  return until(
    () => window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString()),
    `an editor of ${uri.path}`,
  ) as Promise<TextEditor>;
}

/** Closes all editors and waits until their documents are closed; what was not saved is lost. */
export async function closeAll(): Promise<void> {
  // VS Code at times edits its own settings file meanwhile, which is none of the tests' business.
  const isOurs = ({ uri, isClosed }: TextDocument) => opened.has(uri.toString()) && !isClosed;
  const isDirty = (document: TextDocument) => document.isDirty && (document.isUntitled || isOurs(document));
  for (const document of workspace.textDocuments.filter(isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
  await until(() => !workspace.textDocuments.some(isOurs), 'all documents are closed');
  opened.clear();
}

/** Replaces a text that stands once in a document, as typing would. */
export async function replace(editor: TextEditor, before: string, after: string): Promise<void> {
  const at = editor.document.getText().indexOf(before);
  if (at < 0) throw new Error(`'${before}' is not in the document.`);
  const { document } = editor;
  const range = new Range(document.positionAt(at), document.positionAt(at + before.length));
  if (!(await editor.edit(edit => edit.replace(range, after)))) throw new Error('VS Code refused the edit.');
}

const all = (document: TextDocument): Range => new Range(0, 0, document.lineCount, 0);

/** The actions of a kind, with their edits worked out. */
export const actions = (
  document: TextDocument,
  range = all(document),
  kind = CodeActionKind.QuickFix,
): Promise<CodeAction[]> =>
  Promise.resolve(
    commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      kind.value,
      100,
    ),
  );

/** The action with this title; asked for until it is there, since just after activation VS Code may leave it out. */
export const action = (
  document: TextDocument,
  range: Range,
  title: string,
  kind?: CodeActionKind,
): Promise<CodeAction> =>
  until(
    async () => (await actions(document, range, kind)).find(one => one.title === title),
    `the action '${title}'`,
    { timeoutMs: 15_000 },
  ) as Promise<CodeAction>;

/** Does what choosing an action does. */
export async function choose({ edit, command }: CodeAction): Promise<void> {
  if (edit && !(await workspace.applyEdit(edit))) throw new Error('VS Code refused the edit.');
  if (command) await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

/** A file of the repository. */
export const repositoryFile = (...name: string[]): string =>
  readFileSync(path.join(process.env.ITERLOG_ROOT ?? '', ...name), 'utf8');
