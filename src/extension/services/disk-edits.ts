import {
  Disposable,
  FileSystemError,
  Position,
  TextDocumentChangeReason,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { TextDocument, TextDocumentChangeEvent, Uri } from 'vscode';
import { applyEdits } from '../../core/text/edits.ts';
import type { TextEdit } from '../../core/text/edits.ts';
import { rangeIn } from '../convert.ts';
import type { Boundary } from './boundary.ts';

/**
 * What a file is before it is edited. `missing`: there is none. `unsaved`: an editor has changes of it. `unlike`: an
 * editor cannot write it as it is, since it mixes line breaks or is no UTF-8, or it was changed this moment.
 */
export type DiskText =
  | { readonly kind: 'file'; readonly document: TextDocument; readonly text: string }
  | { readonly kind: 'missing' | 'unsaved' | 'unlike' };

/** `altered`: it was saved, but other text than was meant has reached the disk. */
export type Outcome = 'written' | 'declined' | 'unsaved' | 'altered';

interface Confirmation {
  /** What is done, as the preview names it. */
  readonly label: string;
  readonly description?: string;
}

/**
 * Changes of files that reach the disk: shown first, made in one step, saved and read back. When such a step is undone
 * or made again, the file is saved again.
 */
export class DiskEdits implements Disposable {
  /** By URI: the texts between which undo and redo lead. */
  private readonly made = new Map<string, Set<string>>();
  private readonly subscription: Disposable;

  constructor(private readonly boundary: Boundary) {
    this.subscription = workspace.onDidChangeTextDocument(event => this.saveUndone(event));
  }

  /** The text of a file, if an editor can change it without touching anything else. */
  async read(uri: Uri): Promise<DiskText> {
    if (
      workspace.textDocuments.some(
        ({ uri: other, isDirty }) => isDirty && other.toString() === uri.toString(),
      )
    )
      return { kind: 'unsaved' };
    const bytes = await bytesOf(uri);
    if (!bytes) return { kind: 'missing' };
    const document = await workspace.openTextDocument(uri).then(
      opened => opened,
      // Binary or too large for an editor.
      () => undefined,
    );
    if (!document || textOf(bytes) !== document.getText()) return { kind: 'unlike' };
    return { kind: 'file', document, text: document.getText() };
  }

  /** Changes a file as it was read. */
  async change(
    { uri }: TextDocument,
    before: string,
    change: TextEdit,
    shown: Confirmation,
  ): Promise<Outcome> {
    const document = await workspace.openTextDocument(uri);
    if (document.isDirty || document.getText() !== before) return 'unsaved';
    const edit = new WorkspaceEdit();
    edit.replace(uri, rangeIn(document, change), change.text, { needsConfirmation: true, ...shown });
    return this.make(edit, uri, before, applyEdits(before, [change]));
  }

  /** Makes a new file. */
  async create(uri: Uri, text: string, shown: Confirmation): Promise<Outcome> {
    const edit = new WorkspaceEdit();
    edit.createFile(uri, { overwrite: false }, { needsConfirmation: true, ...shown });
    edit.insert(uri, new Position(0, 0), text, { needsConfirmation: true, ...shown });
    return this.make(edit, uri, '', text);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async make(edit: WorkspaceEdit, uri: Uri, before: string, after: string): Promise<Outcome> {
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return 'declined';
    const document = await workspace.openTextDocument(uri);
    if (document.getText() !== after) return document.getText() === before ? 'declined' : 'altered';
    this.made.set(uri.toString(), (this.made.get(uri.toString()) ?? new Set()).add(before).add(after));
    if (!(await document.save())) return 'unsaved';
    const bytes = await bytesOf(uri);
    return bytes && textOf(bytes) === after ? 'written' : 'altered';
  }

  /** What undo makes of a file that was written would else be on screen alone. */
  private saveUndone({ document, reason }: TextDocumentChangeEvent): void {
    if (reason !== TextDocumentChangeReason.Undo && reason !== TextDocumentChangeReason.Redo) return;
    if (!this.made.get(document.uri.toString())?.has(document.getText())) return;
    this.boundary.run('saving what was undone', () => document.save());
  }
}

/** Undefined for a file that is not there. */
async function bytesOf(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The text without its byte order mark, as editors count; undefined for what is no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
