/** What command-line tests need: a made-up process, folders that go away, and a small log with known mistakes. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { slugs } from '../../../src/core/lint/registry.ts';
import { run } from '../../../src/cli/run.ts';
import type { Io } from '../../../src/cli/io.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface World {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly tty?: boolean;
  readonly env?: Io['env'];
  /** Called with every text that goes to standard output. */
  readonly onWrite?: (text: string) => void;
  /** Called with every text that goes to standard error. */
  readonly onSay?: (text: string) => void;
  readonly interrupted?: Promise<void>;
}

/** Runs the command line in this process. */
export async function iterlog(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const { cwd = os.tmpdir(), stdin = '', tty = false, env = {}, onWrite, onSay } = world;
  let out = '';
  let err = '';
  const bytes = typeof stdin === 'string' ? Buffer.from(stdin) : stdin;
  const code = await run(argv, {
    cwd,
    env,
    // In pieces, so that a character may be cut in two.
    stdin: (async function* () {
      for (let i = 0; i < bytes.length; i += 7) yield await Promise.resolve(bytes.subarray(i, i + 7));
    })(),
    stdout: { isTTY: tty, write: text => (onWrite?.(text), (out += text)) },
    stderr: { write: text => ((err += text), onSay?.(text)) },
    interrupted: () => world.interrupted ?? Promise.resolve(),
  });
  return { code, out, err };
}

/** The rules that these tests speak of, alone. */
export const fewRules = [...slugs]
  .filter(slug => !['next-id-plus-one', 'next-overrides-parent', 'protocol-file'].includes(slug))
  .map(slug => `--rule=${slug}=off`);

/** `iterlog lint` with few rules. */
export const lint = (argv: readonly string[], world?: World): Promise<Outcome> =>
  iterlog(['lint', ...fewRules, ...argv], world);

const folders: string[] = [];

/** A folder with these files, removed after the tests; it is the root of a repository. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'iterlog-test-'));
  folders.push(folder);
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, '.git'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

const entry = (id: number, parent: string, next: string) => `## Iter ${id}: V_rest partial
Node: id=${id}, parent=${parent}
Mode/Strategy: exploit
Config: lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0
Metrics: V_rest_R2=0.5, connectivity_R2=0.9
Mutation: [none] — robustness re-run of Node 21
Parent rule: baseline
Observation: within 0.11-0.78
Next: parent=${next}
`;

/** Iter 1 overrides the parent of Iter 2, Iter 2 names Iter 3, Iter 4 overrides the parent of Iter 5. */
export const brokenLog = `# flyvis_62_1_gs_vrest\n\n${[
  entry(1, 'root', 'root'),
  entry(2, '1', '3'),
  entry(3, '1', '1'),
  entry(4, '1', '2'),
  entry(5, '1', '1'),
].join('\n')}`;

export const fixedLog = brokenLog
  .replace('within 0.11-0.78\nNext: parent=root', 'within 0.11-0.78\nNext: parent=1')
  .replace('Next: parent=3', 'Next: parent=1')
  .replace('Next: parent=2', 'Next: parent=1');

/** Does something as somebody who may not write what these tests made: the administrator may do everything. */
export async function unprivileged<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.(65534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
