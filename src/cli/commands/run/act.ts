/** Following, cancelling and bringing home one run. */
import { isFinal } from '../../../core/run/states.ts';
import { titleOf, stateWord } from '../../../core/run/record.ts';
import { follow } from '../../../node/run/follow.ts';
import type { KeptRun } from '../../../node/run/record-store.ts';
import type { Runs } from '../../../node/run/runs.ts';
import { exit } from '../../io.ts';
import type { ExitCode, Io } from '../../io.ts';
import { say } from '../../say.ts';
import { shownPath } from '../../shown-path.ts';
import { printableText } from './output.ts';
import type { RunArguments } from './options.ts';
import { show } from './show.ts';

/** Prints the output of a run as it comes, until its end or an interrupt, which leaves it running; then fetches. */
export async function attachRun(run: KeptRun, runs: Runs, args: RunArguments, io: Io): Promise<ExitCode> {
  const stop = new AbortController();
  void io.interrupted().then(() => stop.abort());
  const output = printableText(run.record, text => io.stdout.write(text));
  const sink = {
    onOutput: (task: string, stream: 'out' | 'err', bytes: Uint8Array) => output.add(task, stream, bytes),
    onStatus: () => undefined,
    onLink: (message: string | undefined) => say(io, message ?? 'The target answers again.'),
  };
  const now = await follow(run, runs, sink, stop.signal);
  output.end();
  if (!isFinal(now.record.state)) {
    say(
      io,
      `Run ${now.record.id} goes on (${stateWord(now.record.state)}). \`iterlog run attach\` follows it again.`,
    );
    return exit.done;
  }
  const code = await fetchRun(now, runs, args, io);
  show([now], args, io);
  return code === exit.done && now.record.state !== 'finished' ? exit.findings : code;
}

export async function cancelRun(run: KeptRun, runs: Runs, args: RunArguments, io: Io): Promise<ExitCode> {
  if (isFinal(run.record.state)) {
    say(io, `Run ${run.record.id} has ended already: ${stateWord(run.record.state)}.`);
    return exit.done;
  }
  if (!args.yes) {
    say(io, `This ends ${titleOf(run.record)} (run ${run.record.id}). --yes does it.`);
    return exit.unconfirmed;
  }
  const answer = await runs.cancel(run);
  if ('kind' in answer) {
    say(io, `${answer.message} ${answer.advice} It is not known whether the run goes on.`);
    return exit.unusable;
  }
  for (const survivor of answer.survivors) say(io, `This process could not be ended: ${survivor}`);
  show([answer.run], args, io);
  if (isFinal(answer.run.record.state)) return answer.survivors.length > 0 ? exit.unusable : exit.done;
  say(io, 'It was asked to end, and is not seen to have ended. Look again with iterlog run status.');
  return exit.unusable;
}

/** Gives a run up whose target cannot be asked any more. */
export async function forgetRun(run: KeptRun, runs: Runs, args: RunArguments, io: Io): Promise<ExitCode> {
  if (!args.yes) {
    say(
      io,
      `${titleOf(run.record)} (run ${run.record.id}) is not asked about any more then, and what it left on its target stays there. --yes does it.`,
    );
    return exit.unconfirmed;
  }
  return show([await runs.forget(run)], args, io);
}

export async function fetchRun(run: KeptRun, runs: Runs, _: RunArguments, io: Io): Promise<ExitCode> {
  const home = await runs.fetch(run);
  if (home.kind !== 'home') {
    say(io, `${home.message} ${home.advice} Nothing was written.`);
    return exit.unusable;
  }
  for (const file of home.written) say(io, `wrote ${shownPath(file, io.cwd)}`);
  for (const file of home.tooLarge) say(io, `${file} has over 50 MB and stays on the target.`);
  for (const { file, instead } of home.beside)
    say(
      io,
      `${shownPath(file, io.cwd)} was changed here, so it was left: what the run wrote is in ${shownPath(instead, io.cwd)}.`,
    );
  if (home.written.length + home.beside.length === 0) say(io, 'There is nothing new to bring home.');
  return exit.done;
}
