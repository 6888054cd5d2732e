import { readFile, stat } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { Refusal, refusalOf } from './refusal.ts';

/** A file to be changed, and the bytes that the change was made from. */
export interface FileChange {
  readonly path: string;
  /** What the user calls it. */
  readonly name: string;
  readonly before: Uint8Array;
  readonly after: string;
}

/**
 * Writes all files or none, each in one step and with the permissions it had, and reads them back.
 * @throws {Refusal} when a file changed since it was read, may not be written, or did not reach the disk.
 */
export async function writeFiles(changes: readonly FileChange[]): Promise<void> {
  for (const change of changes) await check(change);
  const written: FileChange[] = [];
  for (const change of changes) {
    try {
      await write(change, Buffer.from(change.after));
    } catch (error) {
      for (const earlier of written) await restore(earlier);
      throw refusalOf(error, change.name);
    }
    written.push(change);
  }
}

/** Puts back what was there, unless something else has written since. */
async function restore(change: FileChange): Promise<void> {
  const { path, before, after } = change;
  const now = await readFile(path).catch(() => undefined);
  if (now?.equals(Buffer.from(after))) await write(change, before).catch(() => undefined);
}

async function check({ path, name, before }: FileChange): Promise<void> {
  const { mode, now } = await look(path).catch((error: unknown) => {
    throw refusalOf(error, name);
  });
  if (!now.equals(before)) {
    throw new Refusal(
      'changed',
      name,
      `${name} changed while it was read.`,
      'Something else writes to it: run the command again.',
    );
  }
  // A file is replaced, not written to, so the system itself would not object; nor does it ever to its administrator.
  if ((mode & 0o222) === 0) {
    throw new Refusal(
      'read-only',
      path,
      `${name} is read-only.`,
      'Make it writable, for example with `chmod u+w`.',
    );
  }
}

async function look(path: string): Promise<{ readonly mode: number; readonly now: Buffer }> {
  const { mode } = await stat(path);
  return { mode, now: await readFile(path) };
}

async function write({ path, name }: FileChange, bytes: Uint8Array): Promise<void> {
  await writeFileAtomic(path, Buffer.from(bytes));
  if (!(await readFile(path)).equals(bytes)) {
    throw new Refusal(
      'changed',
      name,
      `${name} changed while it was written.`,
      'Something else writes to it: look at it, then run the command again.',
    );
  }
}
