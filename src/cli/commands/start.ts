/** `iterlog start`: makes the files of a new exploration from its base config. */
import path from 'node:path';
import { startFiles } from '../../core/actions/start.ts';
import type { StartAction } from '../../core/actions/start.ts';
import { isRefused } from '../../core/actions/action.ts';
import type { ActionRefusal } from '../../core/actions/action.ts';
import { presetOfBase } from '../../core/slots/preset-of-base.ts';
import { explorationOfBase } from '../../core/files/find.ts';
import { withoutEnding } from '../../core/files/names.ts';
import { remembering } from '../../core/files/port.ts';
import { presets } from '../../core/protocol/presets/index.ts';
import { presetNames } from '../../core/protocol/types.ts';
import { counted } from '../../core/text/counted.ts';
import { nodeFiles, portPath } from '../../node/file-port.ts';
import { namedBy, Protocols } from '../../node/protocol-for.ts';
import type { ProtocolChoice } from '../../node/protocol-for.ts';
import { readText } from '../../node/read-text.ts';
import type { TextFile } from '../../node/read-text.ts';
import { writeNewFiles } from '../../node/write-new-files.ts';
import { newFileDiff, shownDiff, unifiedDiff } from '../diff.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { printableJson } from '../printable.ts';
import { say } from '../say.ts';
import { shownPath } from '../shown-path.ts';
import { standing } from '../start-standing.ts';
import type { Standing } from '../start-standing.ts';
import { startUsage, UsageError } from '../usage.ts';
import { startArguments } from './start-options.ts';
import type { StartArguments } from './start-options.ts';

export async function start(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = startArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(startUsage);
    return exit.done;
  }
  const base = await readText(path.resolve(io.cwd, args.base), args.base);
  const action = await prepare(base, args, io);
  if (isRefused(action)) {
    say(io, `${action.message} ${action.advice}`);
    return exit.findings;
  }
  const files = await Promise.all(action.files.map(file => standing(file, shownPath(file.path, io.cwd))));
  const isAsked = files.some(({ isLost }) => isLost) && !args.yes;
  warn(action, io);
  const isWritten = args.write && !isAsked;
  if (isWritten) await writeNewFiles(files.filter(({ isSame }) => !isSame));
  tell(action, files, { ...args, isWritten }, io);
  return isAsked ? exit.unconfirmed : exit.done;
}

/** Every file of the exploration, where it belongs. */
async function prepare(
  base: TextFile,
  { name, protocol: wanted }: StartArguments,
  io: Io,
): Promise<StartAction | ActionRefusal> {
  const file = portPath(base.path);
  const port = remembering(nodeFiles);
  const called = name ?? `${withoutEnding(path.basename(file))}_Claude`;
  const fitting = presetOfBase([called, path.basename(file)], base.text);
  const choice = await new Protocols(wanted).fitting(fitting, path.dirname(file));
  sayProblems(choice, io);
  if (choice.universalOnly)
    throw new UsageError(
      `Nothing says by which protocol ${called} is explored: give --protocol (${presetNames.join(', ')} or a YAML file), or say \`extends\` in an iterlog.yaml.`,
    );
  const options = { slots: choice.protocol.batchSize, named: namedBy(choice) };
  const found = await explorationOfBase(file, port, options, called);
  for (const note of found.notes) say(io, note);
  return startFiles({ path: file, text: base.text }, found, choice.protocol);
}

function sayProblems({ file, protocol }: ProtocolChoice, io: Io): void {
  for (const { message } of file?.problems ?? [])
    say(io, `${shownPath(file?.path ?? '', io.cwd)}: ${message}`);
  const preset = presetNames.find(name => presets[name] === protocol);
  say(io, `The protocol is ${preset ?? (file ? shownPath(file.path, io.cwd) : protocol.title)}.`);
}

/** At most so many names in a sentence. */
const mostNames = 8;

function warn({ leftovers }: StartAction, io: Io): void {
  if (leftovers.length === 0) return;
  const names = leftovers.slice(0, mostNames).map(file => shownPath(file, io.cwd));
  const more = leftovers.length > mostNames ? ` and ${leftovers.length - mostNames} more` : '';
  const what = `${counted(leftovers.length, 'file')} of earlier runs would be taken for results of this exploration`;
  say(io, `${what}: ${names.join(', ')}${more}. Move them away.`);
}

interface Told extends Pick<StartArguments, 'format' | 'write' | 'yes'> {
  readonly isWritten: boolean;
}

function tell(action: StartAction, files: readonly Standing[], told: Told, io: Io): void {
  const changed = files.filter(({ isSame }) => !isSame);
  const lost = files.filter(({ isLost }) => isLost);
  if (told.format === 'json') io.stdout.write(`${printableJson(jsonOf(action, files, told, io))}\n`);
  else if (!told.write)
    for (const { name, before, text, after } of changed)
      io.stdout.write(shownDiff(before ? unifiedDiff(name, text, after) : newFileDiff(name, after), io));
  if (told.isWritten) for (const { name } of changed) say(io, `wrote ${name}`);
  if (changed.length === 0) say(io, `${action.name} has all its files already: there is nothing to change.`);
  if (lost.length > 0 && !told.isWritten) {
    const names = lost.map(({ name }) => name).join(', ');
    say(io, `${names} would be replaced${told.yes ? '' : ': add --yes to confirm that'}.`);
  }
  if (changed.length > 0 && !told.write)
    say(io, `The diff makes ${counted(changed.length, 'file')} of ${action.name}: add --write to make them.`);
  else if (changed.length > 0 && !told.isWritten) say(io, 'Nothing was written.');
}

function jsonOf(
  { name, leftovers }: StartAction,
  files: readonly Standing[],
  { isWritten }: Told,
  { cwd }: Io,
): unknown {
  return {
    name,
    written: isWritten,
    files: files.map(({ name: file, before, isSame, isLost }) => ({
      file,
      exists: before !== undefined,
      changed: !isSame,
      replaces: isLost,
    })),
    leftovers: leftovers.map(file => shownPath(file, cwd)),
  };
}
