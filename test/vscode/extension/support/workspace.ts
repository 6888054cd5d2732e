import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Uri, workspace } from 'vscode';
import { until } from '../../host/until.mjs';

/** The first folder of the window. */
export function root(): string {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The window shows no folder.');
  return folder.uri.fsPath;
}

export const logName = 'flyvis_62_1_gs_vrest_Claude_analysis.md';

/** The log of an example in the window's folder. */
export const example = (name: 'broken' | 'vrest'): Uri => Uri.file(path.join(root(), name, logName));

/** Writes a file below the window's folder, as another program would: VS Code is not told. */
export function write(name: string, text: string): Uri {
  const file = path.join(root(), name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return Uri.file(file);
}

export const read = (uri: Uri): string => readFileSync(uri.fsPath, 'utf8');

/**
 * Writes a file as another program would, again and again until what should follow follows: VS Code begins to watch a
 * folder some time after it has said so.
 */
export async function writeUntil(name: string, text: string, followed: () => boolean): Promise<Uri> {
  let round = 0;
  let uri = write(name, text);
  await until(() => {
    // A rewrite of a file that is being read may be seen half: so seldom.
    if (++round % 20 === 0) uri = write(name, text);
    return followed();
  }, `what follows from writing ${name}`);
  return uri;
}
