/** That a run is started alone, and with the files that were looked over. */
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { runsFolder } from '../../core/run/record.ts';
import { inTheWay } from '../../core/run/ownership.ts';
import type { ConfigFile } from '../../core/slots/files.ts';
import type { Refused } from './driver.ts';
import { keptRuns } from './record-store.ts';
import type { RunsPlace } from './record-store.ts';

/** Milliseconds after which a claim is one of a program that died: what is done under it takes moments. */
const longest = 30_000;

const another: Refused = {
  kind: 'refused',
  message: 'Another run of this exploration is being started this moment.',
  advice: 'Look at it first.',
};

/** Does something that only one program at a time may do for the runs of an exploration. */
export async function alone<T>(place: RunsPlace, action: () => Promise<T>): Promise<T | Refused> {
  const folder = path.join(place.folder, runsFolder(place.name));
  const claim = path.join(folder, '.starting');
  await mkdir(folder, { recursive: true });
  if (await isOld(claim)) await rm(claim, { force: true });
  const handle = await open(claim, 'wx').catch(() => undefined);
  if (!handle) return another;
  try {
    return await action();
  } finally {
    await handle.close();
    await rm(claim, { force: true });
  }
}

const isOld = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > longest,
    () => false,
  );

/** What came between the look at everything and the start. */
export async function changedMeanwhile(
  place: RunsPlace,
  sources: readonly ConfigFile[],
): Promise<Refused | undefined> {
  const { runs } = await keptRuns(place);
  const blocked = inTheWay(runs.map(({ record }) => record));
  if (blocked) return { kind: 'refused', message: blocked.message, advice: blocked.advice };
  for (const { path: file, text } of sources) {
    const now = await readFile(file, 'utf8').catch(() => undefined);
    if (now === undefined || withoutMark(now) !== withoutMark(text))
      return {
        kind: 'refused',
        message: `${path.basename(file)} has changed since it was looked over.`,
        advice: 'Start again.',
      };
  }
  return undefined;
}

/** Editors give texts without their byte order mark. */
const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');
