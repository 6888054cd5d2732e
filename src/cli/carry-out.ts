/** Shows what an action of the core would change, or does it. */
import { isRefused } from '../core/actions/action.ts';
import type { Action, ActionRefusal, FileChange } from '../core/actions/action.ts';
import { applyEdits } from '../core/text/edits.ts';
import { lineStarts, positionAt } from '../core/text/lines.ts';
import { counted } from '../core/text/counted.ts';
import type { ReadExploration } from '../node/explorations.ts';
import { writeFiles } from '../node/write-files.ts';
import { newFileDiff, shownDiff, unifiedDiff } from './diff.ts';
import { exit } from './io.ts';
import type { ExitCode, Io } from './io.ts';
import { printableJson } from './printable.ts';
import { say } from './say.ts';
import { shownPath } from './shown-path.ts';

interface Wanted {
  readonly write: boolean;
  readonly format: 'text' | 'json';
}

/**
 * Prints an action as a unified diff or as JSON, and with `write` makes it, all files or none.
 * @throws {Refusal} when a file cannot be written, or is no longer what it was when it was read.
 */
export async function carryOut(
  action: Action | ActionRefusal,
  read: ReadExploration,
  { write, format }: Wanted,
  io: Io,
): Promise<ExitCode> {
  if (isRefused(action)) return refuse(action, read, io);
  const changed = changedBy(action);
  if (write) await writeChanges(changed, read, io);
  for (const note of action.notes) say(io, note);
  if (format === 'json') io.stdout.write(`${printableJson(jsonOf(action, write, io))}\n`);
  else if (!write) showChanges(changed, io);
  if (write) sayWritten(changed, io);
  if (changed.length === 0) say(io, `${action.label}: there is nothing to change.`);
  else if (!write)
    say(io, `${action.label}: the diff changes ${counted(changed.length, 'file')}, --write makes it.`);
  return exit.done;
}

/** The files that an action changes: those that are as they should be already are left out. */
export const changedBy = ({ changes }: Action): readonly FileChange[] =>
  changes.filter(({ edits }) => edits.length > 0);

/**
 * Makes changes, all or none.
 * @throws {Refusal} when a file cannot be written, or is no longer what it was when it was read.
 */
export const writeChanges = (changes: readonly FileChange[], read: ReadExploration, io: Io): Promise<void> =>
  writeFiles(changes.map(change => written(change, read, io)));

/** Prints changes as a unified diff. */
export function showChanges(changes: readonly FileChange[], io: Io): void {
  for (const change of changes) io.stdout.write(shownDiff(diffOf(change, io), io));
}

export function sayWritten(changes: readonly FileChange[], io: Io): void {
  for (const { file } of changes) say(io, `wrote ${shownPath(file.path, io.cwd)}`);
}

/** Says why nothing is done. */
export function refuse(
  { message, advice, path, isMissing }: ActionRefusal,
  read: ReadExploration,
  io: Io,
): ExitCode {
  const reason = path === undefined ? undefined : read.disk.refusals.get(path);
  if (reason) throw reason;
  say(io, `${message} ${advice}`);
  return isMissing ? exit.unusable : exit.findings;
}

const after = ({ file, edits }: FileChange): string => applyEdits(file.text, edits);

function written(change: FileChange, { disk: { texts } }: ReadExploration, { cwd }: Io) {
  const { path } = change.file;
  return { path, name: shownPath(path, cwd), before: texts.get(path)?.bytes, after: after(change) };
}

function diffOf(change: FileChange, { cwd }: Io): string {
  const name = shownPath(change.file.path, cwd);
  return change.isNew ? newFileDiff(name, after(change)) : unifiedDiff(name, change.file.text, after(change));
}

/** Every file that the action is about, also those that are right already; places are one-based, ends exclusive. */
function jsonOf({ label, notes, changes }: Action, write: boolean, { cwd }: Io): unknown {
  return {
    action: label,
    written: write,
    notes,
    files: changes.map(({ file, edits }) => {
      const starts = lineStarts(file.text);
      const place = (offset: number) => positionAt(starts, offset);
      return {
        file: shownPath(file.path, cwd),
        changed: edits.length > 0,
        edits: edits.map(({ start, end, text }) => ({
          line: place(start).line + 1,
          column: place(start).character + 1,
          endLine: place(end).line + 1,
          endColumn: place(end).character + 1,
          text,
        })),
      };
    }),
  };
}
