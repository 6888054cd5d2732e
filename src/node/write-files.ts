import { readFile, rm, stat } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { Refusal, refusalOf } from './refusal.ts';

/** A file to be changed, and the bytes that the change was made from; undefined for a file that is to be made. */
export interface FileChange {
  readonly path: string;
  /** What the user calls it. */
  readonly name: string;
  readonly before: Uint8Array | undefined;
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
  if (!now?.equals(Buffer.from(after))) return;
  await (before ? write(change, before) : rm(path)).catch(() => undefined);
}

async function check({ path, name, before }: FileChange): Promise<void> {
  if (!before) return checkAbsent(path, name);
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

async function checkAbsent(path: string, name: string): Promise<void> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new Refusal('changed', name, `${name} has come into being meanwhile.`, 'Run the command again.');
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
