import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** A name that every careless shell stumbles over. */
export const awkward = `a "b" it's $(touch PWNED) \`id\` & é; #x`;

/** A new folder with an awkward name. */
export function newFolder(name = awkward): string {
  const outer = mkdtempSync(path.join(tmpdir(), 'iterlog-run-'));
  made.push(outer);
  return path.join(outer, name);
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
