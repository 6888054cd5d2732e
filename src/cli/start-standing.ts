import type { StartFile } from '../core/actions/start.ts';
import { readText } from '../node/read-text.ts';
import type { FileChange } from '../node/write-files.ts';

/** A file of a new exploration beside what stands in its place. */
export interface Standing extends FileChange {
  /** What is there now; empty for nothing. */
  readonly text: string;
  /** Whether it is as it is to be already. */
  readonly isSame: boolean;
  /** Whether something would be lost: an empty file, as the loop leaves them, is nothing. */
  readonly isLost: boolean;
}

/** @throws {Refusal} when a file is there and cannot be read: nobody could say what is lost. */
export async function standing({ path, exists, text: after }: StartFile, name: string): Promise<Standing> {
  if (!exists) return { path, name, before: undefined, after, text: '', isSame: false, isLost: false };
  const { bytes, text } = await readText(path, name);
  const isSame = text === after;
  return { path, name, before: bytes, after, text, isSame, isLost: !isSame && text.trim() !== '' };
}
