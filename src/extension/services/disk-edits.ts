import {
  Disposable,
  FileSystemError,
  Position,
  TextDocumentChangeReason,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { TextDocument, TextDocumentChangeEvent, Uri, WorkspaceEditEntryMetadata } from 'vscode';
import { applyEdits } from '../../core/text/edits.ts';
import type { TextEdit } from '../../core/text/edits.ts';
import { span } from '../../core/text/span.ts';
import { rangeIn } from '../convert.ts';
import type { Boundary } from './boundary.ts';

/**
 * What a file is before it is edited. `missing`: there is none. `unsaved`: an editor has changes of it. `unlike`: an
 * editor cannot write it as it is, since it mixes line breaks or is no UTF-8, or it was changed this moment.
 */
export type DiskText =
  | { readonly kind: 'file'; readonly document: TextDocument; readonly text: string }
  | { readonly kind: 'missing' | 'unsaved' | 'unlike' };

/** A change of a file as it was read. */
export interface DiskChange {
  readonly uri: Uri;
  /** Undefined for a file that is to be made. */
  readonly before: string | undefined;
  readonly edits: readonly TextEdit[];
}

/**
 * What became of changes. `partial`: only some were ticked in the preview. `unsaved`: a file could not be changed or
 * saved. After these two every file is as it was. `altered`: a file was saved, but other text than was meant has reached
 * the disk.
 */
export type Outcome =
  | { readonly kind: 'written' | 'declined' | 'partial' }
  | { readonly kind: 'unsaved' | 'altered'; readonly uri: Uri };

interface Confirmation {
  /** What is done, as the preview names it. */
  readonly label: string;
  readonly description?: string;
}

interface Planned extends DiskChange {
  readonly after: string;
}

/**
 * Changes of files that reach the disk: shown first, made in one step, all or none, saved and read back. When such a
 * step is undone or made again, the files are saved again.
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
    if (isUnsaved(uri)) return { kind: 'unsaved' };
    const bytes = await bytesOf(uri).catch(() => 'unreadable' as const);
    if (bytes === 'unreadable') return { kind: 'unlike' };
    if (!bytes) return { kind: 'missing' };
    const document = await workspace.openTextDocument(uri).then(
      opened => opened,
      // Binary or too large for an editor.
      () => undefined,
    );
    if (!document || textOf(bytes) !== document.getText()) return { kind: 'unlike' };
    return { kind: 'file', document, text: document.getText() };
  }

  /** Changes files as they were read, and makes new ones. The first is to be ticked in the preview, for all of them. */
  async change(changes: readonly DiskChange[], shown: Confirmation): Promise<Outcome> {
    const planned = changes
      .filter(({ before, edits }) => before === undefined || edits.length > 0)
      .map(change => ({ ...change, after: applyEdits(change.before ?? '', change.edits) }));
    if (planned.length === 0) return { kind: 'written' };
    const edit = new WorkspaceEdit();
    for (const [i, change] of planned.entries()) {
      if (!(await this.add(edit, change, { needsConfirmation: i === 0, ...shown })))
        return { kind: 'unsaved', uri: change.uri };
    }
    const isApplied = await workspace.applyEdit(edit, { isRefactoring: true });
    return this.finish(planned, isApplied);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Adds a change; false where the file is not as it was read. */
  private async add(
    edit: WorkspaceEdit,
    { uri, before, edits, after }: Planned,
    shown: WorkspaceEditEntryMetadata,
  ): Promise<boolean> {
    if (before === undefined) {
      edit.createFile(uri, { overwrite: false }, shown);
      edit.insert(uri, new Position(0, 0), after, shown);
      return true;
    }
    const document = await workspace.openTextDocument(uri);
    if (document.isDirty || document.getText() !== before) return false;
    for (const each of edits) edit.replace(uri, rangeIn(document, each), each.text, shown);
    return true;
  }

  /** Saves what was changed, if it is what was meant, and looks at the disk. */
  private async finish(planned: readonly Planned[], isApplied: boolean): Promise<Outcome> {
    const texts = await Promise.all(planned.map(({ uri }) => textNow(uri)));
    const isDone = planned.map(({ after }, i) => isSame(texts[i], after));
    const isLeft = planned.map(({ before }, i) => texts[i] === before);
    // Also where another program wrote a file while the preview was open: VS Code takes the edit for outdated then.
    if (isLeft.every(Boolean) || (!isApplied && !isDone.some(Boolean))) return { kind: 'declined' };
    const odd = planned.find((change, i) => !isDone[i] && !isLeft[i] && !isPartOf(change, texts[i]));
    if (odd) return { kind: 'altered', uri: odd.uri };
    if (!isDone.every(Boolean)) {
      await this.takeBack(planned);
      return { kind: 'partial' };
    }
    for (const { uri, before } of planned) {
      const document = await workspace.openTextDocument(uri);
      // An undo takes a file that was made away again.
      const texts = [document.getText(), ...(before === undefined ? [] : [before])];
      this.made.set(uri.toString(), new Set([...(this.made.get(uri.toString()) ?? []), ...texts]));
      if (await document.save()) continue;
      await this.takeBack(planned);
      return { kind: 'unsaved', uri };
    }
    for (const { uri, after } of planned) {
      const bytes = await bytesOf(uri);
      if (!bytes || !isSame(textOf(bytes), after)) return { kind: 'altered', uri };
    }
    return { kind: 'written' };
  }

  /** Puts back what was there, unless something else has changed it since. */
  private async takeBack(planned: readonly Planned[]): Promise<void> {
    const edit = new WorkspaceEdit();
    const documents: TextDocument[] = [];
    for (const change of planned) {
      const { uri, before, after } = change;
      const now = await textNow(uri);
      if (now === undefined || now === before || !(isSame(now, after) || isPartOf(change, now))) continue;
      const document = await workspace.openTextDocument(uri);
      if (before === undefined) edit.deleteFile(uri, { ignoreIfNotExists: true });
      else {
        edit.replace(uri, rangeIn(document, span(0, now.length)), before);
        documents.push(document);
      }
    }
    await workspace.applyEdit(edit);
    for (const document of documents) if (document.isDirty) await document.save();
  }

  /** What undo makes of a file that was written would else be on screen alone. */
  private saveUndone({ document, reason }: TextDocumentChangeEvent): void {
    if (reason !== TextDocumentChangeReason.Undo && reason !== TextDocumentChangeReason.Redo) return;
    if (!this.made.get(document.uri.toString())?.has(document.getText())) return;
    this.boundary.run('saving what was undone', () => document.save());
  }
}

/** Whether a text is the wanted one, whatever ends its lines: an editor ends all lines of a file in one way. */
const isSame = (text: string | undefined, wanted: string): boolean =>
  text?.replaceAll('\r\n', '\n') === wanted.replaceAll('\r\n', '\n');

/** More edits than this in a file are not tried in all their combinations. */
const mostEdits = 10;

/** Whether a text is what some of the edits make of a file: the preview lets the user tick each by itself. */
function isPartOf({ before, edits }: DiskChange, text: string | undefined): boolean {
  if (text === undefined || edits.length > mostEdits) return false;
  for (let choice = 0; choice < 2 ** edits.length; choice++) {
    const ticked = edits.filter((_, i) => (choice >> i) % 2 === 1);
    if (isSame(text, applyEdits(before ?? '', ticked))) return true;
  }
  return false;
}

const isUnsaved = (uri: Uri): boolean =>
  workspace.textDocuments.some(({ uri: other, isDirty }) => isDirty && other.toString() === uri.toString());

/** The text of a file as an editor has it; undefined for one that is not there. */
async function textNow(uri: Uri): Promise<string | undefined> {
  if (!(await bytesOf(uri))) return undefined;
  return (await workspace.openTextDocument(uri)).getText();
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
