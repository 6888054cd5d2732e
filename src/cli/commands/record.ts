import { parseArgs } from 'node:util';
import type { RecordOutcome, Recording } from '../../core/batch/record/input.ts';
import { explorationOf } from '../../core/exploration/exploration.ts';
import { lint } from '../../core/lint/engine.ts';
import { counted } from '../../core/text/counted.ts';
import { applyEdits } from '../../core/text/edits.ts';
import { readExplorationTexts } from '../../node/exploration-texts.ts';
import type { ExplorationTexts } from '../../node/exploration-texts.ts';
import { namedBy, Protocols } from '../../node/protocol-for.ts';
import { writeFiles } from '../../node/write-files.ts';
import type { FileChange } from '../../node/write-files.ts';
import { newFileDiff, shownDiff, unifiedDiff } from '../diff.ts';
import type { Input } from '../inputs.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { printableJson } from '../printable.ts';
import { shownPath } from '../shown-path.ts';
import { readOne, shown } from '../tree-input.ts';
import { say } from '../say.ts';
import { oneOf, recordUsage, UsageError } from '../usage.ts';
import { protocolArgument } from './lint-options.ts';

const options = {
  format: { type: 'string', default: 'text' },
  write: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  protocol: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What came of it, and the files that it changes or would change. */
interface Report {
  readonly file: string;
  readonly outcome: RecordOutcome;
  /** What is written: of an outcome that asks, with consent only. */
  readonly recording: Recording | undefined;
  readonly changes: readonly Change[];
}

type Change = FileChange & { readonly text: string };

/** `iterlog record`: writes the entries of a batch from what its slots have left. */
export async function record(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  if (values.help) {
    io.stdout.write(recordUsage);
    return exit.done;
  }
  const [given, ...rest] = positionals;
  if (given === undefined || rest.length > 0) throw new UsageError('Name one log.');
  if (given === '-') throw new UsageError('Standard input has no result logs beside it: name the log.');
  const format = oneOf('--format', values.format, ['text', 'json']);
  const protocol = values.protocol === undefined ? undefined : protocolArgument(values.protocol, io.cwd);
  const report = await reportOf(await readOne(given, io), protocol, values.yes, io);
  const isWritten = values.write && report.changes.length > 0;
  if (isWritten) await writeFiles(report.changes);
  if (format === 'json') io.stdout.write(jsonOf(report, isWritten));
  else tell(report, isWritten, io);
  return codeOf(report);
}

async function reportOf(input: Input, wanted: string | undefined, consent: boolean, io: Io): Promise<Report> {
  const choice = await new Protocols(wanted).of(input.log, input.folder);
  const { protocol, universalOnly, file } = choice;
  for (const { message } of file?.problems ?? [])
    say(io, `${shownPath(file?.path ?? '', io.cwd)}: ${message}`);
  const log = input.path ?? '';
  const texts = await readExplorationTexts(log, { slots: protocol.batchSize, named: namedBy(choice) });
  const { recordResults } = await import('../../core/batch/record/record.ts');
  const exploration = explorationOf(lint(input.log, { protocol, universalOnly }));
  const outcome = recordResults({ ...texts, name: texts.files.name, exploration, text: input.text });
  const recording =
    outcome.kind === 'record' ? outcome : outcome.kind === 'ask' && consent ? outcome.recording : undefined;
  return {
    file: input.file,
    outcome,
    recording,
    changes: recording ? changesOf(recording, input, texts, io) : [],
  };
}

/** The log and the plan, each as it was and as it will be. */
function changesOf(
  { edits, plan }: Recording,
  input: Input,
  { plan: file, files }: ExplorationTexts,
  io: Io,
): Change[] {
  const { path = '', file: name, bytes: before, text } = input;
  const after = 'text' in plan ? plan.text : applyEdits(file?.text ?? '', plan.edits);
  const planName = shownPath(files.plan.path, io.cwd);
  const planText = file?.text ?? '';
  return [
    { path, name, before, text, after: applyEdits(text, edits) },
    { path: files.plan.path, name: planName, before: file?.bytes, text: planText, after },
  ].filter(change => change.after !== change.text);
}

function codeOf({ outcome, recording }: Report): ExitCode {
  if (outcome.kind === 'refused') return exit.findings;
  return outcome.kind === 'ask' && !recording ? exit.unconfirmed : exit.done;
}

function tell({ outcome, recording, changes }: Report, isWritten: boolean, io: Io): void {
  if (outcome.kind === 'refused') say(io, `${outcome.message} ${outcome.advice} Nothing was written.`);
  if (outcome.kind === 'nothing') {
    for (const difference of outcome.differences) io.stdout.write(`${shown(difference, io)}\n`);
    say(io, outcome.message);
  }
  if (outcome.kind === 'ask') {
    say(io, outcome.message);
    if (!recording) say(io, 'Nothing was written. --yes records all the same.');
  }
  if (!recording) return;
  for (const note of recording.notes) say(io, note);
  if (isWritten) {
    for (const { name } of changes) say(io, `wrote ${name}`);
    return;
  }
  for (const { name, before, text, after } of changes) {
    const diff = before ? unifiedDiff(name, text, after) : newFileDiff(name, after);
    io.stdout.write(shownDiff(diff, io));
  }
  say(io, `The diff adds ${counted(recording.entries.length, 'entry', 'entries')}: add --write to apply it.`);
}

/** Every key is always there. */
function jsonOf({ file, outcome, recording, changes }: Report, isWritten: boolean): string {
  const planned = recording ?? (outcome.kind === 'ask' ? outcome.recording : undefined);
  return `${printableJson({
    file,
    outcome: outcome.kind,
    message: 'message' in outcome ? outcome.message : null,
    advice: outcome.kind === 'refused' ? outcome.advice : null,
    doubts: outcome.kind === 'ask' ? outcome.doubts : [],
    differences: outcome.kind === 'nothing' ? outcome.differences : [],
    iterations: planned?.iterations ?? [],
    entries: planned?.entries ?? [],
    notes: planned?.notes ?? [],
    files: changes.map(({ name }) => name),
    written: isWritten,
  })}\n`;
}
