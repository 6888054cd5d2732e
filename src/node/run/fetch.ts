/** Files of a target brought here, into a folder of their own: nothing else is written or removed, here or there. */
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FetchFrames, fetchScript, largestFile } from '../../core/run/fetch-frames.ts';
import { refusalOf } from '../refusal.ts';
import type { Answer, Refused } from './driver.ts';
import type { StreamEnd, Transport, Unreachable } from './transport.ts';

export interface FetchedFile {
  /** On the target, as it was asked for. */
  readonly path: string;
  /** Where it is here. */
  readonly staged: string;
  /** `sha256:` and hexadecimal digits. */
  readonly hash: string;
  readonly size: number;
}

export interface Fetched {
  readonly files: readonly FetchedFile[];
  /** What is not there, or is no regular file that may be read. */
  readonly missing: readonly string[];
  /** What is larger than anything that a run is known to write. */
  readonly tooLarge: readonly string[];
}

/** Milliseconds without a byte. */
const silence = 60_000;

/** Brings files here, each as it was at one moment, and makes sure of its contents by their hash. */
export async function fetchFiles(
  transport: Transport,
  requests: readonly { readonly path: string }[],
  stagingFolder: string,
): Promise<Answer<Fetched> | Refused> {
  const paths = requests.map(request => request.path);
  const arrivals = new Arrivals(paths);
  const end = await receive(transport, paths, arrivals);
  if (end) return end;
  if (arrivals.damaged.length > 0)
    return {
      kind: 'refused',
      message: `What arrived is not what was sent: ${arrivals.damaged.join(', ')}.`,
      advice: 'Something writes to it just now: fetch again.',
    };
  return stage(arrivals, stagingFolder);
}

async function receive(
  transport: Transport,
  paths: readonly string[],
  arrivals: Arrivals,
): Promise<Unreachable | undefined> {
  const quiet = new AbortController();
  const timer = setTimeout(() => quiet.abort(), silence);
  const onBytes = (bytes: Uint8Array) => {
    timer.refresh();
    if (!arrivals.push(bytes)) quiet.abort();
  };
  const end = await transport.stream(fetchScript(paths), onBytes, quiet.signal);
  clearTimeout(timer);
  return arrivals.complete ? undefined : failure(transport.name, end);
}

function failure(name: string, end: StreamEnd): Unreachable {
  if (end.kind === 'unreachable') return end;
  const message =
    end.kind === 'stopped' ? `${name} did not answer in time.` : `${name} did not send all of the files.`;
  return { kind: 'unreachable', message, advice: 'Fetch again in a moment.' };
}

/** What has come so far, in memory: result logs and configs are small. */
class Arrivals {
  readonly files: { readonly path: string; readonly hash: string; readonly bytes: Buffer }[] = [];
  readonly missing: string[] = [];
  readonly tooLarge: string[] = [];
  readonly damaged: string[] = [];
  complete = false;
  private readonly frames: FetchFrames;
  private excessive = false;
  private open: { readonly path: string; readonly hash: string; readonly parts: Uint8Array[] } | undefined;

  constructor(paths: readonly string[]) {
    const nameOf = (number: number) => paths[number] ?? '';
    this.frames = new FetchFrames({
      begin: (number, size, hash) => {
        this.excessive ||= size > largestFile;
        this.open = { path: nameOf(number), hash, parts: [] };
      },
      bytes: part => this.open?.parts.push(part.slice()),
      finish: () => this.finish(),
      missing: number => this.missing.push(nameOf(number)),
      tooLarge: number => this.tooLarge.push(nameOf(number)),
      end: () => (this.complete = true),
    });
  }

  /** Whether more may come: a target that sends more than it was asked for is not listened to. */
  push(bytes: Uint8Array): boolean {
    if (!this.excessive) this.frames.push(bytes);
    return !this.excessive;
  }

  private finish(): void {
    if (!this.open) return;
    const { path: file, hash, parts } = this.open;
    this.open = undefined;
    const bytes = Buffer.concat(parts);
    if (createHash('sha256').update(bytes).digest('hex') === hash)
      this.files.push({ path: file, hash, bytes });
    else this.damaged.push(file);
  }
}

async function stage(
  { files, missing, tooLarge }: Arrivals,
  folder: string,
): Promise<Answer<Fetched> | Refused> {
  const staged: FetchedFile[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [number, { path: file, hash, bytes }] of files.entries()) {
      // The name is for people who look into the folder; a path of the target chooses no place here.
      const name = `${number}-${path.posix.basename(file).replace(/[^\w.-]/g, '_')}`;
      const at = path.join(folder, name);
      await writeFile(at, bytes);
      staged.push({ path: file, staged: at, hash: `sha256:${hash}`, size: bytes.length });
    }
  } catch (error) {
    for (const { staged: at } of staged) await rm(at, { force: true });
    const { message, advice } = refusalOf(error, folder);
    return { kind: 'refused', message, advice };
  }
  return { kind: 'answer', files: staged, missing, tooLarge };
}
