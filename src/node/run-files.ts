/** What the runs of an exploration wrote: result logs, error logs, the error output of their jobs. */
import { readFile, stat } from 'node:fs/promises';
import type { ErrorFile, ResultFile } from '../core/batch/record/input.ts';
import type { FilePlace } from '../core/files/search.ts';
import type { ReadExploration } from './explorations.ts';
import { mostBytes } from './read-text.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { resultHash } from './result-hash.ts';

/** The result logs that can be read; why another cannot is put down with the refusals of the exploration. */
export const readResults = (read: ReadExploration): Promise<readonly ResultFile[]> =>
  readAll(read.files.found.results, read);

/** The same for what the runs that failed have left. */
export async function readErrors(read: ReadExploration): Promise<readonly ErrorFile[]> {
  const { errors, jobErrors } = read.files.found;
  const [own, jobs] = await Promise.all([readAll(errors, read), readAll(jobErrors, read)]);
  return [...own, ...jobs.map((file): ErrorFile => ({ ...file, isJob: true }))];
}

async function readAll(
  places: readonly FilePlace[],
  { disk: { refusals } }: ReadExploration,
): Promise<readonly ResultFile[]> {
  const files = await Promise.all(
    places.map(async ({ exists, path }, slot) => {
      if (!exists) return undefined;
      return runFile(path, slot).catch((error: unknown) => {
        refusals.set(path, refusalOf(error, path));
        return undefined;
      });
    }),
  );
  return files.filter(file => file !== undefined);
}

/** A run that was cut short can leave bytes that are no text: they are no reason not to read the rest. */
async function runFile(path: string, slot: number): Promise<ResultFile> {
  const { size, mtimeMs } = await stat(path);
  if (size > mostBytes) throw new Refusal('too-large', path, `${path} has over 50 MB.`, 'Check what it is.');
  const bytes = await readFile(path);
  const text = new TextDecoder('utf-8').decode(bytes);
  return { slot, path, text, hash: resultHash(bytes), modified: mtimeMs };
}
