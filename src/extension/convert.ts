/** From the core's values to those of VS Code. */
import { Position, Range, TextEdit } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Range as CoreRange } from '../core/lint/problem.ts';
import type { TextEdit as CoreEdit } from '../core/text/edits.ts';
import type { Span } from '../core/text/span.ts';

export const toRange = ({ start, end }: CoreRange): Range =>
  new Range(start.line, start.character, end.line, end.character);

export const toPosition = ({ line, character }: CoreRange['start']): Position =>
  new Position(line, character);

/** The range of a span of a document's own text. */
export const rangeIn = (document: TextDocument, { start, end }: Span): Range =>
  new Range(document.positionAt(start), document.positionAt(end));

export const toEdit = (document: TextDocument, edit: CoreEdit): TextEdit =>
  TextEdit.replace(rangeIn(document, edit), edit.text);
