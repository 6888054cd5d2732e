import process from 'node:process';
import { exit } from './io.ts';
import { run } from './run.ts';

/** A reader that has seen enough closes the pipe: nobody is left to write to, and nothing is wrong. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = exit.unusable;
    if (stream === process.stdout)
      process.stderr.write(`iterlog: the output cannot be written (${error.code ?? ''}).\n`);
  });
}

const { env, stdin, stdout, stderr } = process;
const interrupted = () => new Promise<void>(resolve => void process.once('SIGINT', () => resolve()));
const io = { cwd: process.cwd(), env, stdin, stdout, stderr, interrupted };
const code = await run(process.argv.slice(2), io);
// An output that failed has set the code already.
process.exitCode ??= code;
