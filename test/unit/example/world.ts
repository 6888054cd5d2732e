/** What tests of the example exploration need: Python, copies of the example, and runs of its scripts. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readResultLog } from '../../../src/core/run/result-log.ts';
import { folderWith } from '../cli/world.ts';

export const base = 'flyvis_62_1_gs_vrest';
export const name = `${base}_Claude`;
export const example = path.resolve('examples/vrest');
export const runFolder = `log/Claude_exploration/instruction_${base}_parallel`;

const python = ['python3', 'python'].find(
  command =>
    spawnSync(command, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))'], { stdio: 'ignore' })
      .status === 0,
);
const missing = 'No Python of version 3.8 or newer is here.';

/** `describe`, skipped with a reason where there is no Python; with CI=true its tests run, and so fail. */
export function describePython(title: string, body: () => void): void {
  if (python !== undefined || process.env.CI === 'true') describe(title, body);
  else describe(`${title} (skipped: ${missing})`, () => it.skip('needs Python', () => undefined));
}

type Values = Readonly<Record<string, string | number | boolean>>;

/** The scripts and the base config in a folder of their own, values of it changed: few frames make it quick. */
export function scripts(values: Values = {}): string {
  const folder = folderWith();
  const wanted = readdirSync(example).filter(file => file.endsWith('.py') || file === `${base}.yaml`);
  for (const file of [...wanted, 'iterlog.yaml'])
    copyFileSync(path.join(example, file), path.join(folder, file));
  const text = baseWith(folder, values);
  writeFileSync(path.join(folder, `${base}.yaml`), text);
  return folder;
}

/** The text of the base config with values in place of its own, by key. */
export function baseWith(
  folder: string,
  values: Readonly<Record<string, string | number | boolean>>,
): string {
  let text = readFileSync(path.join(folder, `${base}.yaml`), 'utf8');
  for (const [key, value] of Object.entries(values)) {
    const line = new RegExp(`^( +${key}: ).*$`, 'm');
    if (!line.test(text)) throw new Error(`The base config has no ${key}.`);
    text = text.replace(line, (_, start: string) => `${start}${String(value)}`);
  }
  return text;
}

/** The same with both seeds, `training.seed` 500 more as the loop has it. */
export const seeded = (text: string, seed: number): string => {
  const seeds = [seed, seed + 500];
  return text.replace(/^( +seed: )\d+/gm, (_, start: string) => `${start}${seeds.shift() ?? ''}`);
};

export interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** Starts a Python program; what it prints, on either stream, is handed on as it comes. */
export function start(
  argv: readonly string[],
  options: { cwd: string; env?: Record<string, string>; stdin?: string },
) {
  if (python === undefined) throw new Error(missing);
  const env = { ...process.env, ITERLOG_AGENT: '', PYTHONDONTWRITEBYTECODE: '1', ...options.env };
  const child = spawn(python, argv, { cwd: options.cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(options.stdin ?? '');
  return child;
}

/** How a program ended, and all that it printed. */
export async function end(child: ChildProcess): Promise<Ended> {
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (out += String(data)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

export interface Trained extends Ended {
  /** The metrics, and what else the result log says. */
  readonly results: ReadonlyMap<string, string>;
  readonly resultLog: string;
  readonly errorLog: string;
}

/** Trains one config by the one-slot script. */
export async function train(
  folder: string,
  config: string,
  label: string | number = 'run',
): Promise<Trained> {
  const file = (ending: string) => path.join(folder, `${label}.${ending}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file('config'), config);
  const paths = ['--config', file('config'), '--log_file', file('log'), '--error_log', file('error')];
  const argv = [path.join(folder, 'train_flyvis_subprocess.py'), ...paths, '--device', 'cpu'];
  const ended = await end(start([...argv, '--config_file', `slot_${label}`, '--erase'], { cwd: folder }));
  const [resultLog, errorLog] = [textOf(file('log')), textOf(file('error'))];
  return { ...ended, resultLog, errorLog, results: readResultLog(resultLog) ?? new Map<string, string>() };
}

/** The text of a file; nothing for one that is not there. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Runs the loop to its end. */
export const loop = (folder: string, options: { argv?: string[]; agent?: string; stdin?: string } = {}) =>
  end(startLoop(folder, options));

export function startLoop(
  folder: string,
  { argv = ['--resume'], agent = '', stdin = '' }: { argv?: string[]; agent?: string; stdin?: string } = {},
) {
  const task = ['-o', 'generate_train_test_plot_Claude', base, ...argv];
  return start([path.join(folder, 'GNN_LLM_parallel_flyvis.py'), ...task], {
    cwd: folder,
    env: { ITERLOG_AGENT: agent },
    stdin,
  });
}
