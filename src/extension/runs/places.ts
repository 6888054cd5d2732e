import path from 'node:path';
import { Uri } from 'vscode';
import { nameOf } from '../../core/files/names.ts';
import { runsFolder } from '../../core/run/record.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Logs } from '../services/logs.ts';

/** The log of a run's exploration: the one that is known beside its folder, else the one that the loop would write. */
export function logOf({ folder, record }: KeptRun, { uris }: Logs): Uri {
  const runs = path.dirname(folder);
  const known = uris.find(uri => path.join(path.dirname(uri.fsPath), runsFolder(nameOf(uri.path))) === runs);
  return known ?? Uri.file(path.join(path.dirname(runs), `${record.exploration}_analysis.md`));
}
