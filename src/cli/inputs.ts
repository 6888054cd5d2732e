import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../core/log/model.ts';
import { parse } from '../core/log/parse.ts';
import { findLogs, isLog } from '../node/log-files.ts';
import { readStream, readText } from '../node/read-text.ts';
import { Refusal, refusalOf } from '../node/refusal.ts';
import type { Io } from './io.ts';

/** A log to look at. */
export interface Input {
  /** The name as the user gave it, or as found below what the user gave. */
  readonly file: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  /** The folder whose iterlog.yaml applies. */
  readonly folder: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly log: Log;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  readonly refusals: readonly Refusal[];
}

/** Reads every log that the paths mean, each once; what cannot be read is told apart. */
export async function readInputs(paths: readonly string[], io: Io, stdinName?: string): Promise<Inputs> {
  const inputs: Input[] = [];
  const refusals: Refusal[] = [];
  const seen = new Set<string>();
  for (const given of paths) {
    const found = given === '-' ? { files: ['-'], refusals: [] } : await filesOf(given, io.cwd);
    refusals.push(...found.refusals);
    for (const file of found.files) {
      const real = file === '-' ? file : await realpath(path.resolve(io.cwd, file)).catch(() => file);
      if (seen.has(real)) continue;
      seen.add(real);
      const read = file === '-' ? readStandardInput(io, stdinName) : readLog(file, io.cwd);
      await read.then(
        input => inputs.push(input),
        (error: unknown) => refusals.push(refusalOf(error, file)),
      );
    }
  }
  return { inputs, refusals };
}

/** Reads a log file. */
export async function readLog(file: string, cwd: string): Promise<Input> {
  const full = path.resolve(cwd, file);
  const { text, bytes } = await readText(full, file);
  const log = parse(text);
  if (!isLog(file, log)) {
    throw new Refusal(
      'no-log',
      file,
      `${file} is no exploration log: it has no \`## Iter N:\` heading.`,
      'Name the log.',
    );
  }
  return { file, path: full, folder: path.dirname(full), text, bytes, log };
}

async function readStandardInput(io: Io, name: string | undefined): Promise<Input> {
  const file = name ?? '<stdin>';
  const { text, bytes } = await readStream(io.stdin, name ?? 'Standard input');
  const folder = name === undefined ? io.cwd : path.dirname(path.resolve(io.cwd, name));
  return { file, path: undefined, folder, text, bytes, log: parse(text) };
}

/** The files that a path means: itself, or the logs below it. */
async function filesOf(
  given: string,
  cwd: string,
): Promise<{ readonly files: readonly string[]; readonly refusals: readonly Refusal[] }> {
  const full = path.resolve(cwd, given);
  const isFolder = await stat(full).then(
    stats => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return { files: [given], refusals: [] };
  const { files, refusals } = await findLogs(full);
  const none = new Refusal(
    'no-log',
    given,
    `${given} holds no exploration log (*_analysis.md).`,
    'Name the log itself or another folder.',
  );
  return {
    files: files.map(file => path.join(given, path.relative(full, file))),
    refusals: files.length + refusals.length === 0 ? [none] : refusals,
  };
}
