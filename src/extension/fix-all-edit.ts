import { diffLines } from 'diff';
import { Range, TextEdit, WorkspaceEdit } from 'vscode';
import type { TextDocument } from 'vscode';
import { fixAll } from '../core/lint/fix-all.ts';
import type { Problem } from '../core/lint/problem.ts';
import { print } from '../core/log/parse.ts';
import type { OpenLog } from './services/open-logs.ts';

/** One edit with every wanted fix, also those that a fix makes room for; undefined when there is nothing to fix. */
export function fixAllEdit(log: OpenLog, wanted: (problem: Problem) => boolean): WorkspaceEdit | undefined {
  if (!log.result.problems.some(problem => problem.fixable && wanted(problem))) return undefined;
  const before = print(log.result.log);
  const after = fixAll(before, log.basis.options, wanted);
  if (after === before) return undefined;
  const edit = new WorkspaceEdit();
  edit.set(log.document.uri, splices(log.document, before, after));
  return edit;
}

/** The changes between two texts, line by line and within the lines, so that nothing else is touched. */
export function splices(document: TextDocument, before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  let removed = '';
  let added = '';
  const close = () => {
    if (removed !== added) edits.push(splice(document, offset, removed, added));
    offset += removed.length;
    removed = added = '';
  };
  for (const part of diffLines(before, after)) {
    if (part.removed) removed += part.value;
    else if (part.added) added += part.value;
    else {
      close();
      offset += part.value.length;
    }
  }
  close();
  return edits;
}

/** Replaces only what differs between two texts' common beginning and end. */
function splice(document: TextDocument, offset: number, before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const from = document.positionAt(offset + head);
  const to = document.positionAt(offset + before.length - tail);
  return TextEdit.replace(new Range(from, to), after.slice(head, after.length - tail));
}
