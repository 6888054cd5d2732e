import { besideLog } from '../../core/files/named.ts';
import { ranked } from '../../core/tree/ranked.ts';
import { whyEmpty } from '../../core/tree/describe.ts';
import { scoreFile } from '../../core/tree/score-file.ts';
import { portPath } from '../../node/file-port.ts';
import { readText } from '../../node/read-text.ts';
import { Refusal } from '../../node/refusal.ts';
import { watchFile } from '../../node/watch-file.ts';
import { writeFiles } from '../../node/write-files.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { say } from '../say.ts';
import { shownPath } from '../shown-path.ts';
import { readOne, readTree, sayBasis, shown, treeJson } from '../tree-input.ts';
import { ucbUsage } from '../usage.ts';
import { treeArguments } from './tree-options.ts';
import type { TreeArguments } from './tree-options.ts';

/** `iterlog ucb`: prints the score file of a log, writes it, or keeps it current. */
export async function ucb(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = treeArguments(argv, io.cwd, ['text', 'json'], true);
  if (args.help) {
    io.stdout.write(ucbUsage);
    return exit.done;
  }
  if (!args.write) return print(args, io);
  return args.watch ? watch(args, io) : write(args, io);
}

async function print(args: TreeArguments, io: Io): Promise<ExitCode> {
  const read = await readTree(args, io);
  if (!read) return exit.findings;
  if (args.format === 'json') {
    io.stdout.write(treeJson(read, ranked(read.tree)));
    return exit.done;
  }
  const scores = scoreFile(read.tree);
  if (scores === undefined) say(io, whyEmpty(read.tree));
  else {
    sayBasis(io, read.tree);
    io.stdout.write(shown(scores, io));
  }
  return exit.done;
}

/** Writes the score file where it differs; leaves it alone where the tree builder would write none. */
async function write(args: TreeArguments, io: Io): Promise<ExitCode> {
  const read = await readTree(args, io);
  if (!read) return exit.findings;
  const after = scoreFile(read.tree);
  if (after === undefined) {
    say(io, `${whyEmpty(read.tree)} Nothing was written.`);
    return exit.done;
  }
  sayBasis(io, read.tree);
  const file = besideLog('scores', portPath(read.input.path ?? ''), read.named);
  const name = shownPath(file, io.cwd);
  const before = await bytesOf(file, name);
  if (before && Buffer.from(after).equals(before)) say(io, `${name} is current`);
  else {
    await writeFiles([{ path: file, name, before, after }]);
    say(io, `wrote ${name}`);
  }
  return exit.done;
}

const bytesOf = (file: string, name: string): Promise<Uint8Array | undefined> =>
  readText(file, name).then(
    ({ bytes }) => bytes,
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'missing') return undefined;
      throw error;
    },
  );

/** Writes after every change of the log. A log that cannot be read for a moment is waited for. */
async function watch(args: TreeArguments, io: Io): Promise<ExitCode> {
  const update = async (): Promise<void> => {
    try {
      await write(args, io);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say(io, `${error.message} ${error.advice}`);
    }
  };
  const { path: log = '' } = await readOne(args.log, io);
  await watchFile(log, update, io.interrupted());
  return exit.done;
}
