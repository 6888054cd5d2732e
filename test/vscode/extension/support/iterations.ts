/** A log in an editor, and what VS Code answers about places in it. */
import { commands } from 'vscode';
import type {
  CompletionItem,
  CompletionList,
  Location,
  LocationLink,
  Position,
  Range,
  TextEditor,
  Uri,
  WorkspaceEdit,
} from 'vscode';
import { until } from '../../host/until.mjs';
import { open } from './editor.ts';
import { write } from './workspace.ts';

/** Opens a log and waits until iterlog answers about it: `settled` is a text of it that ends in an iteration's number. */
export async function openLog(name: string, text: string, settled: string): Promise<TextEditor> {
  const editor = await open(write(name, text));
  const { uri } = editor.document;
  await until(
    async () => (await definitions(uri, behind(editor, settled))).length > 0,
    `answers about ${name}`,
  );
  return editor;
}

/** The place behind a text of a log, where it stands last. */
export function behind({ document }: TextEditor, text: string): Position {
  const at = document.getText().lastIndexOf(text);
  if (at < 0) throw new Error(`'${text}' is not in the document.`);
  return document.positionAt(at + text.length);
}

export const definitions = async (uri: Uri, at: Position): Promise<(Location | LocationLink)[]> =>
  commands.executeCommand('vscode.executeDefinitionProvider', uri, at);

export const references = async (uri: Uri, at: Position): Promise<Location[]> =>
  commands.executeCommand('vscode.executeReferenceProvider', uri, at);

export interface Renaming {
  readonly range: Range;
  readonly placeholder: string;
}

export const prepareRename = async (uri: Uri, at: Position): Promise<Renaming> =>
  commands.executeCommand('vscode.prepareRename', uri, at);

export const rename = async (uri: Uri, at: Position, name: string): Promise<WorkspaceEdit> =>
  commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at, name);

/** What iterlog offers, in its order; the documentation of the first is worked out. The words of the text are not ours. */
export async function completions(uri: Uri, at: Position, trigger?: string): Promise<CompletionItem[]> {
  const resolved = 1;
  const command = 'vscode.executeCompletionItemProvider';
  const list = await commands.executeCommand<CompletionList>(command, uri, at, trigger, resolved);
  const order = ({ sortText = '' }: CompletionItem): string => (/^\d{5}$/.test(sortText) ? sortText : '');
  return list.items.filter(order).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

export const labelOf = ({ label }: CompletionItem): string =>
  typeof label === 'string' ? label : label.label;
