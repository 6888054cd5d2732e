import type { Span } from './span.ts';

/** Replaces the span of a text; an empty span inserts, an empty `text` deletes. */
export interface TextEdit extends Span {
  readonly text: string;
}

export const replace = (at: Span, text: string): TextEdit => ({ start: at.start, end: at.end, text });
export const insert = (offset: number, text: string): TextEdit => ({ start: offset, end: offset, text });
export const remove = (at: Span): TextEdit => replace(at, '');

const inOrder = (a: TextEdit, b: TextEdit): number => a.start - b.start || a.end - b.end;

/** Whether two edits touch the same text. Two insertions at one place do: their order would be a guess. */
export function overlap(a: Span, b: Span): boolean {
  if (a.start === b.start && (a.start === a.end || b.start === b.end)) return true;
  return a.start < b.end && b.start < a.end;
}

/** Raised when edits that touch the same text are applied together. */
export class OverlapError extends Error {
  override readonly name = 'OverlapError';
}

/**
 * The text after all edits, whose offsets all mean the text before them.
 * @throws {OverlapError} when two edits overlap; {RangeError} when one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  let last: TextEdit | undefined;
  for (const edit of [...edits].sort(inOrder)) {
    if (edit.start < 0 || edit.end > text.length || edit.start > edit.end) {
      throw new RangeError(
        `Edit ${edit.start}-${edit.end} lies outside a text of ${text.length} characters.`,
      );
    }
    if (last && overlap(last, edit)) throw new OverlapError(`Edits overlap at offset ${edit.start}.`);
    parts.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
    last = edit;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
