/** Puts what a run left where it belongs here. */
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failureText, leftBehind } from '../../core/run/left-behind.ts';
import type { RunRecord, WantedFile } from '../../core/run/record.ts';
import { resultHash } from '../result-hash.ts';
import type { Refused } from './driver.ts';
import { fetchFiles } from './fetch.ts';
import { hashOfFile } from './local-hashes.ts';
import type { KeptRun } from './record-store.ts';
import type { Transport, Unreachable } from './transport.ts';

export interface BroughtHome {
  readonly kind: 'home';
  readonly run: KeptRun;
  /** Files that were written, absolute. */
  readonly written: readonly string[];
  /** Files on the target that are too large to be what they should be. */
  readonly tooLarge: readonly string[];
  /** Files that were changed here meanwhile, and where what came from the target was put instead. */
  readonly beside: readonly { readonly file: string; readonly instead: string }[];
}

/** Fetches through a staging folder, checks, and then puts each file in its place in one step. */
export async function bringHome(
  run: KeptRun,
  transport: Transport,
): Promise<BroughtHome | Unreachable | Refused> {
  const { record, folder } = run;
  const root = path.resolve(folder, '../..', record.root);
  const wanted = leftBehind(record);
  await mkdir(folder, { recursive: true });
  // Of its own: another program may bring home the same run this moment.
  const staging = await mkdtemp(path.join(folder, 'staging-'));
  const answer = await fetchFiles(
    transport,
    wanted.map(({ from }) => ({ path: from })),
    staging,
  );
  if (answer.kind !== 'answer') {
    await rm(staging, { recursive: true, force: true });
    return answer;
  }
  const home = new Home(run, root);
  const staged = new Map(answer.files.map(file => [file.path, file]));
  for (const file of wanted) {
    const own = staged.get(file.from);
    if (own) await home.put(file, own.staged, own.hash);
    else if (file.kind === 'error') await home.putFailure(file, staging);
  }
  await rm(staging, { recursive: true, force: true });
  return home.result(answer.tooLarge);
}

class Home {
  private readonly written: string[] = [];
  private readonly beside: { file: string; instead: string }[] = [];
  private readonly fetched = new Map<string, RunRecord['fetched'][number]>();

  constructor(
    private readonly run: KeptRun,
    private readonly root: string,
  ) {
    for (const file of run.record.fetched) this.fetched.set(file.to, file);
  }

  async put(wanted: WantedFile, staged: string, hash: string): Promise<void> {
    const file = path.join(this.root, wanted.to);
    const now = await hashOfFile(file);
    if (now !== hash) {
      const isOurs = now === undefined || now === wanted.before || now === this.fetched.get(wanted.to)?.hash;
      const target = isOurs ? file : besideName(file, this.run.record.id);
      await mkdir(path.dirname(target), { recursive: true });
      await rename(staged, target);
      if (isOurs) this.written.push(file);
      else this.beside.push({ file, instead: target });
    }
    this.fetched.set(wanted.to, { from: wanted.from, to: wanted.to, hash });
  }

  /** A task that failed without an error log leaves what iterlog knows of its end, and the end of its error output. */
  async putFailure(wanted: WantedFile, staging: string): Promise<void> {
    const task = this.run.record.tasks.find(({ task: name }) => name === wanted.task);
    if (!task) return;
    const stderr = await readFile(path.join(this.run.folder, `${wanted.task}.err`), 'utf8').catch(() => '');
    const text = failureText(task, stderr);
    await mkdir(staging, { recursive: true });
    const staged = path.join(staging, `failure_${wanted.task}`);
    await writeFile(staged, text);
    await this.put(wanted, staged, resultHash(Buffer.from(text)));
  }

  result(tooLarge: readonly string[]): BroughtHome {
    const record = { ...this.run.record, fetched: [...this.fetched.values()] };
    const { written, beside } = this;
    return { kind: 'home', run: { ...this.run, record }, written, beside, tooLarge };
  }
}

/** `name.remote-<id>.log` for `name.log`. */
function besideName(file: string, id: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.remote-${id}${ext}`);
}
