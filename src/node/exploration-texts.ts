/** The texts of an exploration's files, for what reads many of them: recording and proposing. */
import { readFile, stat } from 'node:fs/promises';
import type { ErrorFile, ResultFile } from '../core/batch/record/input.ts';
import { explorationOfLog } from '../core/files/find.ts';
import type { ExplorationFiles, FindOptions } from '../core/files/gather.ts';
import type { FilePort } from '../core/files/port.ts';
import type { FilePlace } from '../core/files/search.ts';
import type { ConfigFile, SlotFile } from '../core/slots/files.ts';
import { nodeFiles, portPath } from './file-port.ts';
import { mostBytes, readText } from './read-text.ts';
import type { TextFile } from './read-text.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { resultHash } from './result-hash.ts';

export interface ExplorationTexts {
  readonly files: ExplorationFiles;
  readonly slots: readonly SlotFile[];
  readonly base: ConfigFile | undefined;
  /** The configs that runs used, by iteration. */
  readonly snapshots: ReadonlyMap<number, ConfigFile>;
  /** The plan file, with the bytes that a writer needs; undefined when there is none. */
  readonly plan: TextFile | undefined;
  readonly results: readonly ResultFile[];
  readonly errors: readonly ErrorFile[];
}

/**
 * Reads what an exploration has beside its log.
 * @throws {Refusal} when a file that is there cannot be read: what it holds may decide.
 */
export async function readExplorationTexts(
  log: string,
  options: FindOptions,
  port: FilePort = nodeFiles,
): Promise<ExplorationTexts> {
  const files = await explorationOfLog(portPath(log), port, options);
  const [slots, results, errors, jobErrors] = await Promise.all([
    Promise.all(files.slots.map(configOf)),
    Promise.all(files.results.map(runFile)),
    Promise.all(files.errors.map(runFile)),
    Promise.all(files.jobErrors.map(runFile)),
  ]);
  const snapshots = new Map<number, ConfigFile>();
  for (const { iteration, path } of files.snapshots)
    snapshots.set(iteration, { path, text: (await readText(path)).text });
  return {
    files,
    slots: slots.flatMap((config, slot): SlotFile[] => (config ? [{ ...config, slot }] : [])),
    base: files.baseConfig && (await configOf(files.baseConfig)),
    snapshots,
    plan: files.plan.exists ? await readText(files.plan.path) : undefined,
    results: present(results),
    errors: [...present(errors), ...present(jobErrors).map(file => ({ ...file, isJob: true }))],
  };
}

async function configOf({ exists, path }: FilePlace): Promise<ConfigFile | undefined> {
  return exists ? { path, text: (await readText(path)).text } : undefined;
}

const present = (files: readonly (ResultFile | undefined)[]): ResultFile[] =>
  files.flatMap(file => file ?? []);

/** What a run wrote. A run that was cut short can leave bytes that are no text: they are no reason not to read the rest. */
async function runFile({ exists, path }: FilePlace, slot: number): Promise<ResultFile | undefined> {
  if (!exists) return undefined;
  try {
    const { size, mtimeMs } = await stat(path);
    if (size > mostBytes)
      throw new Refusal('too-large', path, `${path} has over 50 MB.`, 'Check what it is.');
    const bytes = await readFile(path);
    const text = new TextDecoder('utf-8').decode(bytes);
    return { slot, path, text, hash: resultHash(bytes), modified: mtimeMs };
  } catch (error) {
    throw refusalOf(error, path);
  }
}
