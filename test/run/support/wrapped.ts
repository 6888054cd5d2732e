/** Runs of the wrapper alone, without what prepares them. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quote, quoteAll } from '../../../src/core/run/quote.ts';
import { readWrapperStatus } from '../../../src/core/run/wrapper-status.ts';
import type { WrapperRun } from '../../../src/core/run/wrapper-status.ts';
import { localTransport } from '../../../src/node/run/local.ts';
import wrapper from '../../../src/node/run/wrapper.sh';
import { newFolder } from './folders.ts';

const local = localTransport();
let count = 0;

export interface Wrapped {
  readonly id: string;
  readonly directory: string;
  /** Calls an operation of the wrapper. */
  call(...args: readonly string[]): Promise<WrapperRun>;
  /** A file below the directory of the run; empty when it is not there. */
  file(name: string): string;
}

/** The directory of a run whose tasks run these scripts; `path` is where its programs are looked for first. */
export function wrapped(options: { readonly path?: string }, ...scripts: readonly string[]): Wrapped {
  count++;
  const id = `w-${process.pid}-${count}`;
  const directory = path.join(newFolder(), '.iterlog', 'runs', id);
  const program = path.join(directory, 'iterlog.sh');
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
  writeFileSync(program, wrapper);
  for (const [slot, script] of scripts.entries()) {
    const folder = path.join(directory, String(slot).padStart(2, '0'));
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'cmd.sh'), script);
  }
  return { id, directory, call: operation, file };

  function operation(op = '', ...args: readonly string[]): Promise<WrapperRun> {
    const path = options.path === undefined ? '' : `PATH=${quote(options.path)}:$PATH; export PATH\n`;
    return call(path + quoteAll(['sh', program, op, directory, ...args]));
  }

  function file(name: string): string {
    try {
      return readFileSync(path.join(directory, name), 'utf8');
    } catch {
      return '';
    }
  }
}

async function call(script: string): Promise<WrapperRun> {
  const answer = await local.capture(script);
  if (answer.kind !== 'answer') throw new Error(answer.message);
  const [run] = readWrapperStatus(answer.stdout);
  if (!run) throw new Error(`${answer.code} ${answer.stderr}`);
  return run;
}
