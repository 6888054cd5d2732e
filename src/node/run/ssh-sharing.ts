/** One connection for all calls to a host, since each of its own takes a quarter of a second and a login. */
import { execFile } from 'node:child_process';
import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class Sharing {
  /** A connection that hangs is left alone, and the next one has another name. */
  private generation = 0;
  private prepared: Promise<string | undefined> | undefined;

  constructor(
    private readonly program: readonly string[],
    private readonly host: string,
    private readonly controlDir: string | undefined,
  ) {}

  /** What ssh is told; nothing where its user's settings share connections, or none can be shared. */
  async options(): Promise<readonly string[]> {
    this.prepared ??= this.folder();
    const folder = await this.prepared;
    if (folder === undefined) return [];
    const socket = path.join(folder, `%C${this.generation || ''}`);
    return ['ControlMaster=auto', `ControlPath=${socket}`, 'ControlPersist=60'].flatMap(option => [
      '-o',
      option,
    ]);
  }

  /** Has later calls share another connection. */
  leave(): void {
    this.generation++;
  }

  private async folder(): Promise<string | undefined> {
    if (process.platform === 'win32' || (await this.isShared())) return undefined;
    const user = process.getuid?.() ?? 0;
    // Sockets have paths of at most 104 characters, of which a hash and what ssh adds take 60: so not the folder for
    // temporary files, which may be long.
    const folder = this.controlDir ?? `/tmp/iterlog-${user}`;
    if (folder.length > 40 || /[\s"'%\\]/.test(folder)) return undefined;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { mode, uid } = await lstat(folder);
      // Whoever owns the folder could speak in the name of the host.
      return uid === user && (mode & 0o077) === 0 && (mode & 0o170000) === 0o040000 ? folder : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whether the settings of ssh have it share connections to this host. */
  private async isShared(): Promise<boolean> {
    const [file = '', ...argv] = this.program;
    try {
      const { stdout } = await run(file, [...argv, '-G', '--', this.host], { timeout: 10_000 });
      return /^controlpath (?!none$)/m.test(stdout);
    } catch {
      return true;
    }
  }
}
