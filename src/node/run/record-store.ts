/** The records of the runs of an exploration: `<name>_runs/<id>/run.json` beside its log, readable by people. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { merged, runsFolder } from '../../core/run/record.ts';
import type { RunRecord } from '../../core/run/record.ts';

/** Whose runs. */
export interface RunsPlace {
  /** The folder of the log. */
  readonly folder: string;
  /** The name of the exploration. */
  readonly name: string;
}

/** A record with the folder that it and the output of its run are kept in. */
export interface KeptRun {
  readonly record: RunRecord;
  readonly folder: string;
}

export interface KeptRuns {
  /** The newest first. */
  readonly runs: readonly KeptRun[];
  /** Records that cannot be read, in sentences. */
  readonly problems: readonly string[];
}

export const folderOfRun = ({ folder, name }: RunsPlace, id: string): string =>
  path.join(folder, runsFolder(name), id);

/** All runs that are kept. Never throws: a record that cannot be read is a problem, not the end. */
export async function keptRuns(place: RunsPlace): Promise<KeptRuns> {
  const folder = path.join(place.folder, runsFolder(place.name));
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const ids = entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
  const read = await Promise.all(ids.map(id => readRun(path.join(folder, id))));
  const runs = read.flatMap(run => (run && 'record' in run ? [run] : []));
  const problems = read.flatMap(run => (run && 'problem' in run ? [run.problem] : []));
  return { runs: runs.sort((a, b) => (a.record.created < b.record.created ? 1 : -1)), problems };
}

/** The run of a folder; undefined for a folder without a record. */
export async function readRun(folder: string): Promise<KeptRun | { readonly problem: string } | undefined> {
  const file = path.join(folder, 'run.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { runRecordSchema } = await import('../../core/run/record-schema.ts');
  const parsed = runRecordSchema.safeParse(jsonOf(text));
  if (parsed.success) return { record: parsed.data, folder };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  return { problem: `${file} is no record of a run: ${where ? `${where}: ` : ''}${issue?.message ?? ''}.` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Keeps a record, with what others wrote into it meanwhile; gives it as it is kept. The folder of runs is none of a
 * repository's business.
 */
export async function keepRun({ record: own, folder }: KeptRun): Promise<KeptRun> {
  const before = await readRun(folder);
  const record = before && 'record' in before ? merged(before.record, own) : own;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(path.dirname(folder), '.gitignore'), '*\n');
  await writeFileAtomic(path.join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
  return { record, folder };
}
