import { parseArgs } from 'node:util';
import type { Action } from '../../core/actions/action.ts';
import type { RecordOutcome, Recording } from '../../core/batch/record/input.ts';
import { counted } from '../../core/text/counted.ts';
import { readLoop } from '../../node/loop-files.ts';
import type { ReadLoop } from '../../node/loop-files.ts';
import { changedBy, sayWritten, showChanges, writeChanges } from '../carry-out.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readNamed } from '../named-exploration.ts';
import { printableJson } from '../printable.ts';
import { say } from '../say.ts';
import { shownPath } from '../shown-path.ts';
import { blockedBy } from '../run-guard.ts';
import { shown } from '../tree-input.ts';
import { oneOf, recordUsage, UsageError } from '../usage.ts';
import { protocolArgument } from './lint-options.ts';

const options = {
  format: { type: 'string', default: 'text' },
  write: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  protocol: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What came of it, and what it changes or would change. */
interface Report {
  readonly file: string;
  readonly outcome: RecordOutcome;
  /** What is written: of an outcome that asks, with consent only. */
  readonly recording: Recording | undefined;
  readonly changes: Action['changes'];
}

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
  const loop = await readLoop(await readNamed(given, protocol, io));
  const report = await reportOf(loop, values.yes, io);
  const isWritten = values.write && report.changes.length > 0;
  if (isWritten) await writeChanges(report.changes, loop.read, io);
  if (format === 'json') io.stdout.write(jsonOf(report, isWritten, io));
  else tell(report, isWritten, io);
  return codeOf(report);
}

async function reportOf({ files, read }: ReadLoop, consent: boolean, io: Io): Promise<Report> {
  // What a file holds that cannot be read may decide what a run used, or which results are recorded.
  for (const refusal of read.disk.refusals.values()) throw refusal;
  const blocked = await blockedBy(files, io);
  if (blocked)
    return { file: shownPath(files.log.path, io.cwd), outcome: blocked, recording: undefined, changes: [] };
  const { recordAction, recordedFrom } = await import('../../core/actions/loop.ts');
  const outcome = recordedFrom(files);
  const recording =
    outcome.kind === 'record' ? outcome : outcome.kind === 'ask' && consent ? outcome.recording : undefined;
  const changes = recording ? changedBy(recordAction(files, recording)) : [];
  return { file: shownPath(files.log.path, io.cwd), outcome, recording, changes };
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
    sayWritten(changes, io);
    return;
  }
  showChanges(changes, io);
  say(io, `The diff adds ${counted(recording.entries.length, 'entry', 'entries')}: add --write to apply it.`);
}

/** Every key is always there. */
function jsonOf({ file, outcome, recording, changes }: Report, isWritten: boolean, { cwd }: Io): string {
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
    files: changes.map(change => shownPath(change.file.path, cwd)),
    written: isWritten,
  })}\n`;
}
