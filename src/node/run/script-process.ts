/** A script that is given to a program on its standard input: a shell, or ssh that brings it to one. */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { MarkedOutput, afterMark, markedScript } from '../../core/run/marked-output.ts';

export interface ScriptOptions {
  /** What the script writes, as it comes. */
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Milliseconds for all of it; without it as long as it takes. */
  readonly timeout?: number | undefined;
  /** Milliseconds until the script has to begin. */
  readonly patience?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Without it that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface ScriptEnd {
  /** Of the script; undefined where it is not known to have ended. */
  readonly code: number | undefined;
  /** Whether the script is known to have begun. */
  readonly begun: boolean;
  readonly stderr: string;
  /** Why it was ended from here. */
  readonly stopped: 'timeout' | 'patience' | 'signal' | undefined;
  /** Of the program: its own exit code, or why it could not be started. */
  readonly programCode: number | null;
  readonly error: NodeJS.ErrnoException | undefined;
}

/** Runs a program that reads a script of a POSIX shell. Never rejects. */
export function runScript(
  [program = '', ...argv]: readonly string[],
  script: string,
  options: ScriptOptions,
): Promise<ScriptEnd> {
  const mark = `iterlog-${randomBytes(12).toString('hex')}`;
  const output = new MarkedOutput(mark, options.onBytes);
  // In a group of its own, so that what the shell started ends with it; a Ctrl-C is for us to pass on.
  const child = spawn(program, argv, {
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(options.env && { env: options.env }),
  });
  return new Promise(resolve => {
    const stderr: Buffer[] = [];
    const stop = stopper(child, options, () => output.begun);
    child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    const end = (programCode: number | null, error?: NodeJS.ErrnoException) => {
      stop.clear();
      child.stderr.destroy();
      resolve({
        code: output.code,
        begun: output.begun,
        stderr: afterMark(Buffer.concat(stderr).toString(), mark),
        programCode,
        stopped: stop.reason(),
        error,
      });
    };
    child.once('error', error => end(null, error));
    whenDone(child, end);
    child.stdin.on('error', () => undefined);
    child.stdin.end(markedScript(script, mark));
  });
}

/** Once the program has ended and its output is read; its error output may be held open by a connection that is shared. */
function whenDone(child: ChildProcessWithoutNullStreams, end: (code: number | null) => void): void {
  const closed = (stream: NodeJS.ReadableStream) => new Promise(resolve => stream.once('close', resolve));
  const stdout = closed(child.stdout);
  const stderr = closed(child.stderr);
  child.once('exit', code => {
    void stdout
      .then(() => Promise.race([stderr, new Promise(resolve => setTimeout(resolve, 300))]))
      .then(() => end(code));
  });
}

type Reason = NonNullable<ScriptEnd['stopped']>;

/** Ends the program when its time is over or it is asked to, first gently. */
function stopper(child: ChildProcessWithoutNullStreams, options: ScriptOptions, begun: () => boolean) {
  let reason: Reason | undefined;
  const timers: NodeJS.Timeout[] = [];
  const stop = (why: Reason) => {
    if (reason) return;
    reason = why;
    endGroup(child, 'SIGTERM');
    timers.push(setTimeout(() => endGroup(child, 'SIGKILL'), 1000));
    // What has left the group may hold the output open.
    child.stdout.destroy();
  };
  const onAbort = () => stop('signal');
  const after = (ms: number | undefined, action: () => void) => {
    if (ms !== undefined) timers.push(setTimeout(action, ms));
  };
  after(options.timeout, () => stop('timeout'));
  after(options.patience, () => {
    if (!begun()) stop('patience');
  });
  options.signal?.addEventListener('abort', onAbort);
  if (options.signal?.aborted) onAbort();
  return {
    reason: () => reason,
    clear: () => {
      for (const timer of timers) clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    },
  };
}

function endGroup(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}
