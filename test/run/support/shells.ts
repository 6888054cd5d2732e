import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The shells of this machine that a target may have as its `sh`, each with a folder where `sh` is that shell. */
export function shells(): readonly { readonly name: string; readonly path: string }[] {
  return ['dash', 'bash', 'busybox', 'zsh'].flatMap(name => {
    const program = ['/bin', '/usr/bin'].map(folder => path.join(folder, name)).find(existsSync);
    if (program === undefined) return [];
    const folder = mkdtempSync(path.join(tmpdir(), `iterlog-sh-${name}-`));
    process.once('exit', () => rmSync(folder, { recursive: true }));
    symlinkSync(program, path.join(folder, 'sh'));
    return [{ name, path: folder }];
  });
}
