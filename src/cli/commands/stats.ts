import path from 'node:path';
import { parseArgs } from 'node:util';
import { besideLog } from '../../core/files/named.ts';
import type { NamedIn } from '../../core/files/named.ts';
import { ranked, referenceOf, statisticsOf } from '../../core/samples/statistics.ts';
import { groupRuns, runsOf } from '../../core/samples/groups.ts';
import type { Runs } from '../../core/samples/groups.ts';
import { memoryTable, updateMemory } from '../../core/samples/memory.ts';
import { namesOf } from '../../core/protocol/names.ts';
import type { Protocol } from '../../core/protocol/types.ts';
import { applyEdits } from '../../core/text/edits.ts';
import { didYouMean } from '../../core/text/did-you-mean.ts';
import { portPath } from '../../node/file-port.ts';
import { namedBy, Protocols } from '../../node/protocol-for.ts';
import type { ProtocolChoice } from '../../node/protocol-for.ts';
import { readText } from '../../node/read-text.ts';
import type { TextFile } from '../../node/read-text.ts';
import { Refusal } from '../../node/refusal.ts';
import { writeFiles } from '../../node/write-files.ts';
import { shownDiff, unifiedDiff } from '../diff.ts';
import { readInputs } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { say } from '../say.ts';
import { shownPath } from '../shown-path.ts';
import { statsFormats, statsReporters } from '../stats-output.ts';
import type { StatsReport } from '../stats-output.ts';
import { oneOf, statsUsage, UsageError } from '../usage.ts';
import { counted } from '../../core/text/counted.ts';
import { oneLog } from '../one-log.ts';
import { protocolArgument } from './lint-options.ts';

const options = {
  format: { type: 'string' },
  reward: { type: 'string' },
  protocol: { type: 'string' },
  memory: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** `iterlog stats`: what the samples of each config say, or the memory file's table. */
export async function stats(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  if (values.help) {
    io.stdout.write(statsUsage);
    return exit.done;
  }
  const given = oneLog(positionals);
  const { memory, write } = values;
  const format = oneOf('--format', values.format ?? (memory ? 'markdown' : 'text'), statsFormats);
  if (memory && format !== 'markdown')
    throw new UsageError(`--memory puts the Markdown table into a file, which has no ${format} form.`);
  if (write && !memory) throw new UsageError('--write writes the memory file: give --memory too.');
  const wanted = values.protocol === undefined ? undefined : protocolArgument(values.protocol, io.cwd);
  const input = await readOne(given, io);
  const choice = await new Protocols(wanted).of(input.log, input.folder);
  const report = reportOf(input, choice, values.reward, io);
  if (memory) return updateMemoryFile(input, report, namedBy(choice), write, io);
  io.stdout.write(statsReporters[format](report));
  return exit.done;
}

async function readOne(given: string, io: Io): Promise<Input> {
  const { inputs, refusals } = await readInputs([given], io);
  const [refusal] = refusals;
  if (refusal) throw refusal;
  const [input, ...others] = inputs;
  if (input && others.length === 0) return input;
  throw new UsageError(`${given} holds ${inputs.length} logs: name one of them.`);
}

function reportOf(
  input: Input,
  { protocol, file }: ProtocolChoice,
  reward: string | undefined,
  io: Io,
): StatsReport {
  const problems = file?.problems.length ?? 0;
  if (file && problems > 0) {
    const found = `${counted(problems, 'problem')} in ${path.basename(file.path)}`;
    say(io, `${found}; what is wrong is left out. iterlog lint shows it.`);
  }
  if (Object.keys(protocol.parameters).length === 0) {
    throw new UsageError(
      `${input.file} fits no protocol, so what makes a config is unknown: add an iterlog.yaml, or give --protocol.`,
    );
  }
  const runs = runsOf(input.log, protocol);
  const metric = rewardOf(reward, protocol, runs);
  const reference = referenceOf(protocol);
  const groups = groupRuns(runs, protocol, metric).map(group => statisticsOf(group, reference));
  return { file: input.file, protocol, reward: metric, reference, groups: ranked(groups) };
}

/** The metric that is asked for by any of its names, or that some run states; else the protocol's. */
function rewardOf(asked: string | undefined, protocol: Protocol, { nodes }: Runs): string {
  const own = Object.keys(protocol.metrics);
  if (asked !== undefined) {
    const name = namesOf(protocol).metric(asked) ?? asked;
    const stated = new Set([...own, ...nodes.flatMap(node => [...node.metrics.keys()])]);
    if (stated.has(name)) return name;
    throw new UsageError(`No run has a metric \`${asked}\`.${didYouMean(asked, stated)}`);
  }
  if (protocol.reward !== '') return protocol.reward;
  throw new UsageError('The protocol names no reward: give --reward.');
}

/** Shows what the table would change in the memory file, or writes it. */
async function updateMemoryFile(
  input: Input,
  { groups, reward, reference }: StatsReport,
  named: NamedIn | undefined,
  write: boolean,
  io: Io,
): Promise<ExitCode> {
  if (input.path === undefined)
    throw new UsageError('Standard input has no memory file beside it: name the log.');
  const file = besideLog('memory', portPath(input.path), named);
  const name = shownPath(file, io.cwd);
  const before = await readMemory(file, name);
  const update = updateMemory(before.text, memoryTable(groups, reward, reference));
  if ('tables' in update) {
    say(io, `${name} has ${update.tables} tables with these columns: leave only the one to be replaced.`);
    return exit.findings;
  }
  const after = applyEdits(before.text, [update.edit]);
  if (after === before.text) {
    say(io, `${name} has this table already.`);
  } else if (write) {
    await writeFiles([{ path: before.path, name, before: before.bytes, after }]);
    say(io, `wrote ${name}`);
  } else {
    io.stdout.write(shownDiff(unifiedDiff(name, before.text, after), io));
    say(io, 'The diff updates the table: add --write to apply it.');
  }
  return exit.done;
}

async function readMemory(file: string, name: string): Promise<TextFile> {
  return readText(file, name).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'missing') throw error;
    throw new Refusal(error.code, name, error.message, 'Make it first; an empty file will do.');
  });
}
