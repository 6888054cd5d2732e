/** `iterlog slots`: what can be done to the slot configs of an exploration, one subcommand an action. */
import type { Action, ActionFiles, ActionRefusal } from '../../core/actions/action.ts';
import { refused } from '../../core/actions/action.ts';
import { batchOfNumber, batchToGenerate, generateBatch } from '../../core/actions/generate.ts';
import { robustnessCopy } from '../../core/actions/robustness-copy.ts';
import { copySlot, restoreDataset, restoreLocked, restoreSlot } from '../../core/actions/slot-file.ts';
import { writeConfig } from '../../core/actions/write-config.ts';
import { didYouMean } from '../../core/text/did-you-mean.ts';
import type { ReadExploration } from '../../node/explorations.ts';
import { carryOut } from '../carry-out.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readNamed } from '../named-exploration.ts';
import { slotsUsage } from '../slots-usage.ts';
import { UsageError } from '../usage.ts';
import { check } from './slots-check.ts';
import { diff } from './slots-diff.ts';
import { slotsArguments } from './slots-options.ts';
import type { SlotsArguments } from './slots-options.ts';

type Subcommand = (argv: readonly string[], io: Io) => Promise<ExitCode>;

const subcommands: ReadonlyMap<string, Subcommand> = new Map([
  ['write', changing(['iteration', 'slot', 'batch', 'write'], writing)],
  ['copy', changing(['from', 'to', 'iteration', 'write'], copying)],
  ['restore', changing(['slot', 'locked', 'dataset', 'write'], restoring)],
  ['check', check],
  ['diff', diff],
]);

export async function slots(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const subcommand = name === undefined ? undefined : subcommands.get(name);
  if (subcommand) return subcommand(rest, io);
  if (name === '-h' || name === '--help') {
    io.stdout.write(slotsUsage);
    return exit.done;
  }
  const words = [...subcommands.keys()];
  throw new UsageError(
    name === undefined || name.startsWith('-')
      ? `Say what to do: ${words.join(', ')}.`
      : `There is no \`slots ${name}\`, but ${words.join(', ')}.${didYouMean(name, words)}`,
  );
}

/** What the arguments ask of an exploration; what they contradict is told before anything is read. */
type Asking = (args: SlotsArguments) => (files: ActionFiles) => Action | ActionRefusal;

function changing(own: Parameters<typeof slotsArguments>[2], asking: Asking): Subcommand {
  return async (argv, io) => {
    const args = slotsArguments(argv, io.cwd, own);
    if (args.help) {
      io.stdout.write(slotsUsage);
      return exit.done;
    }
    const ask = asking(args);
    const read = await readKnown(args, io);
    checkSlots(args, read.files);
    return carryOut(ask(read.files), read, args, io);
  };
}

async function readKnown({ names, protocol }: SlotsArguments, io: Io): Promise<ReadExploration> {
  const [given = '', ...others] = names;
  if (others.length > 0) throw new UsageError('Name one exploration.');
  const read = await readNamed(given, protocol, io);
  const { protocol: own, found } = read.files;
  if (Object.keys(own.parameters).length === 0)
    throw new UsageError(
      `${found.name} fits no protocol, so what its configs may change is unknown: add an iterlog.yaml, or give --protocol.`,
    );
  return read;
}

function checkSlots({ slot, from, to }: SlotsArguments, { protocol: { batchSize } }: ActionFiles): void {
  for (const number of [slot, from, to])
    if (number !== undefined && number >= batchSize)
      throw new UsageError(`There is no slot ${number}: slots are 0 to ${batchSize - 1}.`);
}

function writing({ iteration, slot, batch }: SlotsArguments): ReturnType<Asking> {
  if (batch !== undefined && (iteration !== undefined || slot !== undefined))
    throw new UsageError('--batch writes every slot: leave out --iteration and --slot.');
  if (iteration !== undefined && slot !== undefined) return files => writeConfig(files, iteration, slot);
  if (iteration !== undefined || slot !== undefined)
    throw new UsageError('--iteration says whose Config is written, and --slot where to: give both.');
  return files => {
    const iterations = batch === undefined ? batchToGenerate(files) : batchOfNumber(batch, files.protocol);
    return iterations ? generateBatch(files, iterations) : nothingToWrite(files);
  };
}

const nothingToWrite = ({ planProblem, found }: ActionFiles): ActionRefusal =>
  planProblem === undefined
    ? refused(
        'The log has no iterations, and there is no plan that is live.',
        'Nothing says what the slots are to run: plan a batch, or write its entries.',
      )
    : refused(`The plan cannot be read. ${planProblem}`, 'Mend or remove it first.', found.plan.path);

function copying({ iteration, from, to }: SlotsArguments): ReturnType<Asking> {
  if (iteration !== undefined) {
    if (from !== undefined) throw new UsageError('Give --iteration or --from, not both.');
    return files => robustnessCopy(files, iteration, to);
  }
  if (from === undefined || to === undefined)
    throw new UsageError('Give --from and --to for a copy of a slot, or --iteration for a robustness copy.');
  return files => copySlot(files, from, to);
}

function restoring({ slot, locked, dataset }: SlotsArguments): ReturnType<Asking> {
  if (slot === undefined) throw new UsageError('Name the slot: --slot S.');
  const restore = locked === dataset ? restoreSlot : locked ? restoreLocked : restoreDataset;
  return files => restore(files, slot);
}
