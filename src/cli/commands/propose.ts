import { isRefused } from '../../core/actions/action.ts';
import { openErrors } from '../../core/batch/propose/ready.ts';
import { violations } from '../../core/batch/propose/legal.ts';
import { propose as proposeBatch } from '../../core/batch/propose/propose.ts';
import type { Proposal, ProposeInput } from '../../core/batch/propose/propose.ts';
import { counted } from '../../core/text/counted.ts';
import type { ReadLoop } from '../../node/loop-files.ts';
import { changedBy, refuse, sayWritten, showChanges, writeChanges } from '../carry-out.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readProposalInput } from '../proposal-input.ts';
import type { ProposalInput } from '../proposal-input.ts';
import { proposalFormats } from '../proposal-output.ts';
import { blockedBy } from '../run-guard.ts';
import { shown } from '../tree-input.ts';
import { say } from '../say.ts';
import { proposeUsage } from '../usage.ts';
import { choicesOf, proposeArguments } from './propose-options.ts';
import type { ProposeArguments } from './propose-options.ts';

/** `iterlog propose`: chooses the next batch of a log, prints it, and on request writes it. */
export async function propose(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = proposeArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(proposeUsage);
    return exit.done;
  }
  const read = await readProposalInput(args.log, args.protocol, io);
  const blocked = read.loop && (await blockedBy(read.loop.files, io));
  if (blocked) {
    say(io, `${blocked.message} ${blocked.advice}`);
    return exit.findings;
  }
  const { exploration, baseValues } = read;
  const choices = choicesOf(args.set, exploration.protocol);
  const input = { exploration, baseValues, options: { moreRobustness: args.moreRobustness, choices } };
  const outcome = proposeBatch(input);
  if (outcome.kind === 'refused') {
    say(io, `${outcome.message} ${outcome.advice}`);
    return exit.findings;
  }
  const { proposal } = outcome;
  if (isDoubtful(read, input, proposal, io) && !args.yes) {
    say(io, 'Mend that first, or go on all the same with --yes.');
    return exit.unconfirmed;
  }
  return conclude(read, proposal, args, io);
}

/** Errors in what the choice rests on, and rules that a person's own choice breaks: said, and whether there are any. */
function isDoubtful(read: ProposalInput, input: ProposeInput, { slots }: Proposal, io: Io): boolean {
  const errors = openErrors(read.exploration);
  for (const { line, rule, message } of errors)
    say(io, `${read.file}:${line + 1}: error ${rule}: ${message}`);
  if (errors.length > 0)
    say(io, `${counted(errors.length, 'error')} in the newest batch: what is chosen from it may be wrong.`);
  const broken = (input.options?.choices ?? []).length > 0 ? violations(input, slots) : [];
  for (const { message } of broken) say(io, message);
  return errors.length + broken.length > 0;
}

async function conclude(
  { loop }: ProposalInput,
  proposal: Proposal,
  args: ProposeArguments,
  io: Io,
): Promise<ExitCode> {
  if (loop && (args.write || args.diff)) {
    const code = await apply(loop, proposal, args, io);
    if (code !== exit.done || args.diff) return code;
  } else if (loop) await sayWaiting(loop, io);
  io.stdout.write(shown(proposalFormats[args.format](proposal), io));
  return exit.done;
}

/** Writes the batch, or shows what that would change. */
async function apply(
  { files, read }: ReadLoop,
  proposal: Proposal,
  { write, yes }: ProposeArguments,
  io: Io,
): Promise<ExitCode> {
  const { batchAction } = await import('../../core/actions/loop.ts');
  const action = batchAction(files, proposal);
  if (isRefused(action)) {
    const code = refuse(action, read, io);
    say(io, 'Nothing was written.');
    return code;
  }
  const changed = changedBy(action);
  for (const note of action.notes) say(io, note);
  if (write && action.notes.length > 0 && !yes) {
    say(io, 'Nothing was written. --yes writes all the same.');
    return exit.unconfirmed;
  }
  if (write) await writeChanges(changed, read, io);
  if (write) sayWritten(changed, io);
  else showChanges(changed, io);
  if (changed.length === 0) say(io, 'The slot configs and the plan have this batch already.');
  return exit.done;
}

async function sayWaiting({ files }: ReadLoop, io: Io): Promise<void> {
  const { unrecorded, waitingIn } = await import('../../core/actions/loop.ts');
  const waiting = waitingIn(files);
  if (waiting.length > 0)
    say(io, `${unrecorded(waiting).message} The batch is chosen without what they measured.`);
}
