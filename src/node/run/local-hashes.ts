import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunRecord } from '../../core/run/record.ts';
import { resultHash } from '../result-hash.ts';

/** The hash of a file; undefined where there is none. */
export const hashOfFile = (file: string): Promise<string | undefined> =>
  readFile(file).then(resultHash, () => undefined);

/** A record that says what stands where the results of its run belong: only what has not changed since is written over. */
export async function withLocalHashes(record: RunRecord, logFolder: string): Promise<RunRecord> {
  const root = path.resolve(logFolder, record.root);
  const wanted = await Promise.all(
    record.wanted.map(async file => {
      const before = await hashOfFile(path.join(root, file.to));
      return before === undefined ? file : { ...file, before };
    }),
  );
  return { ...record, wanted };
}
