import { parseArgs } from 'node:util';
import { didYouMean } from '../core/text/did-you-mean.ts';
import { Refusal } from '../node/refusal.ts';
import { version } from '../../package.json';
import { lint } from './commands/lint.ts';
import { slots } from './commands/slots.ts';
import { start } from './commands/start.ts';
import { propose } from './commands/propose.ts';
import { replay } from './commands/replay.ts';
import { report as writeReport } from './commands/report.ts';
import { record } from './commands/record.ts';
import { stats } from './commands/stats.ts';
import { tree } from './commands/tree.ts';
import { ucb } from './commands/ucb.ts';
import { exit } from './io.ts';
import type { ExitCode, Io } from './io.ts';
import { printable } from './printable.ts';
import { mainUsage, UsageError } from './usage.ts';

/** A subcommand: takes the arguments after its name, returns the exit code. */
type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>;

/** Every subcommand. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['lint', lint],
  ['ucb', ucb],
  ['tree', tree],
  ['stats', stats],
  ['report', writeReport],
  ['slots', slots],
  ['start', start],
  ['propose', propose],
  ['replay', replay],
  ['record', record],
]);

/** Runs the command line and returns its exit code. Never throws: this is where every error ends. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return report(error, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined) throw new UsageError('Name a command.');
  const command = commands.get(name);
  if (command) return command(rest, io);
  if (!name.startsWith('-')) {
    throw new UsageError(`There is no command \`${name}\`.${didYouMean(name, commands.keys())}`);
  }
  const options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: [...argv], options });
  io.stdout.write(values.help ? mainUsage : `iterlog ${version}\n`);
  return exit.done;
}

function report(error: unknown, io: Io): ExitCode {
  const say = (text: string) => io.stderr.write(`iterlog: ${printable(text)}\n`);
  if (error instanceof UsageError || isArgumentError(error)) {
    say(
      `${error.message.replace(/\.? To specify a positional argument.*/s, '').replace(/([^.?])$/, '$1.')} See iterlog --help.`,
    );
    return exit.usage;
  }
  if (error instanceof Refusal) {
    say(`${error.message} ${error.advice}`);
    return exit.unusable;
  }
  const message = error instanceof Error ? error.message : String(error);
  say(`unexpected error: ${message} (a fault of iterlog; ITERLOG_DEBUG=1 shows where)`);
  if (io.env.ITERLOG_DEBUG === '1' && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
  return exit.unusable;
}

/** Whether `parseArgs` did not understand its arguments. */
const isArgumentError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
