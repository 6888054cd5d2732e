import { watch } from 'node:fs';
import path from 'node:path';
import { refusalOf } from './refusal.ts';

/** Milliseconds without a change after which a file counts as written: editors and programs write in several steps. */
const quiet = 100;

/**
 * Calls `update` once, and again after every change of a file, one call at a time, until `stopped` is fulfilled or a
 * call fails. Watches the folder, because a file that is replaced is another file.
 * @throws {Refusal} when the folder cannot be watched.
 */
export async function watchFile(
  file: string,
  update: () => Promise<void>,
  stopped: Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const run = (): void => void (running = running.then(update).catch(fail));
  const watcher = open(file, name => {
    if (name !== null && name !== path.basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(run, quiet);
  });
  watcher.on('error', fail);
  run();
  try {
    await Promise.race([stopped, failed]);
  } finally {
    watcher.close();
    clearTimeout(timer);
  }
  await running;
}

function open(file: string, changed: (name: string | null) => void): ReturnType<typeof watch> {
  try {
    return watch(path.dirname(file), (_, name) => {
      changed(name);
    });
  } catch (error) {
    throw refusalOf(error, path.dirname(file));
  }
}
